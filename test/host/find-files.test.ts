import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Found, findFiles } from '../../src/host/find-files.js';
import { JobError } from '../../src/host/job-error.js';
import { patience, runs } from '../arbitraries/runs.js';
import { asNobody } from '../support/as-nobody.js';
import { leaveRepository, tempDir } from '../support/temp-dir.js';

/** Empty files by their paths, or with the lines of a `.gitignore`. */
function tree(paths: readonly string[], gitignores: Record<string, string> = {}): string {
  return tempDir({ ...Object.fromEntries(paths.map((path) => [path, ''])), ...gitignores });
}

function find(cwd: string, paths: readonly string[], exclude: readonly string[] = []): Promise<Found> {
  return findFiles(paths, { cwd, exclude });
}

/** The paths of the files in `cwd`. */
async function pathsOf(cwd: string, paths: readonly string[], exclude: readonly string[] = []): Promise<string[]> {
  const { files } = await find(cwd, paths, exclude);
  return files.map(({ path }) => relative(cwd, path));
}

describe('a directory', () => {
  it('gives all files below, whatever their names end in, sorted by code units and each once', async () => {
    const dir = tree(['b.conf', 'a/z.lua', 'a.crt', 'B', 'a-b/x', 'ä', '\u{1F600}', '\uFF5E']);
    const files = ['B', 'a-b/x', 'a.crt', 'a/z.lua', 'b.conf', 'ä', '\u{1F600}', '\uFF5E'];
    expect(await pathsOf(dir, ['.', 'a', 'a/z.lua', dir])).toEqual(files);
    expect((await find(dir, ['.', 'a', 'a.crt'])).directories).toEqual([dir, join(dir, 'a')]);
  });

  it('keeps hidden names and node_modules to itself, unless they are named', async () => {
    const dir = tree(['a', '.b', '.c/d', 'node_modules/e', 'f/node_modules/g', 'h/node_modules']);
    expect(await pathsOf(dir, ['.'])).toEqual(['a', 'h/node_modules']);
    expect(await pathsOf(dir, ['.b', '.c', 'node_modules'])).toEqual(['.b', '.c/d', 'node_modules/e']);
  });

  it('may have any names', async () => {
    const names = ['with space', ' ', 'two\nlines', '[a].conf', '*', '{b,c}', '!d', '#e', 'back\\slash', 'ü', "'"];
    const all = [...names, ...names.map((name) => join('in', name, 'x'))];
    const dir = tree(all, { '.gitignore': 'nothing\n' });
    mkdirSync(join(dir, '.git'));
    expect(await pathsOf(dir, ['.'])).toEqual(all.sort());
    for (const name of names) expect(await pathsOf(dir, [join('in', name)])).toEqual([join('in', name, 'x')]);
  });

  it('may be as deep as the system lets a path be', patience, async () => {
    const dir = tree([]);
    const deep = join(dir, ...Array<string>(Math.floor((4000 - dir.length) / 2)).fill('d'));
    // Node's own way to remove directories is not made for such depths.
    onTestFinished(() => void execFileSync('rm', ['-rf', join(dir, 'd')]));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(dir, '.gitignore'), 'x\n');
    writeFileSync(join(deep, 'a'), '');
    expect((await find(dir, ['.'])).files).toEqual([{ path: join(deep, 'a'), isLink: false }]);
  });

  it('stops the search if it cannot be read, and is named', async () => {
    const dir = tree(['a', 'closed/b']);
    await pathsOf(dir, ['.', '*']);
    chmodSync(dir, 0o755);
    chmodSync(join(dir, 'closed'), 0o311);
    const problem = new JobError(`cannot read ${join(dir, 'closed')}: permission denied`);
    for (const path of ['.', 'closed', '**/b', 'closed/*']) {
      await expect(asNobody(() => find(dir, [path]))).rejects.toThrow(problem);
    }
  });

  it('has no pipes among its files', async () => {
    const dir = tree(['a']);
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    expect(await pathsOf(dir, ['.', '*'])).toEqual(['a']);
  });
});

