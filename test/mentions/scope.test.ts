import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readScope } from '../../src/host/find/read-scope.js';
import { scopeOf } from '../../src/host/find/scope.js';
import { asNobody } from '../support/as-nobody.js';
import { leaveRepository, tempDir } from '../support/temp-dir.js';

describe('the scope', () => {
  it('is the root of the repository', () => {
    const dir = tempDir({ 'r/.git/HEAD': '', 'r/a/b/x': '', 'r/c/x': '' });
    expect(scopeOf([join(dir, 'r/a/b')])).toEqual([join(dir, 'r')]);
    expect(scopeOf([join(dir, 'r')])).toEqual([join(dir, 'r')]);
    expect(scopeOf([join(dir, 'r/a/b'), join(dir, 'r/c')])).toEqual([join(dir, 'r')]);
  });

  it('is the directory above, without one: for several, above the one that holds them', () => {
    const dir = tempDir({ 'a/b/c/x': '', 'a/b/d/x': '', 'a/b-c/x': '' });
    leaveRepository(dir);
    expect(scopeOf([join(dir, 'a/b/c')])).toEqual([join(dir, 'a/b')]);
    expect(scopeOf([join(dir, 'a/b/c'), join(dir, 'a/b/d')])).toEqual([join(dir, 'a')]);
    expect(scopeOf([join(dir, 'a/b/c'), join(dir, 'a/b'), join(dir, 'a/b-c')])).toEqual([dir]);
  });

  it('is never the root of the file system, or another file system', () => {
    expect(scopeOf(['/usr'])).toEqual(['/usr']);
    expect(scopeOf(['/usr', '/etc', '/usr/lib'])).toEqual(['/etc', '/usr']);
    expect(scopeOf(['/'])).toEqual(['/']);
    expect(scopeOf(['/proc/self'])).not.toEqual(['/']);
  });
});

function read(directories: string[], isOwn: (path: string) => boolean = () => false) {
  const files: Record<string, string> = {};
  const unread = readScope(directories, {
    isOwn,
    take: (path, bytes) => {
      expect(files[path]).toBeUndefined();
      files[path] = new TextDecoder('latin1').decode(bytes);
    },
  });
  return { files, unread };
}

describe('reading the scope', () => {
  it('reads everything once: hidden, ignored, of other programs; not what is below .git', () => {
    const files = {
      '.gitignore': 'ignored\n',
      ignored: '1',
      '.hidden/x': '2',
      'node_modules/m/x.js': '3',
      'a/x.conf.j2': '4',
      '.git/HEAD': '5',
      'a/.git/config': '6',
      'b/.git': 'gitdir: /x\n',
      empty: '',
    };
    const dir = tempDir(files);
    const expected = Object.entries(files).filter(([path]) => !/\.git\//.test(path));
    expect(read([dir])).toEqual({ files: Object.fromEntries(expected.map(([path, text]) => [join(dir, path), text])), unread: [] });
  });

  it('reads the first 4 MB', () => {
    const dir = tempDir({ x: 'a'.repeat(4 * 1024 * 1024 + 7), y: 'b'.repeat(4 * 1024 * 1024) });
    const { files } = read([dir]);
    expect(Object.values(files).map(({ length }) => length)).toEqual([4 * 1024 * 1024, 4 * 1024 * 1024]);
  });

  it('takes where a link leads as its content, and does not follow it', () => {
    const dir = tempDir({ 'a/x': '1' });
    symlinkSync('../a', join(dir, 'a/loop'));
    symlinkSync('nowhere.conf', join(dir, 'a/dangling'));
    symlinkSync('self', join(dir, 'self'));
    const files = { 'a/x': '1', 'a/loop': '../a', 'a/dangling': 'nowhere.conf', self: 'self' };
    expect(read([dir]).files).toEqual(Object.fromEntries(Object.entries(files).map(([path, text]) => [join(dir, path), text])));
  });

  it('opens no pipes', () => {
    const dir = tempDir({ x: '1' });
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    expect(read([dir])).toEqual({ files: { [join(dir, 'x')]: '1' }, unread: [] });
  });

  it('leaves out what is its own, files and directories', () => {
    const dir = tempDir({ x: '1', 'own/x': '2', y: '3' });
    const { files } = read([dir], (path) => path === join(dir, 'y') || path === join(dir, 'own'));
    expect(files).toEqual({ [join(dir, 'x')]: '1' });
  });

  it('says what cannot be read, and why', async () => {
    const dir = tempDir({ x: '1', 'shut/x': '2', secret: '3', 'listed/x': '4' });
    chmodSync(dir, 0o755);
    chmodSync(join(dir, 'shut'), 0o000);
    chmodSync(join(dir, 'secret'), 0o000);
    chmodSync(join(dir, 'listed'), 0o444);
    const { files, unread } = await asNobody(async () => read([dir]));
    for (const path of ['shut', 'listed']) chmodSync(join(dir, path), 0o755);
    expect(files).toEqual({ [join(dir, 'x')]: '1' });
    expect(unread.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
      ['listed/x', 'secret', 'shut'].map((path) => ({ path: join(dir, path), reason: 'permission denied' })),
    );
  });

  it('reads below names that are not UTF-8', () => {
    const dir = tempDir();
    const place = Buffer.concat([Buffer.from(`${dir}/d`), Buffer.from([0xff])]);
    mkdirSync(place);
    writeFileSync(Buffer.concat([place, Buffer.from([0x2f, 0xe9, 0x78])]), '1');
    writeFileSync(join(dir, '\ufffd'), '2');
    const { files, unread } = read([dir]);
    // Node, which removes the rest, takes names for UTF-8.
    execFileSync('rm', ['-r', dir]);
    expect(Object.entries(files).sort()).toEqual([
      [`${dir}/d\ufffd/\ufffdx`, '1'],
      [`${dir}/\ufffd`, '2'],
    ]);
    expect(unread).toEqual([]);
  });

  it('goes down as deep as the tree is, and says where a path is too long', () => {
    const dir = tempDir({});
    const deep = join(dir, ...Array.from({ length: 500 }, () => 'd'));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'x'), '1');
    expect(Object.keys(read([dir]).files)).toEqual([join(deep, 'x')]);

    // Put together from parts that are short enough.
    const long = join(dir, ...Array.from({ length: 15 }, () => 'n'.repeat(200)));
    mkdirSync(long, { recursive: true });
    const other = join(dir, 'o', ...Array.from({ length: 15 }, () => 'm'.repeat(200)));
    mkdirSync(other, { recursive: true });
    renameSync(join(dir, 'o'), join(long, 'o'));
    const { unread } = read([dir]);
    execFileSync('rm', ['-r', join(dir, 'n'.repeat(200))]);
    expect(unread).toEqual([{ path: expect.stringContaining(`${long}/o/`), reason: 'the name is too long' }]);
  });

  it('is not surprised by what is gone', () => {
    const dir = tempDir({ 'a/x': '1' });
    expect(read([join(dir, 'gone')])).toEqual({ files: {}, unread: [] });
  });

  it('does not go to other file systems and into /proc', () => {
    const paths: string[] = [];
    readScope(['/'], {
      isOwn: (path) => path.split('/').length > 2 || !['/proc', '/sys', '/dev'].includes(path),
      take: (path) => paths.push(path),
    });
    expect(paths).toEqual([]);
  });
});
