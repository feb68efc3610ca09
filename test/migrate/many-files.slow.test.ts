import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';
import { tries } from '../support/tries.js';

it('as many files as there are are migrated', async () => {
  const count = tries(200, 2000);
  const names = Array.from({ length: count }, (_, i) => `d${i % 20}/f${i}`);
  const dir = tempDir(Object.fromEntries(names.map((name) => [`${name}.conf`, '[INPUT]\n    name cpu\n'])));
  const { code, stdout, stderr } = await runIn(dir, ['migrate', '.', '--write']);
  expect(stdout + stderr).toContain(`${count} files: ${count} converted`);
  expect(code).toBe(0);
  for (const name of names) expect(readFileSync(join(dir, `${name}.yaml`), 'utf8')).toBe('pipeline:\n  inputs:\n    - name: cpu\n');
  expect((await runIn(dir, ['migrate', '.', '--check'])).code).toBe(0);
});
