import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../support/run-cli.js';
import { runIn } from '../../support/run-in.js';
import { makeTempDir, removeTempDir, tempDir } from '../../support/temp-dir.js';
import { treeIn } from '../../support/tree.js';

const isRoot = process.getuid?.() === 0;
const input = '[INPUT]\n    name cpu\n';
const files = {
  'etc/main.conf': '[SERVICE]\n    parsers_file parsers.conf\n\n@INCLUDE conf.d/*.conf\n',
  'etc/conf.d/a.conf': input,
  'etc/parsers.conf': '[PARSER]\n    name p\n    format json\n',
  'etc/old.yaml': 'service:\n  parsers_file: parsers.conf\n',
  'etc/conf.d/a.yaml': 'other\n',
};

/** The same without what is in YAML. */
const { 'etc/conf.d/a.yaml': _, 'etc/old.yaml': __, ...plain } = files;

/** A tree in which something is made, replaced, updated and removed, a link among it. */
function makeTree(dir = tempDir(files)): string {
  symlinkSync('main.conf', join(dir, 'etc/current.conf'));
  chmodSync(join(dir, 'etc/conf.d/a.yaml'), 0o640);
  chmodSync(join(dir, 'etc/parsers.conf'), 0o600);
  if (isRoot) {
    for (const name of ['etc/conf.d/a.yaml', 'etc/parsers.conf', 'etc/old.yaml']) chownSync(join(dir, name), 1234, 2345);
  }
  return dir;
}

const write = ['etc', '--write', '--force', '--backup', '--delete-source'];

function migrate(dir: string, argv: readonly string[]): Promise<Outcome> {
  return runIn(dir, ['migrate', ...argv]);
}

async function undo(dir: string, ...argv: string[]): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await runIn(dir, ['undo', ...argv]);
  return { code, said: stdout + stderr };
}

async function migrated(argv: readonly string[] = write, dir = makeTree()): Promise<string> {
  const outcome = await migrate(dir, argv);
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  return dir;
}

/** An undo is refused with these words, and nothing is touched. */
async function expectRefused(dir: string, argv: readonly string[], ...parts: string[]): Promise<void> {
  const before = treeIn(dir);
  const { code, said } = await undo(dir, ...argv);
  for (const part of parts) expect(said).toContain(part);
  expect(code, said).toBe(2);
  expect(treeIn(dir)).toEqual(before);
}

const backup = 'etc/.flb-convert-backup';
const record = `${backup}/1/record.json`;

