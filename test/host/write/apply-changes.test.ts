import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Interrupted, JobError } from '../../../src/host/job-error.js';
import { nodeHost } from '../../../src/host/node-host.js';
import { makeStamps } from '../../../src/host/stamps.js';
import { type ApplyOptions, applyChanges, type Change, type Content } from '../../../src/host/write/apply-changes.js';
import { createFile } from '../../../src/host/write/create-file.js';
import { HalfDone } from '../../../src/host/write/put-in-place.js';
import { readJournal, removeSources } from '../../../src/host/write/removal-journal.js';
import { oldPathOf, removeLeftOvers, stagedPathOf } from '../../../src/host/write/temporary-files.js';
import { bundleApplyScript } from '../../support/apply-process.js';
import { filesIn, makeTempDir, removeTempDir, tempDir } from '../../support/temp-dir.js';

const isRoot = process.getuid?.() === 0;

function text(content: string): Content {
  return { text: () => content };
}

/** A change of a file in a directory, made from `x.conf` there if nothing else is said. */
function change(dir: string, name: string, content: Content, more: { from?: string; replaces?: boolean } = {}): Change {
  const { from = 'x.conf', replaces = false } = more;
  return { path: join(dir, name), from: join(dir, from), content, replaces };
}

async function apply(changes: readonly Change[], options: ApplyOptions = {}): Promise<void> {
  await applyChanges(unpacked(changes), options);
}

/** Gives equal changes each time that they are gone over, but no object twice. `ask` hears which one is asked for. */
function unpacked(changes: readonly Change[], ask: (index: number) => void = () => {}): Iterable<Change> {
  return {
    *[Symbol.iterator]() {
      for (const [index, change] of changes.entries()) {
        ask(index);
        yield { ...change };
      }
    },
  };
}

/** A run fails with this message, and everything is as it was. */
async function expectUntouched(dir: string, message: string, job: () => Promise<void>): Promise<void> {
  const before = [filesIn(dir), readdirSync(dir, { recursive: true }).sort()];
  const problem = await job().catch((problem) => problem);
  expect(problem).toBeInstanceOf(JobError);
  expect(problem.message).toBe(message);
  expect([filesIn(dir), readdirSync(dir, { recursive: true }).sort()]).toEqual(before);
}

function modeOf(path: string): string {
  return (statSync(path).mode & 0o7777).toString(8);
}

