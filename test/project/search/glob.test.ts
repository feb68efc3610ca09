import { describe, expect, it } from 'vitest';
import { expandGlob, globMatcher } from '../../../src/project/search/glob.js';
import { memoryHost } from '../../support/memory-host.js';

describe('a pattern matches names as the C library does (C-34)', () => {
  it.each([
    ['*', 'a.conf', true],
    ['*.conf', 'a.conf', true],
    ['*.conf', 'a.conf.bak', false],
    ['*.conf', '.hidden.conf', false],
    ['.*.conf', '.hidden.conf', true],
    ['a*b*c', 'axbxbxc', true],
    ['a*b*c', 'axbxbx', false],
    ['**', 'a', true],
    ['?.conf', 'a.conf', true],
    ['?.conf', '.conf', false],
    ['?', '😀', true],
    ['[ab].conf', 'b.conf', true],
    ['[!ab].conf', 'b.conf', false],
    ['[^ab].conf', 'c.conf', true],
    ['[0-9]*', '10-a.conf', true],
    ['[]x]', ']', true],
    ['[a', '[a', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a.conf', 'axconf', false],
    ['*.CONF', 'a.conf', false],
  ])('%s, %s: %s', (pattern, name, expected) => {
    expect(globMatcher(pattern)(name)).toBe(expected);
  });

  it('in a time that does not explode', () => {
    expect(globMatcher(`${'*a'.repeat(100)}b`)('a'.repeat(255))).toBe(false);
  });
});

describe('the paths of a pattern', () => {
  const host = memoryHost({
    '/c/main.conf': '',
    '/c/d/b.conf': '',
    '/c/d/a.conf': '',
    '/c/d/x.txt': '',
    '/c/e/a.conf': '',
    '/o/a.conf': '',
  });

  it.each([
    ['d/*.conf', ['/c/d/a.conf', '/c/d/b.conf']],
    ['./d/a*', ['/c/./d/a.conf']],
    ['*/a.conf', ['/c/d/a.conf', '/c/e/a.conf']],
    ['*/*.txt', ['/c/d/x.txt']],
    ['../o/*', ['/c/../o/a.conf']],
    ['/o/*.conf', ['/o/a.conf']],
    ['/*/a.conf', ['/o/a.conf']],
    ['no/*.conf', []],
    ['*/no.conf', []],
    [`${'['.repeat(100_000)}*`, []],
  ])('%s', (pattern, expected) => {
    expect(expandGlob(host, '/c', pattern)).toEqual(expected);
  });

  it('are once for each way that leads to a file', () => {
    const two = memoryHost({ '/w/c/a.conf': '', '/w/d/b.conf': '' });
    expect(expandGlob(two, '/w', '*/../c/a.conf')).toEqual(['/w/c/../c/a.conf', '/w/d/../c/a.conf']);
    const ways = ['c/../c', 'c/../d', 'd/../c', 'd/../d'];
    expect(expandGlob(two, '/w', '*/../*/../c/a.conf')).toEqual(ways.map((way) => `/w/${way}/../c/a.conf`));
  });

  it('are never more than one above what the engine includes, and each directory is looked into once a step', () => {
    let lists = 0;
    const two = memoryHost({ '/w/c/a.conf': '', '/w/d/b.conf': '' });
    const list = (directory: string) => {
      lists++;
      return two.list(directory);
    };
    const counting = { ...two, list };
    expect(expandGlob(counting, '/w', `${'*/../'.repeat(30)}c/a.conf`)).toHaveLength(1001);
    expect(expandGlob(counting, '/w', `${'*/../'.repeat(30)}none.conf`)).toEqual([]);
    expect(lists).toBe(60);
  });
});