describe('--backup', () => {
  it('keeps what is replaced, updated and removed in one private directory, and nothing outside of it', async () => {
    const dir = await migrated();
    const tree = treeIn(dir);
    const kept = Object.keys(tree).filter((name) => name.startsWith(`${backup}/1/files/`));
    expect(kept.map((name) => name.slice(`${backup}/1/files/`.length))).toEqual([
      'conf.d',
      'conf.d/a.conf',
      'conf.d/a.yaml',
      'main.conf',
      'old.yaml',
      'parsers.conf',
    ]);
    const others = Object.keys(tree).filter((name) => !name.startsWith(backup));
    expect(others).toEqual([
      'etc',
      'etc/conf.d',
      'etc/conf.d/a.yaml',
      'etc/current.yaml',
      'etc/main.yaml',
      'etc/old.yaml',
      'etc/parsers.yaml',
    ]);
    for (const name of Object.keys(tree).filter((name) => name.startsWith(backup))) {
      expect(statSync(join(dir, name)).mode & 0o077, name).toBe(0);
    }
  });

  it('has a record of what was done, with mode, owner, link and content before and after', async () => {
    const dir = await migrated();
    const { files: entries } = JSON.parse(readFileSync(join(dir, record), 'utf8'));
    const did = entries.map(({ did, path }: { did: string; path: string }) => `${did} ${path}`).sort();
    expect(did).toEqual([
      'made current.yaml',
      'made main.yaml',
      'made parsers.yaml',
      'removed conf.d/a.conf',
      'removed current.conf',
      'removed main.conf',
      'removed parsers.conf',
      'replaced conf.d/a.yaml',
      'replaced old.yaml',
    ]);
    const entry = (path: string) => entries.find((one: { path: string }) => one.path === path);
    expect(entry('current.conf').before.content).toBe('link to main.conf');
    expect(entry('current.yaml')).toMatchObject({ before: null, after: 'link to main.yaml' });
    const ids = isRoot ? { uid: 1234, gid: 2345 } : {};
    expect(entry('conf.d/a.yaml').before).toMatchObject({ mode: 0o640, ...ids });
    expect(entry('conf.d/a.yaml').after).toMatch(/^[\da-f]{64}$/);
    expect(entry('parsers.conf')).toMatchObject({ before: { mode: 0o600 }, after: null });
  });

  it('takes the new directory with it, and those above that were made for it, if nothing else is there', async () => {
    const dir = tempDir(plain);
    const argv = ['etc', '-d', 'new/of/mine', '--backup'];
    await migrated(argv, dir);
    expect((await undo(dir, 'new/of/mine')).code).toBe(0);
    expect(treeIn(dir)).toEqual(treeIn(tempDir(plain)));
    await migrated(argv, dir);
    writeFileSync(join(dir, 'new/of/notes'), '');
    expect((await undo(dir, 'new/of/mine')).code).toBe(0);
    expect(readdirSync(join(dir, 'new/of'))).toEqual(['notes']);
    mkdirSync(join(dir, 'new/of/mine'));
    await migrated(argv, dir);
    expect((await undo(dir, 'new/of/mine')).code).toBe(0);
    expect(readdirSync(join(dir, 'new/of/mine'))).toEqual([]);
  });

  it('takes the new directory with it once the first of several runs is undone', async () => {
    const dir = tempDir(plain);
    await migrated(['etc', '-d', 'new', '--backup'], dir);
    writeFileSync(join(dir, 'etc/conf.d/a.conf'), `${input}    tag t\n`);
    await migrated(['etc', '-d', 'new', '--backup', '--force'], dir);
    for (const isThere of [true, false]) {
      expect((await undo(dir, 'new')).code).toBe(0);
      expect(existsSync(join(dir, 'new'))).toBe(isThere);
    }
  });

  it('is in the new directory for what is written, and in the old one for what is removed', async () => {
    const dir = tempDir(plain);
    const before = treeIn(join(dir, 'etc'));
    const { stdout } = await migrate(dir, ['etc', '-d', 'new', '--backup', '--delete-source']);
    expect(stdout).toContain('a backup is in new/.flb-convert-backup/1: flb-convert undo new takes this back\n');
    expect(stdout).toContain('a backup is in etc/.flb-convert-backup/1: flb-convert undo etc takes this back\n');
    expect((await undo(dir, 'new')).code).toBe(0);
    expect(existsSync(join(dir, 'new'))).toBe(false);
    expect((await undo(dir, 'etc')).code).toBe(0);
    expect(treeIn(join(dir, 'etc'))).toEqual(before);
  });

  it('is told of before the removal, also by a later run that only removes', async () => {
    const dir = await migrated(['etc', '--write', '--force']);
    const { stdout } = await migrate(dir, write);
    const lines = stdout.split('\n').filter((line) => /backup|removed/.test(line));
    expect(lines).toEqual([
      'a backup is in etc/.flb-convert-backup/1: flb-convert undo etc takes this back',
      expect.stringMatching(/^\d old files removed$/),
    ]);
  });

  it('is no part of a later migration, and makes none if nothing is written', async () => {
    const dir = await migrated();
    const { stdout } = await migrate(dir, write);
    expect(stdout).not.toContain('flb-convert-backup');
    expect(readdirSync(join(dir, backup))).toEqual(['1']);
  });

  it('goes again if the run changes nothing', async () => {
    const dir = makeTree();
    mkdirSync(join(dir, 'etc/main.yaml/sub'), { recursive: true });
    const before = treeIn(dir);
    expect((await migrate(dir, write)).code).toBe(2);
    expect(treeIn(dir)).toEqual(before);
  });

  it.each(['a file', 'a link'])('refuses %s in its place before anything is written', async (what) => {
    const dir = makeTree();
    mkdirSync(join(dir, 'elsewhere'));
    if (what === 'a file') writeFileSync(join(dir, backup), '');
    else symlinkSync('../elsewhere', join(dir, backup));
    const before = treeIn(dir);
    const { code, stderr } = await migrate(dir, write);
    expect(stderr).toContain('.flb-convert-backup is not a backup of flb-convert: it is not a directory');
    expect(code).toBe(2);
    expect(treeIn(dir)).toEqual(before);
  });

  it.runIf(isRoot)('refuses one of somebody else, and closes its own', async () => {
    const dir = makeTree();
    mkdirSync(join(dir, backup), { mode: 0o755 });
    chownSync(join(dir, backup), 1234, 2345);
    expect((await migrate(dir, write)).stderr).toContain('it belongs to another user');
    chownSync(join(dir, backup), 0, 0);
    await migrated(write, dir);
    expect(statSync(join(dir, backup)).mode & 0o777).toBe(0o700);
  });
});