describe('changes', () => {
  it('make new files, with the directories that they need', async () => {
    const dir = tempDir({ 'x.conf': 'x' });
    await apply([
      change(dir, 'x.yaml', text('é\n')),
      change(dir, 'a b/c\nd/ü.yaml', text('')),
      change(dir, 'large.yaml', text('ä€'.repeat(99_999))),
    ]);
    expect(filesIn(dir)).toEqual({ 'x.conf': 'x', 'x.yaml': 'é\n', 'a b/c\nd/ü.yaml': '', 'large.yaml': 'ä€'.repeat(99_999) });
  });

  it('replace files', async () => {
    const dir = tempDir({ 'x.conf': 'x', 'x.yaml': 'first', 'y.yaml': 'y' });
    await apply([change(dir, 'x.yaml', text('second'), { replaces: true })]);
    expect(filesIn(dir)).toEqual({ 'x.conf': 'x', 'x.yaml': 'second', 'y.yaml': 'y' });
  });

  it('copy bytes as they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
    const dir = tempDir({ 'a.so': bytes, 'empty.lua': '' });
    await apply([change(dir, 'out/a.so', 'copy', { from: 'a.so' }), change(dir, 'out/empty.lua', 'copy', { from: 'empty.lua' })]);
    expect(readFileSync(join(dir, 'out/a.so')).equals(bytes)).toBe(true);
    expect(readFileSync(join(dir, 'out/empty.lua'), 'utf8')).toBe('');
  });

  it('come in their order, and say how many are staged', async () => {
    const dir = tempDir({ 'x.conf': 'x' });
    const progress: number[] = [];
    const changes = Array.from({ length: 150 }, (_, at) => change(dir, `${at}.yaml`, text(`${at}`)));
    const seen: string[][] = [];
    const onProgress = (done: number) => {
      progress.push(done);
      seen.push(readdirSync(dir).filter((name) => name.endsWith('.yaml')));
    };
    await apply(changes, { onProgress });
    expect(progress).toEqual([64, 128, 150]);
    expect(seen).toEqual([[], [], []]);
    const times = changes.map(({ path }) => lstatSync(path, { bigint: true }).ctimeNs);
    expect(times).toEqual([...times].sort((one, two) => Number(one - two)));
    expect(Object.keys(filesIn(dir)).length).toBe(151);
  });

  it('are asked for when they are staged, not all at once', async () => {
    const dir = tempDir({ 'x.conf': 'x' });
    const changes = Array.from({ length: 150 }, (_, at) => change(dir, `${at}.yaml`, text(`${at}`)));
    let asked = -1;
    const seen: number[] = [];
    const onProgress = () => seen.push(asked);
    const ask = (index: number) => {
      asked = index;
    };
    await applyChanges(unpacked(changes, ask), { onProgress });
    expect(seen).toEqual([63, 127, 149]);
  });

  it('with nothing to do, do nothing', async () => {
    await expect(apply([])).resolves.toBeUndefined();
  });

  it('take names of any length that the file system takes', async () => {
    const dir = tempDir({ 'x.conf': 'x' });
    const names = ['ü'.repeat(125), `${'ü'.repeat(124)}a`].map((name) => `${name}.yaml`);
    await apply(names.map((name) => change(dir, name, text(name))));
    for (const name of names) expect(readFileSync(join(dir, name), 'utf8')).toBe(name);
    expect(readdirSync(dir).length).toBe(3);
  });
});

describe('modes and owners', () => {
  it.each(['600', '640', '644', '666', '440', '755'])('a new file gets the mode of its source: %s', async (mode) => {
    const dir = tempDir({ 'x.conf': 'x' });
    chmodSync(join(dir, 'x.conf'), Number.parseInt(mode, 8));
    await apply([change(dir, 'x.yaml', text('x')), change(dir, 'y.conf', 'copy')]);
    expect([modeOf(join(dir, 'x.yaml')), modeOf(join(dir, 'y.conf'))]).toEqual([mode, mode]);
  });

  it('a file that is there keeps its own mode', async () => {
    const dir = tempDir({ 'x.conf': 'x', 'x.yaml': 'old' });
    chmodSync(join(dir, 'x.yaml'), 0o600);
    await apply([change(dir, 'x.yaml', text('new'), { replaces: true })]);
    expect(modeOf(join(dir, 'x.yaml'))).toBe('600');
  });

  it('a new file is at no moment more open than it will be', () => {
    const dir = tempDir();
    const modes = [0o600, 0o640, 0o444].map((mode) => {
      const path = join(dir, mode.toString(8));
      let before = '';
      const file = createFile(path, { mode }, () => {
        before = modeOf(path);
      });
      closeSync(file);
      return [before, modeOf(path)];
    });
    expect(modes).toEqual([
      ['600', '600'],
      ['600', '640'],
      ['400', '444'],
    ]);
  });

  it('a new directory is as private as that of the source, and one above the tree is as usual', async () => {
    const dir = tempDir({ 'private/etc/secret/x.conf': 'x' });
    chmodSync(join(dir, 'private/etc/secret'), 0o500);
    chmodSync(join(dir, 'private/etc'), 0o750);
    chmodSync(join(dir, 'private'), 0o700);
    mkdirSync(join(dir, 'usual'));
    mkdirSync(join(dir, 'shared'), { mode: 0o750 });
    await apply([change(dir, 'new/out/secret/x.yaml', text('x'), { from: 'private/etc/secret/x.conf' })]);
    const modes = ['new/out/secret', 'new/out', 'new'].map((name) => modeOf(join(dir, name)));
    expect(modes).toEqual(['700', modeOf(join(dir, 'shared')), modeOf(join(dir, 'usual'))]);
  });

  it.runIf(isRoot)('new files and directories get the owner and group of the source, replaced ones keep theirs', async () => {
    const dir = tempDir({ 'etc/x.conf': 'x', 'y.yaml': 'old' });
    for (const name of ['etc', 'etc/x.conf']) chownSync(join(dir, name), 1234, 2345);
    chownSync(join(dir, 'y.yaml'), 34, 45);
    const from = 'etc/x.conf';
    await apply([change(dir, 'out/x.yaml', text('x'), { from }), change(dir, 'y.yaml', text('new'), { from, replaces: true })]);
    const owners = ['out', 'out/x.yaml', 'y.yaml'].map((name) => statSync(join(dir, name))).map(({ uid, gid }) => [uid, gid]);
    expect(owners).toEqual([
      [1234, 2345],
      [1234, 2345],
      [34, 45],
    ]);
  });
});