describe('symbolic links', () => {
  it('to files are files, and so are those that lead nowhere', async () => {
    const dir = tree(['..2026_01/fluent-bit.conf', 'real/a.conf']);
    symlinkSync('..2026_01', join(dir, '..data'));
    symlinkSync('..data/fluent-bit.conf', join(dir, 'fluent-bit.conf'));
    symlinkSync('missing', join(dir, 'broken.conf'));
    symlinkSync('round.conf', join(dir, 'round.conf'));
    const files = [
      { path: join(dir, 'broken.conf'), isLink: true },
      { path: join(dir, 'fluent-bit.conf'), isLink: true },
      { path: join(dir, 'real/a.conf'), isLink: false },
      { path: join(dir, 'round.conf'), isLink: true },
    ];
    expect((await find(dir, ['.'])).files).toEqual(files);
    expect((await find(dir, ['**/*.conf'])).files).toEqual(files);
    const named = files.map((file) => ({ ...file, isNamed: true }));
    expect((await find(dir, ['broken.conf', 'fluent-bit.conf', 'real/a.conf', 'round.conf'])).files).toEqual(named);
  });

  it('to directories are told and not followed, so that loops end', async () => {
    const dir = tree(['a/b/c.conf', 'z']);
    symlinkSync('..', join(dir, 'a', 'up'));
    symlinkSync('.', join(dir, 'self'));
    symlinkSync('a', join(dir, 'link.conf'));
    const { files, skippedLinks } = await find(dir, ['.']);
    expect(files.map(({ path }) => path)).toEqual([join(dir, 'a/b/c.conf'), join(dir, 'z')]);
    expect(skippedLinks).toEqual(['a/up', 'link.conf', 'self'].map((path) => join(dir, path)));
    const matched = await find(dir, ['**/*.conf']);
    expect(matched.files.map(({ path }) => path)).toEqual([join(dir, 'a/b/c.conf')]);
    expect(matched.skippedLinks).toEqual([join(dir, 'link.conf')]);
  });

  it('that are named, or on the way, count as what they lead to', async () => {
    const dir = tree(['a/b.conf']);
    symlinkSync('a', join(dir, 'link'));
    for (const path of ['link', 'link/b.conf', 'link/*.conf', 'link/']) {
      expect(await find(dir, [path]), path).toMatchObject({
        files: [{ path: join(dir, 'a/b.conf'), isLink: false }],
        directories: [join(dir, 'a')],
        skippedLinks: [],
      });
    }
  });
});