describe('undo', () => {
  it('makes everything as it was, modes and owners included, and says what it did', async () => {
    const dir = makeTree();
    const before = treeIn(dir);
    await migrated(write, dir);
    const { code, said } = await undo(dir, 'etc');
    expect(said).toContain('restored  etc/main.conf\n');
    expect(said).toContain('removed   etc/main.yaml\n');
    expect(said).toContain('9 files: 6 restored, 3 removed\n');
    expect(code).toBe(0);
    expect(treeIn(dir)).toEqual(before);
  });

  it('restores in an order in which each old main file has all its parts', async () => {
    const dir = await migrated();
    const { said } = await undo(dir, 'etc');
    const at = (name: string) => said.indexOf(` etc/${name}\n`);
    expect(at('conf.d/a.conf')).toBeLessThan(at('main.conf'));
    expect(at('parsers.conf')).toBeLessThan(at('main.conf'));
    expect(at('main.yaml')).toBeLessThan(at('parsers.yaml'));
  });

  it('again takes the run before back, then says that nothing is left', async () => {
    const dir = tempDir({ 'etc/a.conf': input });
    const states = [];
    for (const name of ['cpu', 'mem', 'disk']) {
      writeFileSync(join(dir, 'etc/a.conf'), `[INPUT]\n    name ${name}\n`);
      states.push(treeIn(dir)['etc/a.yaml']);
      expect((await migrate(dir, ['etc', '--write', '--force', '--backup'])).code).toBe(0);
    }
    expect(readdirSync(join(dir, backup))).toEqual(['1', '2', '3']);
    for (const state of states.reverse()) {
      expect((await undo(dir, 'etc')).code).toBe(0);
      expect(treeIn(dir)['etc/a.yaml']).toBe(state);
    }
    expect(readdirSync(join(dir, 'etc'))).toEqual(['a.conf']);
    await expectRefused(dir, ['etc'], 'nothing to undo in etc: it has no backup');
  });

  it('removes directories that the run made, and no others', async () => {
    const dir = tempDir({ 'in/main.conf': '@INCLUDE a/b/x.conf\n', 'in/a/b/x.conf': input, 'in/c/y.conf': input, 'out/c/.keep': '' });
    rmSync(join(dir, 'out/c/.keep'));
    const before = treeIn(dir);
    await migrated(['in', '-d', 'out', '--backup'], dir);
    expect((await undo(dir, 'out')).code).toBe(0);
    expect(treeIn(dir)).toEqual(before);
  });

  it('leaves directories above a tree that was moved since', async () => {
    const dir = tempDir({ 'in/main.conf': input, 'there/x': '' });
    rmSync(join(dir, 'there/x'));
    await migrated(['in', '-d', 'far/new', '--backup'], dir);
    renameSync(join(dir, 'far/new'), join(dir, 'there/new'));
    expect((await undo(dir, 'there/new')).code).toBe(0);
    expect(readdirSync(dir).sort()).toEqual(['far', 'in', 'there']);
  });

  it('refuses, with the list, where files were changed since, are gone or stand in the way, unless forced', async () => {
    const dir = makeTree();
    const before = treeIn(dir);
    await migrated(write, dir);
    writeFileSync(join(dir, 'etc/main.yaml'), 'edited\n');
    rmSync(join(dir, 'etc/old.yaml'));
    writeFileSync(join(dir, 'etc/main.conf'), 'mine\n');
    await expectRefused(
      dir,
      ['etc'],
      'etc/main.yaml was changed since',
      'etc/old.yaml is gone',
      'etc/main.conf stands in the way: nothing was changed, --force undoes the run all the same',
    );
    expect((await undo(dir, 'etc', '--force')).code).toBe(0);
    expect(treeIn(dir)).toEqual(before);
  });

  it.each([
    ['etc', ['etc', '--write']],
    ['new', ['etc', '-d', 'new']],
  ])('refuses, with the list, where what new files in %s were made from is gone since, unless forced', async (at, argv) => {
    const dir = tempDir(plain);
    await migrated([...argv, '--backup'], dir);
    await migrated([...argv, '--delete-source'], dir);
    expect(existsSync(join(dir, 'etc/main.conf'))).toBe(false);
    await expectRefused(dir, [at], `etc/main.conf is gone, which ${at}/main.yaml was made from`, `etc/conf.d/a.conf is gone, which`);
    expect((await undo(dir, at, '--force')).code).toBe(0);
    expect(existsSync(join(dir, at, 'main.yaml'))).toBe(false);
  });

  it('takes new files back where the backup of another directory has what they were made from', async () => {
    const dir = tempDir(plain);
    await migrated(['etc', '-d', 'new', '--backup'], dir);
    await migrated(['etc', '-d', 'new', '--backup', '--delete-source'], dir);
    expect((await undo(dir, 'new')).code).toBe(0);
    expect((await undo(dir, 'etc')).code).toBe(0);
    expect(treeIn(dir)).toEqual(treeIn(tempDir(plain)));
  });

  it('replaces a link that stands in the way itself, not what it leads to', async () => {
    const dir = await migrated();
    writeFileSync(join(dir, 'mine.conf'), 'mine\n');
    symlinkSync('../mine.conf', join(dir, 'etc/main.conf'));
    await expectRefused(dir, ['etc'], 'etc/main.conf stands in the way');
    expect((await undo(dir, 'etc', '--force')).code).toBe(0);
    expect(readFileSync(join(dir, 'mine.conf'), 'utf8')).toBe('mine\n');
    expect(readFileSync(join(dir, 'etc/main.conf'), 'utf8')).toBe(files['etc/main.conf']);
  });

  it('changes nothing if one step fails', async () => {
    const dir = await migrated();
    mkdirSync(join(dir, 'etc/main.conf'));
    await expectRefused(dir, ['etc', '--force'], 'cannot write', 'main.conf: it is a directory; nothing was changed');
  });

  it('takes back a directory of which somebody else has renamed the one above', async () => {
    const dir = makeTree();
    const before = treeIn(join(dir, 'etc'));
    await migrated(write, dir);
    renameSync(join(dir, 'etc'), join(dir, 'moved'));
    expect((await undo(dir, 'moved')).code).toBe(0);
    expect(treeIn(join(dir, 'moved'))).toEqual(before);
  });

  it.each([
    ['none', 'no such file or directory'],
    ['etc/main.yaml', 'nothing to undo in etc/main.yaml: it is not a directory'],
    ['.', 'nothing to undo in .: it has no backup'],
  ])('refuses what has no backup: %s', async (path, message) => {
    await expectRefused(await migrated(), [path], message);
  });
});

