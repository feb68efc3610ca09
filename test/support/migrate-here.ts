import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runIn } from './run-in.js';
import { filesIn, tempDir } from './temp-dir.js';

/** Runs `migrate` in a directory of its own with these files, and in a repository, so that nothing around is searched. */
export async function migrateHere(files: Record<string, string>, ...argv: string[]) {
  const dir = tempDir({ ...files, '.git/HEAD': '' });
  const { code, stdout, stderr } = await runIn(dir, ['migrate', '.', ...argv]);
  return { dir, code, said: stdout + stderr, now: (name: string) => readFileSync(join(dir, name), 'utf8') };
}

/** Expects that all is refused, with this said, and nothing written. */
export async function expectRefused(files: Record<string, string>, said: string, ...argv: string[]): Promise<void> {
  const outcome = await migrateHere(files, '--write', ...argv);
  expect(outcome.said).toContain(said);
  expect(outcome.code).toBe(1);
  for (const [name, text] of Object.entries(files)) expect(outcome.now(name)).toBe(text);
  const own = Object.keys(filesIn(outcome.dir)).filter((name) => !name.startsWith('.git'));
  expect(own.sort()).toEqual(Object.keys(files).sort());
}
