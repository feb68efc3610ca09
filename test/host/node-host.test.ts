import { linkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/host/node-host.js';
import { tempDir } from '../support/temp-dir.js';

describe('the host of the command line', () => {
  const host = nodeHost();

  it('knows a file by any of its paths', () => {
    const dir = tempDir({ 'a.conf': 'a', 'b.conf': 'a', 'sub/c.conf': '' });
    symlinkSync('a.conf', join(dir, 'symbolic.conf'));
    linkSync(join(dir, 'a.conf'), join(dir, 'hard.conf'));
    const identity = host.identify(join(dir, 'a.conf'));
    expect(identity).toBeDefined();
    for (const path of ['symbolic.conf', 'hard.conf', './a.conf', 'sub/../a.conf']) expect(host.identify(`${dir}/${path}`)).toBe(identity);
    expect(host.identify(join(dir, 'b.conf'))).not.toBe(identity);
    expect(host.realPath(join(dir, 'symbolic.conf'))).toBe(join(dir, 'a.conf'));
  });

  it('answers where there is nothing, instead of failing', () => {
    const dir = tempDir({ 'a.conf': 'a' });
    symlinkSync('round', join(dir, 'round'));
    for (const path of [join(dir, 'no.conf'), join(dir, 'a.conf', 'x'), join(dir, 'round'), 'a\0b', 'x'.repeat(5000)]) {
      expect(host.identify(path)).toBeUndefined();
      expect(host.realPath(path)).toBeUndefined();
      expect(host.read(path)).toEqual({ problem: expect.any(String) });
      expect(host.list(path)).toEqual([]);
    }
  });

  it('reads regular files only: others may never end', () => {
    const dir = tempDir({ 'a.conf': 'abc' });
    expect(host.read(join(dir, 'a.conf'))).toEqual({ bytes: Buffer.from('abc') });
    expect(host.read(dir)).toEqual({ problem: 'it is a directory', isNoFile: true });
    expect(host.read('/dev/zero')).toEqual({ problem: 'it is not a regular file', isNoFile: true });
    expect(host.list(dir)).toEqual(['a.conf']);
  });
});