describe('a pattern', () => {
  it('matches files from the working directory on, and below what it names', async () => {
    const dir = tree(['a.conf', 'b.yaml', 'conf/c.conf', 'conf/d/e.conf', '.f.conf']);
    expect(await pathsOf(dir, ['*.conf'])).toEqual(['a.conf']);
    expect(await pathsOf(dir, ['./**/*.conf'])).toEqual(['a.conf', 'conf/c.conf', 'conf/d/e.conf']);
    expect(await pathsOf(dir, [`${dir}/conf/**`])).toEqual(['conf/c.conf', 'conf/d/e.conf']);
    expect(await pathsOf(dir, ['.*.conf', '*.{yaml,json}'])).toEqual(['.f.conf', 'b.yaml']);
    const { files, directories } = await find(join(dir, 'conf'), ['../*.conf', '*/e.conf']);
    expect(files.map(({ path }) => path)).toEqual([join(dir, 'a.conf'), join(dir, 'conf/d/e.conf')]);
    expect(directories).toEqual([dir, join(dir, 'conf/d')]);
  });

  it('is a path first, if there is one of that name', async () => {
    const dir = tree(['[a].conf', 'a.conf', '{b,c}/d', 'b/e']);
    expect(await pathsOf(dir, ['[a].conf', '{b,c}'])).toEqual(['[a].conf', '{b,c}/d']);
    expect(await pathsOf(dir, ['[ab].conf'])).toEqual(['a.conf']);
    expect(await pathsOf(dir, ['\\[a\\].conf'])).toEqual(['[a].conf']);
  });

  it('of braces alone is a list of paths', async () => {
    const dir = tree(['conf/a', 'conf/b/c'], { '.gitignore': 'conf\n' });
    expect(await pathsOf(dir, ['conf/{a,b}'])).toEqual(['conf/a', 'conf/b/c']);
    await expect(find(dir, ['conf/{a,x}'])).rejects.toThrow(new JobError('no such file or directory: conf/x'));
  });

  it('must match something', async () => {
    const dir = tree(['a.conf', 'd/e']);
    for (const pattern of ['*.yaml', 'none/*', 'a.conf/*', '!a.conf', 'd*', '*.{b,c}', `${'*'.repeat(300)}x`]) {
      await expect(find(dir, ['a.conf', pattern]), pattern).rejects.toThrow(new JobError(`nothing matches ${pattern}`));
    }
    for (const path of ['b.conf', 'none/a.conf', 'a.conf/b', 'x'.repeat(300), 'x/'.repeat(60_000), '']) {
      await expect(find(dir, [path]), path).rejects.toThrow(new JobError(`no such file or directory: ${path}`));
    }
  });

  it('has braces in braces, ranges, and a backslash before what stands for itself', async () => {
    const dir = tree(['a1.conf', 'a2.conf', 'a3.conf', 'bx.conf', 'c,d.conf', 'e*.conf', 'ef.conf', '{g}.conf', 'h/x', '.i/x']);
    expect(await pathsOf(dir, ['{a{1..2},b{x,y}}*'])).toEqual(['a1.conf', 'a2.conf', 'bx.conf']);
    expect(await pathsOf(dir, ['a{3..2}.*', '{b..c}*'])).toEqual(['a2.conf', 'a3.conf', 'bx.conf', 'c,d.conf']);
    expect(await pathsOf(dir, ['c\\,d.conf', 'e\\*.conf', '*{g}*'])).toEqual(['c,d.conf', 'e*.conf', '{g}.conf']);
    expect(await pathsOf(dir, ['{h,.i}/*'])).toEqual(['.i/x', 'h/x']);
    expect(await pathsOf(dir, ['**/x'])).toEqual(['h/x']);
  });

  it('is refused if it could take very long to match', async () => {
    const dir = tree([`${'a'.repeat(250)}`, 'a1000']);
    expect(await pathsOf(dir, ['a*{1..1000}'])).toEqual(['a1000']);
    expect(await pathsOf(dir, ['*a*a*'])).toEqual(['a'.repeat(250)]);
    const refused: [pattern: string, why: string][] = [
      ['*a*b*c*', "has more than 3 '*' in one name"],
      ['**/a/**/b/**/c/**', "has more than 3 '**'"],
      ['a{1..1001}*', 'has braces that stand for more than 1000 patterns'],
      [`${'{a,b}'.repeat(10)}*`, 'has braces that stand for more than 1000 patterns'],
      ['*'.repeat(4097), 'has more than 4096 characters'],
    ];
    for (const [pattern, why] of refused) await expect(find(dir, [pattern]), pattern).rejects.toThrow(why);
  });

  it('has no groups that repeat: parentheses are those of a name', async () => {
    const dir = tree(['a(1).conf', 'a (old)/b+c.conf', 'aa.conf']);
    expect(await pathsOf(dir, ['a(1)*'])).toEqual(['a(1).conf']);
    expect(await pathsOf(dir, ['a (old)/*'])).toEqual(['a (old)/b+c.conf']);
    expect(await pathsOf(dir, ['a{(1),a}.conf'])).toEqual(['a(1).conf', 'aa.conf']);
    await expect(find(dir, ['+(a).conf*'])).rejects.toThrow(new JobError('nothing matches +(a).conf*'));
  });
});

