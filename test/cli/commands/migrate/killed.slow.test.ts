import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isTemporaryName } from '../../../../src/host/write/temporary-files.js';
import { executable, requireBuild, spawnCli } from '../../../support/run-cli.js';
import { filesIn, tempDir } from '../../../support/temp-dir.js';
import { tries } from '../../../support/tries.js';

const input = `[INPUT]\n    name cpu\n${'    # a comment\n'.repeat(60)}`;

/** A main file and all that it includes, in one directory. */
function tree(count: number): string {
  const dir = tempDir({ 'main.conf': '[SERVICE]\n    flush 1\n\n@INCLUDE in-*.conf\n' });
  for (let i = 0; i < count; i++) writeFileSync(join(dir, `in-${i}.conf`), input);
  return dir;
}

/** Starts the command; it is writing by then: the first new file waits beside its place. */
async function startWriting(dir: string, ...argv: string[]): Promise<ChildProcess> {
  requireBuild();
  const child = spawn(process.execPath, [executable, 'migrate', '.', '--write', ...argv], { cwd: dir, stdio: 'ignore' });
  while (!readdirSync(dir).some(isTemporaryName)) {
    expect(hasEnded(child), 'it has not ended before it writes').toBe(false);
    await wait(1);
  }
  return child;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function ended(child: ChildProcess): Promise<ChildProcess> {
  if (!hasEnded(child)) await once(child, 'exit');
  return child;
}

describe('the command that is stopped while it writes', () => {
  it('interrupted: it has changed nothing and leaves nothing behind', async () => {
    const dir = tree(900);
    const before = filesIn(dir);
    const child = await startWriting(dir);
    child.kill('SIGINT');
    expect((await ended(child)).exitCode).toBe(130);
    expect(filesIn(dir)).toEqual(before);
  });

  it('killed at random moments: one configuration is whole at each, and another run finishes the job', async () => {
    const count = 100;
    const first = tree(count);
    const old = filesIn(first);
    const writing = await startWriting(first, '--delete-source');
    const start = performance.now();
    expect((await ended(writing)).exitCode).toBe(0);
    const duration = performance.now() - start;
    const finished = filesIn(first);
    expect(Object.keys(finished)).toEqual(Object.keys(old).map((name) => name.replace('.conf', '.yaml')));
    const rounds = tries(2, 20);
    for (let round = 0; round < rounds; round++) {
      const dir = tree(count);
      const child = await startWriting(dir, '--delete-source');
      await wait(((round + Math.random()) / rounds) * duration);
      child.kill('SIGKILL');
      await ended(child);
      const now = filesIn(dir);
      for (const [name, text] of Object.entries({ ...old, ...finished })) expect([undefined, text], name).toContain(now[name]);
      expect([old, finished].some((whole) => Object.keys(whole).every((name) => name in now))).toBe(true);
      expect('main.yaml' in now && Object.keys(finished).some((name) => !(name in now))).toBe(false);
      expect(spawnCli(['migrate', '.', '--write', '--delete-source'], { cwd: dir })).toMatchObject({ code: 0, stderr: '' });
      expect(filesIn(dir)).toEqual(finished);
    }
  });
});
