import { describe, expect, it } from 'vitest';
import { memoryHost } from '../../src/project/memory-host.js';

const contents: Record<string, string> = { '/etc/a.conf': 'a', '/etc/conf.d/b.conf': 'bcd' };
const host = memoryHost([...Object.keys(contents), '/bin/sh'], {
  cwd: '/etc',
  bytesOf: (path) => (contents[path] === undefined ? undefined : new TextEncoder().encode(contents[path])),
  problem: 'it is a file of the image',
});

describe('files in memory', () => {
  it('are found by any path that leads to them', () => {
    expect(['a.conf', './a.conf', '/etc/conf.d/../a.conf'].map(host.realPath)).toEqual(Array(3).fill('/etc/a.conf'));
    expect(host.identify('conf.d')).toBe('/etc/conf.d');
    expect(host.identify('missing')).toBeUndefined();
    expect(host.shown('/etc/conf.d/b.conf')).toBe('conf.d/b.conf');
  });

  it('are read, whole or their start', () => {
    expect(host.read('conf.d/b.conf')).toEqual({ bytes: new TextEncoder().encode('bcd') });
    expect(host.readStart('conf.d/b.conf', 2)).toEqual(new TextEncoder().encode('bc'));
    expect(host.readStart('missing', 2)).toHaveLength(0);
  });

  it('say why there is nothing to read', () => {
    expect(host.read('/bin/sh')).toEqual({ problem: 'it is a file of the image' });
    expect(host.read('conf.d')).toEqual({ problem: 'it is a directory', isNoFile: true });
  });

  it('are listed in their directories, from the root on', () => {
    expect(host.list('/')).toEqual(['etc', 'bin']);
    expect(host.list('/etc')).toEqual(['a.conf', 'conf.d']);
    expect(host.list('missing')).toEqual([]);
  });
});