describe('.gitignore', () => {
  const paths = ['a.conf', 'a.log', 'keep.log', 'out/b.conf', 'sub/a.log', 'sub/keep.log', 'sub/c.conf', 'sub/out/d.conf'];

  it('counts in its directory and below, where deeper ones have the last word', async () => {
    const dir = tree(paths, { '.gitignore': '*.log\n/out/\n', 'sub/.gitignore': '# kept\n!keep.log\nc.*\n' });
    const kept = ['a.conf', 'sub/keep.log', 'sub/out/d.conf'];
    expect(await pathsOf(dir, ['.'])).toEqual(kept);
    expect(await pathsOf(dir, ['**/*'])).toEqual(kept);
    mkdirSync(join(dir, '.git'));
    expect(await pathsOf(dir, ['*.conf', 'sub/*'])).toEqual(['a.conf', 'sub/keep.log']);
  });

  it('counts from the root of the repository on, and not from above it', async () => {
    const repository = {
      'r/.gitignore': '*.log\n',
      'r/sub/.gitignore': '/out\n',
      '.gitignore': '*.conf\n',
      'r/.git': 'gitdir: elsewhere\n',
    };
    const dir = tree(
      paths.map((path) => join('r', path)),
      repository,
    );
    expect(await pathsOf(join(dir, 'r/sub'), ['.'])).toEqual(['c.conf']);
    expect(await pathsOf(join(dir, 'r'), ['sub/**'])).toEqual(['sub/c.conf']);
  });

  it('outside a repository counts from the named directory on', async () => {
    const dir = tree(paths, { '.gitignore': '*.conf\n', 'sub/.gitignore': '*.log\n' });
    leaveRepository(dir);
    expect(await pathsOf(dir, ['sub'])).toEqual(['sub/c.conf', 'sub/out/d.conf']);
  });

  it('leaves out nothing that is named itself', async () => {
    const dir = tree(paths, { '.gitignore': 'out/\n*.log\n', '.git/HEAD': '' });
    expect(await pathsOf(dir, ['a.log', 'out', 'sub/out/*'])).toEqual(['a.log', 'out/b.conf', 'sub/out/d.conf']);
    expect(await pathsOf(dir, ['.', 'a.log'])).toEqual(['a.conf', 'a.log', 'sub/c.conf']);
  });

  /** Lines on which a plain matcher goes wrong, each with what git leaves of the tree. */
  const readings: [text: string, left: string[]][] = [
    ['*\n!*/\n!*.conf\n', ['a.conf', 'out/b.conf', 'sub/c.conf', 'sub/out/d.conf']],
    ['out\n!out/b.conf\n', ['#e', 'a.conf', 'a.log', 'keep.log', 'sub/a.log', 'sub/c.conf', 'sub/keep.log']],
    ['sub/*.log\n', ['#e', 'a.conf', 'a.log', 'keep.log', 'out/b.conf', 'sub/c.conf', 'sub/out/d.conf']],
    ['**/out/**\n*.LOG\n', ['#e', 'a.conf', 'a.log', 'keep.log', 'sub/a.log', 'sub/c.conf', 'sub/keep.log']],
    ['\uFEFFsub   \r\n/\r\n\r\n[a-k]*.log\r\n', ['#e', 'a.conf', 'out/b.conf']],
    ['a.conf/\n/*.log\n/sub/\n', ['#e', 'a.conf', 'out/b.conf']],
    ['  \n#*\n*.log\n!  \n', ['#e', 'a.conf', 'out/b.conf', 'sub/c.conf', 'sub/out/d.conf']],
  ];

  it.each(readings)('is read as git reads it: %j', async (text, left) => {
    const dir = tree(['#e', ...paths], { '.gitignore': text });
    expect(await pathsOf(dir, ['.'])).toEqual(left);
  });

  it.runIf(spawnSync('git', ['--version']).status === 0)('is read as the git that is installed reads it', () => {
    for (const [text, left] of readings) {
      const cwd = tree(['#e', ...paths], { '.gitignore': text });
      const git = (...args: string[]) =>
        execFileSync('git', args, { cwd, encoding: 'utf8', env: { ...process.env, GIT_CONFIG_GLOBAL: '' } });
      git('init', '--quiet');
      const listed = git('ls-files', '--others', '--exclude-standard', '--exclude=.gitignore', '-z');
      expect(listed.split('\0').slice(0, -1), text).toEqual(left);
    }
  });

  it.runIf(spawnSync('git', ['--version']).status === 0)(
    'is read as the git that is installed reads it, whatever the lines',
    patience,
    async () => {
      const part = fc.constantFrom('a', 'b', '*', '**', '?', '[ab]', '[!a]', 'a*', '*b', '*.*', '\\a', 'b.a', 'a b', '*a*b*');
      const line = fc
        .tuple(fc.constantFrom('', '', '!', '/'), fc.array(part, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', '/', ' ', '\\ '))
        .map(([start, parts, end]) => start + parts.join('/') + end);
      const names = ['a', 'b', 'b.a', 'a b', 'ab', 'a '];
      const dir = tree(names.flatMap((one) => ['x', ...names].map((two) => `d/${one}/${two}/x`)).concat(names.map((name) => `e/${name}`)));
      const git = (...args: string[]) =>
        execFileSync('git', args, { cwd: dir, encoding: 'utf8', env: { ...process.env, GIT_CONFIG_GLOBAL: '' } });
      git('init', '--quiet');
      await fc.assert(
        fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 4 }), fc.array(line, { maxLength: 2 }), async (above, below) => {
          writeFileSync(join(dir, '.gitignore'), `.gitignore\n${above.join('\n')}\n`);
          writeFileSync(join(dir, 'd/.gitignore'), `${below.join('\n')}\n.gitignore\n`);
          const listed = git('ls-files', '--others', '--exclude-standard', '-z').split('\0').slice(0, -1);
          expect(await pathsOf(dir, ['.'])).toEqual(listed.filter((path) => !path.endsWith('.gitignore')));
        }),
        runs(60),
      );
    },
  );

  it('counts in directories with any name', async () => {
    const names = ['[a]', '*', 'a b', '!x', '#y', 'two\nlines', 'b\\c'];
    const dir = tree(
      names.flatMap((name) => [`${name}/a.log`, `${name}/a/a.conf`, `${name}/b/a.conf`]),
      Object.fromEntries(names.map((name) => [`${name}/.gitignore`, '*.log\n/a\n'])),
    );
    expect(await pathsOf(dir, ['.'])).toEqual(names.map((name) => `${name}/b/a.conf`).sort());
  });
});