/** A record as the run wrote it, save for one thing. */
function rewriteRecord(
  dir: string,
  rewrite: (record: { maker: string; directories: string[]; files: { path: string; before: unknown }[] }) => unknown,
): void {
  const path = join(dir, record);
  writeFileSync(path, JSON.stringify(rewrite(JSON.parse(readFileSync(path, 'utf8')))));
}

describe('a record that is not what flb-convert wrote', () => {
  const paths = ['../victim.conf', '/victim.conf', 'conf.d/../../victim.conf', './main.yaml', 'link/victim.conf', 'out/victim.conf', ''];

  it.each(paths)('is not followed to %j', async (path) => {
    const dir = await migrated();
    writeFileSync(join(dir, 'victim.conf'), 'victim\n');
    symlinkSync('..', join(dir, 'etc/link'));
    symlinkSync(makeTempDirOutside(dir), join(dir, 'etc/out'));
    rewriteRecord(dir, (all) => ({ ...all, files: [...all.files, { path, before: null, after: 'x' }] }));
    await expectRefused(
      dir,
      ['etc', '--force'],
      'record.json is not what flb-convert wrote',
      'leads out of its directory',
      'nothing was undone',
    );
  });

  it('makes no directory go that is not within', async () => {
    const dir = await migrated();
    mkdirSync(join(dir, 'empty'));
    rewriteRecord(dir, (all) => ({ ...all, directories: ['../empty'] }));
    await expectRefused(dir, ['etc'], 'leads out of its directory');
  });

  it('says nothing about the backup itself', async () => {
    const dir = await migrated();
    const path = '.flb-convert-backup/1/record.json';
    rewriteRecord(dir, (all) => ({ ...all, files: [{ path, before: null, after: 'x' }] }));
    await expectRefused(dir, ['etc', '--force'], 'is a backup itself');
  });

  it.each([
    ['no JSON', '{', 'it is not JSON'],
    ['empty', '', 'it is not JSON'],
    ['another shape', '[]', 'it has another shape'],
    ['null', 'null', 'it has another shape'],
    ['another maker', '{"maker":"me","directories":[],"files":[]}', 'it has another shape'],
    ['no list', '{"maker":"flb-convert backup 1","directories":[],"files":{}}', 'it has another shape'],
    [
      'a strange mode',
      `{"maker":"flb-convert backup 1","directories":[],"files":[{"path":"a","after":null,"before":{"content":"x","mode":-1,"uid":0,"gid":0}}]}`,
      'it has another shape',
    ],
    ['no path', '{"maker":"flb-convert backup 1","directories":[],"files":[{"before":null,"after":null}]}', 'it has another shape'],
  ])('is refused: %s', async (_, text, reason) => {
    const dir = await migrated();
    writeFileSync(join(dir, record), text);
    await expectRefused(dir, ['etc', '--force'], `record.json is not what flb-convert wrote (${reason})`);
  });

  it.each([
    ['a link', (path: string) => symlinkSync('kept.json', path)],
    ['a fifo', (path: string) => void execFileSync('mkfifo', [path])],
    ['a directory', (path: string) => void mkdirSync(path)],
  ])('is refused: %s', async (_, make) => {
    const dir = await migrated();
    renameSync(join(dir, record), join(dir, `${backup}/1/kept.json`));
    make(join(dir, record));
    const before = readdirSync(dir, { recursive: true });
    const { code, said } = await undo(dir, 'etc', '--force');
    expect(said).toContain('record.json is not what flb-convert wrote (it is not a plain file)');
    expect(code).toBe(2);
    expect(readdirSync(dir, { recursive: true })).toEqual(before);
  });

  it.runIf(isRoot)("is refused: somebody else's", async () => {
    const dir = await migrated();
    chownSync(join(dir, record), 1234, 2345);
    await expectRefused(dir, ['etc'], 'it belongs to another user');
  });

  it('is refused if it is missing, or what was kept is not what it says', async () => {
    const dir = await migrated();
    writeFileSync(join(dir, backup, '1/files/main.conf'), 'edited');
    await expectRefused(dir, ['etc', '--force'], 'main.conf is not what was kept of main.conf');
    rmSync(join(dir, record));
    await expectRefused(dir, ['etc', '--force'], 'has no record of what a run did');
  });

  it('is refused if what was kept is said to be elsewhere', async () => {
    const dir = await migrated();
    const copies = join(dir, backup, '1/files');
    renameSync(copies, join(dir, 'elsewhere'));
    symlinkSync(join(dir, 'elsewhere'), copies);
    await expectRefused(dir, ['etc', '--force'], '1/files is not a backup of flb-convert: it is not a directory');
  });

  it('is refused if what was kept is a link', async () => {
    const dir = await migrated();
    const copy = join(dir, backup, '1/files/main.conf');
    renameSync(copy, join(dir, 'main.conf'));
    symlinkSync(join(dir, 'main.conf'), copy);
    await expectRefused(dir, ['etc', '--force'], 'is not what was kept of main.conf');
  });
});