describe('symbolic links', () => {
  it('stay links when they are written through, even where nothing is there yet', async () => {
    const dir = tempDir({ 'x.conf': 'x', 'real/x.yaml': 'old', 'real/keep': '' });
    symlinkSync('real/x.yaml', join(dir, 'x.yaml'));
    symlinkSync('real/y.yaml', join(dir, 'y.yaml'));
    await apply([change(dir, 'x.yaml', text('x'), { replaces: true }), change(dir, 'y.yaml', text('y'))]);
    expect([readlinkSync(join(dir, 'x.yaml')), readlinkSync(join(dir, 'y.yaml'))]).toEqual(['real/x.yaml', 'real/y.yaml']);
    expect(filesIn(dir)).toEqual({ 'x.conf': 'x', 'real/x.yaml': 'x', 'real/y.yaml': 'y', 'real/keep': '' });
  });

  it('are made relative, also below a directory that is a link itself', async () => {
    const dir = tempDir({ 'x.conf': 'x', 'a/b/keep': '' });
    symlinkSync('a/b', join(dir, 'short'));
    const link = (name: string) => change(dir, name, { link: join(dir, 'x.yaml') });
    await apply([change(dir, 'x.yaml', text('x')), link('y.yaml'), link('new/y.yaml'), link('short/y.yaml')]);
    expect(readlinkSync(join(dir, 'y.yaml'))).toBe('x.yaml');
    expect(readlinkSync(join(dir, 'new/y.yaml'))).toBe('../x.yaml');
    expect(readlinkSync(join(dir, 'a/b/y.yaml'))).toBe('../../x.yaml');
    expect(realpathSync(join(dir, 'short/y.yaml'))).toBe(join(dir, 'x.yaml'));
    await apply([change(dir, 'short/z.yaml', { link: join(dir, 'short/keep') })]);
    expect(readlinkSync(join(dir, 'a/b/z.yaml'))).toBe('keep');
  });

  it('replace links and files, not what those lead to', async () => {
    const dir = tempDir({ 'x.conf': 'x', 'a.yaml': 'a', 'z.yaml': 'z' });
    symlinkSync('a.yaml', join(dir, 'y.yaml'));
    const link = (name: string) => change(dir, name, { link: join(dir, 'x.conf') }, { replaces: true });
    await apply([link('y.yaml'), link('z.yaml')]);
    expect([readlinkSync(join(dir, 'y.yaml')), readlinkSync(join(dir, 'z.yaml'))]).toEqual(['x.conf', 'x.conf']);
    expect(filesIn(dir)).toEqual({ 'x.conf': 'x', 'a.yaml': 'a' });
  });

  it('that lead in a circle stop the run', async () => {
    const dir = tempDir({ 'x.conf': 'x' });
    symlinkSync('round.yaml', join(dir, 'round.yaml'));
    const changes = [change(dir, 'x.yaml', text('x')), change(dir, 'round.yaml', text('x'))];
    const message = `cannot write ${dir}/round.yaml: too many symbolic links; nothing was changed`;
    await expectUntouched(dir, message, () => apply(changes));
  });
});