describe('what is left out by hand', () => {
  const paths = ['e/a.conf', 'e/b.conf', 'e/e/a.conf', 'f/a.conf'];

  it.each([
    ['a path from the working directory', './e/a.conf', ['e/b.conf', 'e/e/a.conf', 'f/a.conf']],
    ['one with a wildcard', './e/*.conf', ['e/e/a.conf', 'f/a.conf']],
    ['a directory', './e/e/', ['e/a.conf', 'e/b.conf', 'f/a.conf']],
    ['a path that leads back', '../[x]/e/a.conf', paths],
    ['more than one step', '.././../gone/a.conf', paths],
    ['a line of a .gitignore', '/e/a.conf', ['e/b.conf', 'f/a.conf']],
    ['a name', 'a.conf', ['e/b.conf']],
  ])('is %s', async (_, pattern, left) => {
    const dir = join(tree(paths.map((path) => `[x]/${path}`)), '[x]');
    const { files, unused } = await find(dir, ['e', 'f', 'e/a.conf'], [pattern]);
    expect(files.map(({ path }) => relative(dir, path))).toEqual(left);
    expect([...unused]).toEqual(left === paths ? [pattern] : []);
  });

  it('is a path in full, and one that leads to a directory elsewhere', async () => {
    const dir = tree(['etc/a.conf', 'etc/b.conf', 'etc/c.conf', 'home/x']);
    const { files, unused } = await find(join(dir, 'home'), ['../etc'], [`${dir}/etc/a.conf`, '../etc/b.conf', '../home/x']);
    expect(files.map(({ path }) => path)).toEqual([join(dir, 'etc/c.conf')]);
    expect([...unused]).toEqual(['../home/x']);
  });

  it('says what has left out nothing, also of what would come along', async () => {
    const dir = tree(['a.conf', 'b.conf', '.c/d', 'node_modules/e']);
    const { unused, takesIn } = await find(dir, ['a.conf'], ['b.conf', 'c.conf', '!a.conf', '# x', '']);
    expect(takesIn(join(dir, 'b.conf'))).toBe(false);
    expect([...unused]).toEqual(['c.conf', '# x', '']);
    expect([...(await find(dir, ['.'], ['.c', 'node_modules', 'a.*', '*.conf', 'none'])).unused]).toEqual(['none']);
  });
});

