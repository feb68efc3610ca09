import { realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realOf } from '../../../src/host/write/places.js';
import { tempDir } from '../../support/temp-dir.js';

describe('a path in full without links', () => {
  it.each(['missing', './missing', 'missing/deep/file.yaml', '../missing'])('is that of %s, which is not there', (path) => {
    expect(realOf(path)).toBe(join(realpathSync('.'), path));
  });

  it('follows the links above what is not there', () => {
    const dir = realpathSync(tempDir({ 'real/keep': '' }));
    symlinkSync('real', join(dir, 'link'));
    expect(realOf(join(dir, 'link/missing/file'))).toBe(join(dir, 'real/missing/file'));
  });
});