describe('all or nothing', () => {
  const files = { 'x.conf': 'x', 'old.yaml': 'old', 'older.yaml': 'older' };
  const changesIn = (dir: string): Change[] => [
    change(dir, 'new/a.yaml', text('a')),
    change(dir, 'old.yaml', text('new'), { replaces: true }),
    change(dir, 'b.yaml', text('b')),
    change(dir, 'older.yaml', text('newer'), { replaces: true }),
  ];

  it('a source that changed meanwhile stops the run', async () => {
    const dir = tempDir(files);
    const message = `${dir}/x.conf changed meanwhile; nothing was changed`;
    await expectUntouched(dir, message, () => apply(changesIn(dir), { isCurrent: () => join(dir, 'x.conf') }));
  });

  it('a file that is there and must not give way stops the run', async () => {
    const dir = tempDir({ ...files, 'b.yaml': 'mine', '.old.yaml.flb-convert': 'what a killed run left' });
    await expectUntouched(dir, `cannot write ${dir}/b.yaml: it was not there before; nothing was changed`, () => apply(changesIn(dir)));
  });

  it('a file that appears at the last moment stops the run, and what was replaced comes back', async () => {
    const dir = tempDir(files);
    const isCurrent = () => {
      writeFileSync(join(dir, 'b.yaml'), 'mine');
      return undefined;
    };
    const inode = statSync(join(dir, 'old.yaml')).ino;
    const problem = await apply(changesIn(dir), { isCurrent }).catch((problem) => problem);
    expect(problem).toBeInstanceOf(JobError);
    expect(problem.message).toBe(`cannot write ${dir}/b.yaml: it was not there before; nothing was changed`);
    expect(filesIn(dir)).toEqual({ ...files, 'b.yaml': 'mine' });
    expect(existsSync(join(dir, 'new'))).toBe(false);
    expect(statSync(join(dir, 'old.yaml')).ino).toBe(inode);
  });

  it('a directory in the way stops the run, now or at the last moment', async () => {
    const dir = tempDir(files);
    const isCurrent = () => {
      mkdirSync(join(dir, 'b.yaml'));
      return undefined;
    };
    await expect(apply(changesIn(dir), { isCurrent })).rejects.toThrow(`cannot write ${dir}/b.yaml: it was not there before`);
    expect(filesIn(dir)).toEqual(files);
    await expectUntouched(dir, `cannot write ${dir}/b.yaml: it is a directory; nothing was changed`, () => apply(changesIn(dir)));
  });

  it('a destination that goes at the last moment stops the run', async () => {
    const dir = tempDir(files);
    const isCurrent = () => {
      rmSync(join(dir, 'older.yaml'));
      return undefined;
    };
    const message = `cannot write ${dir}/older.yaml: no such file or directory; nothing was changed`;
    await expect(apply(changesIn(dir), { isCurrent })).rejects.toThrow(message);
    expect(filesIn(dir)).toEqual({ 'x.conf': 'x', 'old.yaml': 'old' });
  });

  it('says so if even the old state cannot be had again', async () => {
    const dir = tempDir(files);
    const isCurrent = () => {
      writeFileSync(join(dir, 'b.yaml'), 'mine');
      // What was staged for the first file is a directory with something in it, which cannot be taken back.
      const staged = stagedPathOf(join(dir, 'new/a.yaml'));
      rmSync(staged);
      mkdirSync(join(staged, 'sub'), { recursive: true });
      return undefined;
    };
    const message = `cannot write ${dir}/b.yaml: it was not there before; and not all could be put back: cannot write ${dir}/new/a.yaml: `;
    const problem = await apply(changesIn(dir), { isCurrent }).catch((problem) => problem);
    expect(problem).toBeInstanceOf(HalfDone);
    expect(problem.message).toContain(message);
    expect(problem.message).not.toContain('nothing was changed');
    expect(readFileSync(join(dir, 'old.yaml'), 'utf8')).toBe('old');
  });

  it('takes back the last file first', async () => {
    const dir = tempDir(files);
    const isCurrent = () => {
      writeFileSync(join(dir, 'c.yaml'), 'mine');
      // Files that become directories while they wait can be put in place and not be taken back.
      for (const name of ['a', 'b']) {
        const staged = stagedPathOf(join(dir, `${name}.yaml`));
        rmSync(staged);
        mkdirSync(staged);
      }
      return undefined;
    };
    const changes = ['a.yaml', 'b.yaml', 'c.yaml'].map((name) => change(dir, name, text(name)));
    await expect(apply(changes, { isCurrent })).rejects.toThrow(`and not all could be put back: cannot write ${dir}/b.yaml: `);
  });

  it('a change that cannot be had again stops the run, and what was done before it is taken back', async () => {
    const dir = tempDir(files);
    const ask = (index: number) => {
      if (index === 2 && existsSync(join(dir, 'new/a.yaml'))) throw new RangeError('no memory left');
    };
    const job = applyChanges(unpacked(changesIn(dir), ask));
    await expect(job).rejects.toThrow(new RangeError('no memory left'));
    expect(filesIn(dir)).toEqual(files);
    expect(existsSync(join(dir, 'new'))).toBe(false);
  });

  it('says so if what was done cannot be had again to take it back, and keeps the old content', async () => {
    const dir = tempDir(files);
    const ask = () => {
      if (readFileSync(join(dir, 'old.yaml'), 'utf8') === 'new') throw new RangeError('no memory left');
    };
    const job = applyChanges(unpacked(changesIn(dir), ask));
    await expect(job).rejects.toThrow(new HalfDone('no memory left; and not all could be put back: no memory left'));
    expect(readFileSync(oldPathOf(join(dir, 'old.yaml')), 'utf8')).toBe('old');
  });

  it('a path below a file, and a source that is gone, stop the run', async () => {
    const dir = tempDir(files);
    const below = [...changesIn(dir), change(dir, 'x.conf/y.yaml', text('y'))];
    await expectUntouched(dir, `cannot write ${dir}/x.conf/y.yaml: a part of the path is not a directory; nothing was changed`, () =>
      apply(below),
    );
    const gone = [...changesIn(dir), change(dir, 'y.yaml', 'copy', { from: 'gone.conf' })];
    await expectUntouched(dir, `cannot read ${dir}/gone.conf: no such file or directory; nothing was changed`, () => apply(gone));
  });

  it('two changes of one file stop the run, also by two names', async () => {
    const dir = tempDir(files);
    symlinkSync('b.yaml', join(dir, 'c.yaml'));
    const message = (name: string) =>
      `cannot write ${dir}/${name}: something else is being written there at the same time; nothing was changed`;
    const again = (name: string) => [...changesIn(dir), change(dir, name, text('another'))];
    await expectUntouched(dir, message('b.yaml'), () => apply(again('b.yaml')));
    await expectUntouched(dir, message('c.yaml'), () => apply(again('c.yaml')));
  });

  it('a mistake in making a text stops the run, and stays what it is', async () => {
    const dir = tempDir(files);
    const broken = (): string => {
      throw new TypeError('a mistake');
    };
    const problem = await apply([...changesIn(dir), change(dir, 'y.yaml', { text: broken })]).catch((problem) => problem);
    expect(problem).toBeInstanceOf(TypeError);
    expect(filesIn(dir)).toEqual(files);
  });

  it('an interruption before the first file is in place stops the run', async () => {
    const dir = tempDir(files);
    const controller = new AbortController();
    const many = Array.from({ length: 200 }, (_, at) => change(dir, `sub/${at}.yaml`, text('a')));
    const onProgress = () => controller.abort();
    const problem = await apply(many, { onProgress, signal: controller.signal }).catch((problem) => problem);
    expect(problem).toBeInstanceOf(Interrupted);
    expect(filesIn(dir)).toEqual(files);
    expect(existsSync(join(dir, 'sub'))).toBe(false);
  });

  it('an interruption by a real signal is heard while files are staged', async () => {
    const dir = tempDir(files);
    const controller = new AbortController();
    const stop = () => controller.abort();
    process.once('SIGUSR2', stop);
    const many = Array.from({ length: 5000 }, (_, at) => change(dir, `${at}.yaml`, text('a')));
    const onProgress = (done: number) => {
      if (done === 64) process.kill(process.pid, 'SIGUSR2');
    };
    await expect(apply(many, { onProgress, signal: controller.signal })).rejects.toThrow(Interrupted);
    process.off('SIGUSR2', stop);
    expect(filesIn(dir)).toEqual(files);
  });

  it('what a killed run left goes, and nothing else', async () => {
    const others = { '.flb-convert.yaml': '', 'a.flb-convert': '', 'sub/.z.yaml.flb-convert': '' };
    const dir = tempDir({ ...files, ...others, '.b.yaml.flb-convert': 'half', '.gone.yaml.flb-convert-old': 'old' });
    await apply([change(dir, 'b.yaml', text('b'))]);
    expect(filesIn(dir)).toEqual({ ...files, ...others, 'b.yaml': 'b' });
    symlinkSync('sub/z.yaml', join(dir, 'z.yaml'));
    removeLeftOvers([join(dir, 'z.yaml'), join(dir, 'no-such/z.yaml')]);
    expect(existsSync(join(dir, 'sub/.z.yaml.flb-convert'))).toBe(false);
  });
});