describe('.git/info/exclude', () => {
  const paths = ['a.conf', 'a.log', 'keep.log', 'out/b.conf', 'sub/a.log', 'sub/keep.log', 'sub/out/c.conf'];
  const exclude = '# ours\n*.log\n/out/\n';
  const kept = ['a.conf', 'sub/keep.log', 'sub/out/c.conf'];

  it('counts like a .gitignore at the root of the repository, and any .gitignore has a later word', async () => {
    const dir = tree(paths, { '.git/info/exclude': exclude, 'sub/.gitignore': '!keep.log\n' });
    expect(await pathsOf(dir, ['.'])).toEqual(kept);
    expect(await pathsOf(dir, ['sub'])).toEqual(kept.slice(1));
    expect(await pathsOf(join(dir, 'sub'), ['**/*'])).toEqual(['keep.log', 'out/c.conf']);
    expect(await pathsOf(dir, ['out', 'a.log'])).toEqual(['a.log', 'out/b.conf']);
  });

  it('is found where .git is a file, and in common for worktrees', async () => {
    const files = { '.git': 'gitdir: ../repo/.git/worktrees/w\n', 'sub/.gitignore': '!keep.log\n' };
    const worktree = Object.fromEntries(Object.entries(files).map(([name, text]) => [`w/${name}`, text]));
    const repository = { 'repo/.git/worktrees/w/commondir': '../..\n', 'repo/.git/info/exclude': exclude };
    const dir = tree(
      paths.map((path) => `w/${path}`),
      { ...worktree, ...repository },
    );
    expect(await pathsOf(join(dir, 'w'), ['.'])).toEqual(kept);
    writeFileSync(join(dir, 'w/.git'), 'gitdir: ../repo/.git');
    expect(await pathsOf(join(dir, 'w'), ['.'])).toEqual(kept);
  });

  it.runIf(spawnSync('git', ['--version']).status === 0)('is read as the git that is installed reads it', async () => {
    const dir = tempDir({ 'repo/sub/.gitignore': '!keep.log\n' });
    const git = (cwd: string, ...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e', ...args], {
        cwd: join(dir, cwd),
        encoding: 'utf8',
        env: { ...process.env, GIT_CONFIG_GLOBAL: '' },
      });
    git('repo', 'init', '--quiet');
    git('repo', 'add', '.');
    git('repo', 'commit', '--quiet', '-m', 'one');
    git('repo', 'worktree', 'add', '--quiet', '../w');
    mkdirSync(join(dir, 'repo/.git/info'), { recursive: true });
    writeFileSync(join(dir, 'repo/.git/info/exclude'), exclude);
    for (const place of ['repo', 'w']) {
      for (const path of paths) {
        mkdirSync(dirname(join(dir, place, path)), { recursive: true });
        writeFileSync(join(dir, place, path), '');
      }
      const listed = git(place, 'ls-files', '--others', '--exclude-standard', '-z');
      expect(listed.split('\0').slice(0, -1), place).toEqual(kept);
      expect(await pathsOf(join(dir, place), ['.']), place).toEqual(kept);
    }
  });

  it('may be where nobody may look', async () => {
    const dir = tree(['a.conf', 'a.log'], { '.git/info/exclude': '*.log\n' });
    chmodSync(dir, 0o755);
    await pathsOf(dir, ['.']);
    chmodSync(join(dir, '.git'), 0o000);
    expect(await asNobody(() => pathsOf(dir, ['.']))).toEqual(['a.conf', 'a.log']);
  });
});

