import { execFileSync } from 'node:child_process';
import { chownSync, linkSync, mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJournal, removeSources } from '../../../src/host/write/removal-journal.js';
import { journalName, journalText, writeJournal } from '../../support/removal-journal.js';
import { runIn } from '../../support/run-in.js';
import { filesIn, tempDir } from '../../support/temp-dir.js';

const isRoot = process.getuid?.() === 0;
const input = '[INPUT]\n    name cpu\n';
const files = {
  'etc/a.conf': input,
  'etc/a.yaml': 'pipeline:\n  inputs:\n    - name: cpu\n',
  'etc/sub/b.conf': input,
  'victim.conf': input,
};
const replacement = { 'a.yaml': files['etc/a.yaml'] };
const remove = ['migrate', 'etc', '--write', '--delete-source'];

/** A migration that removes old files is refused with these words, and everything stays; so is one that only plans. */
async function expectRefused(dir: string, ...parts: string[]): Promise<void> {
  const before = readdirSync(dir, { recursive: true });
  for (const argv of [remove, ['migrate', 'etc']]) {
    const { code, stderr } = await runIn(dir, argv);
    for (const part of parts) expect(stderr).toContain(part);
    expect(code, stderr).toBe(2);
    expect(readdirSync(dir, { recursive: true })).toEqual(before);
  }
}

const notOurs = `${journalName} is not what flb-convert wrote`;

describe('a removal journal that somebody else made', () => {
  it.each(['../victim.conf', 'sub/../../victim.conf', 'link/victim.conf', './a.conf', 'sub//b.conf', ''])(
    'does not reach %j',
    async (path) => {
      const dir = tempDir(files);
      symlinkSync('..', join(dir, 'etc/link'));
      writeJournal(join(dir, 'etc'), journalText({ [path]: replacement }, { [path]: input }));
      await expectRefused(dir, notOurs, 'leads out of its directory', 'remove it to go on', 'nothing was removed');
    },
  );

  it('does not reach a path in full', async () => {
    const dir = tempDir(files);
    const path = join(dir, 'victim.conf');
    writeJournal(join(dir, 'etc'), journalText({ [path]: replacement }, { [path]: input }));
    await expectRefused(dir, notOurs, 'leads out of its directory');
  });

  it('names no replacement outside of where it says that the new files are', async () => {
    const dir = tempDir(files);
    for (const other of ['../victim.conf', 'link/victim.conf', join(dir, 'victim.conf')]) {
      rmSync(join(dir, 'etc/link'), { force: true });
      symlinkSync('..', join(dir, 'etc/link'));
      writeJournal(join(dir, 'etc'), journalText({ 'a.conf': { [other]: input } }, { 'a.conf': input }));
      await expectRefused(dir, notOurs, 'leads out of its directory');
    }
  });

  it.each([
    ['', 'it is not JSON'],
    ['[', 'it is not JSON'],
    ['[]', 'it has another shape'],
    ['{}', 'it has another shape'],
    ['null', 'it has another shape'],
    ['{"writtenTo":"","sources":[1]}', 'it has another shape'],
    ['{"writtenTo":"","sources":[{"path":1,"content":"","replacedBy":[]}]}', 'nothing takes the place'],
    [JSON.stringify([{ path: 'a.conf', replacedBy: ['a.yaml'], content: 'x' }]), 'it has another shape'],
  ])('is refused: %j', async (text, reason) => {
    const dir = tempDir(files);
    writeJournal(join(dir, 'etc'), text);
    await expectRefused(dir, `${notOurs} (${reason}`);
  });

  it.each([
    ['itself', { 'a.conf': { 'a.conf': input } }],
    ['another that is to go', { 'a.conf': replacement, 'b.conf': { 'a.conf': input } }],
  ])('lets no file go for %s', async (_, removals) => {
    const dir = tempDir({ ...files, 'etc/b.conf': input });
    writeJournal(join(dir, 'etc'), journalText(removals, { 'a.conf': input, 'b.conf': input }));
    await expectRefused(dir, notOurs, 'what takes the place of a file in it is to go itself');
  });

  it('is refused: it is larger than any input', async () => {
    const dir = tempDir(files);
    writeJournal(join(dir, 'etc'), '');
    truncateSync(join(dir, 'etc', journalName), 3 * 2 ** 30);
    await expectRefused(dir, notOurs, 'it is larger than 64 MiB');
  });

  it.each([
    ['a link', (path: string) => symlinkSync('../journal', path)],
    ['a dangling link', (path: string) => symlinkSync('../none', path)],
    ['a fifo', (path: string) => void execFileSync('mkfifo', [path])],
    ['a directory', (path: string) => void mkdirSync(path)],
  ])('is refused: %s', async (_, make) => {
    const dir = tempDir({ ...files, journal: journalText({ 'a.conf': replacement }, { 'a.conf': input }) });
    make(join(dir, 'etc', journalName));
    await expectRefused(dir, notOurs, 'it is not a plain file');
  });

  it.runIf(isRoot)('is refused: it belongs to another user', async () => {
    const dir = tempDir(files);
    writeJournal(join(dir, 'etc'), journalText({ 'a.conf': replacement }, { 'a.conf': input }));
    chownSync(join(dir, 'etc', journalName), 1234, 2345);
    await expectRefused(dir, notOurs, 'it belongs to another user');
  });
});

describe('a removal journal', () => {
  it.each([
    ['the old file', 'a.conf', '[INPUT]\n    name mem\n'],
    ['the new file', 'a.yaml', 'pipeline: {}\n'],
  ])('leaves a file alone if %s is not what it was any more', async (_, changed, text) => {
    const dir = tempDir({ 'a.conf': input, 'a.yaml': 'new\n' });
    writeJournal(dir, journalText({ 'a.conf': { 'a.yaml': 'new\n' } }, { 'a.conf': input }));
    expect(await readJournal(dir)).toEqual({ gone: [], left: [join(dir, 'a.conf')] });
    writeFileSync(join(dir, changed), text);
    expect(await readJournal(dir)).toEqual({ gone: [], left: [] });
    await removeSources(dir, [], { isCurrent: () => undefined });
    expect(Object.keys(filesIn(dir))).toEqual(['a.conf', 'a.yaml']);
  });

  it('leaves a file alone that is a link, a fifo or a directory now, and waits for none', async () => {
    const dir = tempDir({ 'a.yaml': 'new\n', 'b.conf': input });
    writeJournal(dir, journalText({ 'a.conf': { 'a.yaml': 'new\n' } }, { 'a.conf': input }));
    const path = join(dir, 'a.conf');
    const makers = [() => symlinkSync('b.conf', path), () => execFileSync('mkfifo', [path]), () => mkdirSync(path)];
    for (const make of makers) {
      make();
      expect(await readJournal(dir)).toEqual({ gone: [], left: [] });
      rmSync(path, { recursive: true });
    }
    linkSync(join(dir, 'b.conf'), path);
    expect((await readJournal(dir)).left).toEqual([path]);
  });

  it('names new files in the directory that they were written to', async () => {
    const dir = tempDir({ 'etc/a.conf': input, 'new/a.yaml': 'new\n' });
    writeJournal(join(dir, 'etc'), journalText({ 'a.conf': { 'a.yaml': 'new\n' } }, { 'a.conf': input }, '../new'));
    expect((await readJournal(join(dir, 'etc'))).left).toEqual([join(dir, 'etc/a.conf')]);
    rmSync(join(dir, 'new/a.yaml'));
    expect((await readJournal(join(dir, 'etc'))).left).toEqual([]);
  });
});