describe('a system that refuses', () => {
  const scripts = makeTempDir();
  let script: string;
  beforeAll(async () => {
    script = await bundleApplyScript(scripts);
    for (const path of [scripts, script]) chmodSync(path, 0o755);
  });
  afterAll(() => removeTempDir(scripts));

  const files = { 'a.conf': 'a', 'b/large.conf': 'b', 'c.conf': 'c', 'c.yaml': 'old', 'main.yaml': 'old main' };

  it('takes no file of that size: nothing is changed', async () => {
    const dir = tempDir(files);
    const command = 'ulimit -f 8; exec "$0" "$@"';
    const { status, stderr } = spawnSync('bash', ['-c', command, process.execPath, script, dir, 'apply'], { encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`JobError: cannot write ${dir}/b/large.yaml: `),
    });
    expect(filesIn(dir)).toEqual(files);
  });

  const newNamespace = ['--map-root-user', '--mount', 'bash', '-c'];
  const canMount = spawnSync('unshare', [...newNamespace, 'mount -t tmpfs tmpfs /tmp']).status === 0;

  it.runIf(canMount)('has a full disk: nothing is changed', () => {
    const [dir, disk] = [tempDir(files), tempDir()];
    const command =
      'mount -t tmpfs -o size=28k tmpfs "$3" && cp -r "$2/." "$3" && { "$0" "$1" "$3" apply; cd "$3"; find . -type f -print0 | sort -z | xargs -0 head; }';
    const arguments_ = [...newNamespace, command, process.execPath, script, dir, disk];
    const { stdout, stderr } = spawnSync('unshare', arguments_, { encoding: 'utf8' });
    expect(stderr).toContain(`JobError: cannot write ${disk}/`);
    expect(stderr).toContain('no space left on the device; nothing was changed');
    const shown = Object.entries(files).map(([name, content]) => `==> ./${name} <==\n${content}`);
    expect(stdout).toBe(shown.join('\n'));
  });

  it.runIf(isRoot)('gives no right to write: nothing is changed', () => {
    const dir = tempDir(files);
    for (const name of ['.', ...Object.keys(files)]) chownSync(join(dir, name), 65534, 65534);
    const { status, stderr } = spawnSync(process.execPath, [script, dir, 'apply'], { uid: 65534, gid: 65534, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `JobError: cannot write ${dir}/b/large.yaml: permission denied; nothing was changed\n`,
    });
    expect(filesIn(dir)).toEqual(files);
  });

  it.runIf(isRoot).each([
    [0o644, 0],
    [0o640, 2],
  ])('keeps the owner to itself: with mode %o, whoever reads the source now must read the new file', (mode, code) => {
    const dir = tempDir({ 'a.conf': 'a', 'main.yaml': '' });
    const source = join(dir, 'a.conf');
    chmodSync(source, mode);
    chownSync(source, 1234, 1234);
    for (const name of ['.', 'main.yaml']) chownSync(join(dir, name), 65534, 65534);
    const { status, stderr } = spawnSync(process.execPath, [script, dir, 'apply'], { uid: 65534, gid: 65534, encoding: 'utf8' });
    const message = `JobError: cannot write ${dir}/a.yaml: its owner and group cannot be kept, and nobody else may read it; nothing was changed\n`;
    expect({ status, stderr }).toEqual({ status: code, stderr: code === 0 ? '' : message });
    if (code === 0) expect(modeOf(join(dir, 'a.yaml'))).toBe('644');
    else expect(filesIn(dir)).toEqual({ 'a.conf': 'a', 'main.yaml': '' });
  });
});