describe('what says which files to leave out', () => {
  const wild = '*a'.repeat(50);

  it('takes no longer with many wildcards', async () => {
    const name = 'a'.repeat(250);
    const dir = tree([name, `b/${'a/'.repeat(40)}c`], {
      '.gitignore': `${wild}b\n${'**/a/'.repeat(20)}b\n`,
      '.git/info/exclude': `${wild}c\n`,
    });
    expect(await pathsOf(dir, ['.'], [`${wild}d`, `./${wild}e`])).toEqual([name, `b/${'a/'.repeat(40)}c`]);
    expect(await pathsOf(dir, ['.'], [wild, `${'**/a/'.repeat(20)}c`])).toEqual([]);
  });

  it('may be a pipe or a device: it says nothing then', async () => {
    const dir = tree(['a.conf', 'r/a.conf', 'w/a.conf', 'g/worktree/HEAD', 's/a.conf'], { 'w/.git': 'gitdir: ../g/worktree\n' });
    mkdirSync(join(dir, 'r/.git/info'), { recursive: true });
    for (const path of ['.gitignore', 'r/.git/info/exclude', 'r/.gitignore', 'g/worktree/commondir'])
      execFileSync('mkfifo', [join(dir, path)]);
    symlinkSync('/dev/zero', join(dir, 's/.git'));
    symlinkSync('/dev/zero', join(dir, 's/.gitignore'));
    expect(await pathsOf(dir, ['.'])).toEqual(['a.conf', 'g/worktree/HEAD', 'r/a.conf', 's/a.conf', 'w/a.conf']);
    for (const name of ['r', 's', 'w']) expect(await pathsOf(dir, [name])).toEqual([`${name}/a.conf`]);
  });

  it('has so many characters only', async () => {
    const dir = tree(['a.conf'], { '.gitignore': '#'.repeat((1 << 20) + 1) });
    await expect(find(dir, ['.'])).rejects.toThrow(new JobError(`cannot read ${join(dir, '.gitignore')}: it is larger than 1 MiB`));
  });
});

describe('what is excluded', () => {
  const paths = ['a.conf', 'a.tpl.conf', 'legacy/b.conf', 'sub/b.tpl.conf', 'sub/legacy/c.conf', 'sub/d.conf'];

  it('is read as a line of a .gitignore, in the working directory and in the one that is searched', async () => {
    const dir = tree(paths);
    expect(await pathsOf(dir, ['.'], ['*.tpl.conf'])).toEqual(['a.conf', 'legacy/b.conf', 'sub/d.conf', 'sub/legacy/c.conf']);
    expect(await pathsOf(dir, ['.'], ['legacy/**', '*.tpl.conf'])).toEqual(['a.conf', 'sub/d.conf', 'sub/legacy/c.conf']);
    expect(await pathsOf(dir, ['sub'], ['legacy/**'])).toEqual(['sub/b.tpl.conf', 'sub/d.conf']);
    expect(await pathsOf(dir, ['sub'], ['sub/legacy'])).toEqual(['sub/b.tpl.conf', 'sub/d.conf']);
    expect(await pathsOf(dir, ['.'], ['*', '!/sub', '!d.conf'])).toEqual(['sub/d.conf']);
  });

  it('counts for patterns, for named files and above any .gitignore', async () => {
    const dir = tree(paths, { '.gitignore': '!*.tpl.conf\n' });
    expect(await pathsOf(dir, ['*.conf', 'sub/**'], ['*.tpl.conf', 'legacy'])).toEqual(['a.conf', 'sub/d.conf']);
    expect(await pathsOf(dir, ['a.conf', 'a.tpl.conf', 'sub'], ['*.tpl.conf', 'sub'])).toEqual(['a.conf']);
    expect(await pathsOf(join(dir, 'legacy'), ['../a.tpl.conf', '../a.conf'], ['*.tpl.conf'])).toEqual(['../a.conf']);
  });
});