function makeTempDirOutside(dir: string): string {
  const outside = join(dir, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'victim.conf'), 'victim\n');
  return outside;
}

it('whatever is migrated, an undo gives the tree before', { timeout: 60_000 }, async () => {
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'sub/c', 'sub/deep/d'), { minLength: 1 });
  const run = fc.record({ names, plugin: fc.constantFrom('cpu', 'mem'), more: fc.subarray(['--delete-source']) });
  await fc.assert(
    fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 3 }), async (runs) => {
      const dir = makeTempDir();
      let before = treeIn(dir);
      let written = '';
      for (const { names, plugin, more } of runs) {
        for (const name of names) {
          mkdirSync(dirname(join(dir, 'etc', name)), { recursive: true });
          writeFileSync(join(dir, 'etc', `${name}.conf`), `[INPUT]\n    name ${plugin}\n`);
        }
        before = treeIn(dir);
        const { code, stdout } = await migrate(dir, ['etc', '--write', '--force', '--backup', ...more]);
        expect(code).toBe(0);
        written = stdout;
      }
      // A run that finds all of it done makes no backup.
      if (written.includes('a backup is in')) {
        expect((await undo(dir, 'etc')).code).toBe(0);
        expect(treeIn(dir)).toEqual(before);
      }
      removeTempDir(dir);
    }),
    { numRuns: 15 },
  );
});