describe('stamps', () => {
  it('tell the first file that is not what it was when it was read', () => {
    const dir = tempDir({ 'a.conf': 'a', 'b.conf': 'b', 'c.conf': 'c' });
    const [a, b, c] = ['a', 'b', 'c'].map((name) => join(dir, `${name}.conf`)) as [string, string, string];
    const stamps = makeStamps();
    const host = nodeHost(stamps);
    for (const path of [a, b]) expect(host.read(path)).toHaveProperty('bytes');
    host.read(join(dir, 'gone.conf'));
    host.read(dir);
    expect(stamps.changedSince()).toBeUndefined();
    writeFileSync(c, 'never read');
    expect(stamps.changedSince()).toBeUndefined();
    writeFileSync(b, 'longer');
    expect(stamps.changedSince()).toBe(b);
    expect(stamps.changedSince((path) => path !== b)).toBeUndefined();
    rmSync(a);
    expect(stamps.changedSince()).toBe(a);
  });

  it('tell a file of the same size and time that took the place of another', () => {
    const dir = tempDir({ 'a.conf': 'a', 'b.conf': 'b' });
    const path = join(dir, 'a.conf');
    for (const name of ['a.conf', 'b.conf']) utimesSync(join(dir, name), 1, 1);
    const stamps = makeStamps();
    nodeHost(stamps).read(path);
    renameSync(join(dir, 'b.conf'), path);
    expect(stamps.changedSince()).toBe(path);
  });
});

describe('the removal of sources', () => {
  const files = { 'a.conf': 'a', 'sub/b.conf': 'b', 'a.yaml': 'A', 'sub/b.yaml': 'B', 'other.conf': 'a' };
  const removals = (dir: string) =>
    ['a', 'sub/b'].map((name) => ({ path: join(dir, `${name}.conf`), replacedBy: [join(dir, `${name}.yaml`)] }));

  it('takes them away, links as links, and leaves no journal', async () => {
    const dir = tempDir(files);
    symlinkSync('a.conf', join(dir, 'link.conf'));
    const link = { path: join(dir, 'link.conf'), replacedBy: [join(dir, 'a.yaml')] };
    await removeSources(dir, [...removals(dir), link], { isCurrent: () => undefined });
    expect(filesIn(dir)).toEqual({ 'a.yaml': 'A', 'sub/b.yaml': 'B', 'other.conf': 'a' });
    expect(readdirSync(dir).sort()).toEqual(['a.yaml', 'other.conf', 'sub']);
    expect(await readJournal(dir)).toEqual({ gone: [], left: [] });
  });

  it('takes none away if one is not what it was when it was converted', async () => {
    const dir = tempDir(files);
    const path = join(dir, 'sub/b.conf');
    await expectUntouched(dir, `${path} changed meanwhile; the new files are written, no old one was removed`, () =>
      removeSources(dir, removals(dir), { isCurrent: () => path }),
    );
  });

  it('leaves a source whose replacement is missing', async () => {
    const dir = tempDir(files);
    rmSync(join(dir, 'a.yaml'));
    await removeSources(dir, removals(dir), { isCurrent: () => undefined });
    expect(Object.keys(filesIn(dir))).toEqual(['a.conf', 'other.conf', 'sub/b.yaml']);
  });
});
