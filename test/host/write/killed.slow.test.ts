import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyInProcess, bundleApplyScript, startApplying } from '../../support/apply-process.js';
import { contentFor } from '../../support/migrated.js';
import { filesIn, makeTempDir, removeTempDir, tempDir } from '../../support/temp-dir.js';
import { tries } from '../../support/tries.js';

const scripts = makeTempDir();
let script: string;
beforeAll(async () => {
  script = await bundleApplyScript(scripts);
});
afterAll(() => removeTempDir(scripts));

/** A tree of sources, two of whose destinations hold something else already, and a main file that is updated in its place. */
function tree(count: number): Record<string, string> {
  const names = Array.from({ length: count }, (_, at) => `d${at % 4}/part ${at}.conf`);
  const sources = Object.fromEntries(names.map((name) => [name, `source of ${name}`]));
  return { ...sources, 'd0/part 0.yaml': 'old', 'd1/part 1.yaml': 'old', 'main.yaml': 'old main' };
}

function sourcesIn(files: Record<string, string>): string[] {
  return Object.keys(files).filter((name) => name.endsWith('.conf'));
}

/** All that is to be there when the migration is done, without the sources. */
function destinations(files: Record<string, string>): Record<string, string> {
  const named = sourcesIn(files).map((name) => [name.replace('.conf', '.yaml'), contentFor(name)]);
  return { ...Object.fromEntries(named), 'main.yaml': contentFor('main.yaml') };
}

/** The old configuration or the new one starts: each file is old or new, and a new main file has all that it refers to. */
function expectUsable(dir: string, before: Record<string, string>): void {
  const now = filesIn(dir);
  for (const name of sourcesIn(before)) expect(now[name], name).toBe(before[name]);
  const after = destinations(before);
  for (const [name, text] of Object.entries(after)) expect([before[name], text], name).toContain(now[name]);
  if (now['main.yaml'] === after['main.yaml']) expect(now).toMatchObject(after);
}

/** Another run has finished the job and left nothing behind, and a third one has nothing to do. */
function expectFinished(dir: string, job: string, expected: Record<string, string>): void {
  expect(applyInProcess(script, [dir, job])).toMatchObject({ code: 0, stderr: '' });
  expect(filesIn(dir)).toEqual(expected);
  expect(JSON.parse(applyInProcess(script, [dir, job]).stdout)).toMatchObject({ changed: 0 });
  expect(filesIn(dir)).toEqual(expected);
}

/** Numbers from 1 to the last, about so many of them, evenly spread, and the last ones. */
function spread(last: number, count: number): number[] {
  const numbers = Array.from({ length: count }, (_, at) => 1 + Math.floor((at * last) / count));
  const lastOnes = Array.from({ length: tries(1, 4) }, (_, at) => last - at);
  return [...new Set([...numbers, ...lastOnes])];
}

/** Takes back one run after another until nothing is left, and cleans up what a killed one left. */
function undoAll(dir: string): void {
  for (let left = 5; left > 0; left--) {
    const { code, stderr } = applyInProcess(script, [dir, 'undo']);
    if (code !== 0) expect(stderr).toContain('nothing to undo');
    if (code !== 0) return;
  }
  expect.fail('there is always another run to undo');
}

function stepsOf(job: string, files: Record<string, string>): number {
  const { stdout } = applyInProcess(script, [tempDir(files), job]);
  return (JSON.parse(stdout) as { steps: number }).steps;
}

describe('a run that is killed', () => {
  const small = tree(8);

  it('at a random moment: the configuration starts, and a second run finishes the job', async () => {
    const files = tree(100);
    const whole = startApplying(script, [tempDir(files), 'apply']);
    await once(whole.stdout as NodeJS.ReadableStream, 'data');
    const start = performance.now();
    await once(whole, 'exit');
    // A run that is done before it is killed says that they are faster than the first one was.
    let longest = performance.now() - start;
    for (let killed = 0; killed < tries(2, 20); ) {
      const dir = tempDir(files);
      const child = startApplying(script, [dir, 'apply']);
      await once(child.stdout as NodeJS.ReadableStream, 'data');
      await wait(Math.random() * longest);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      if (child.signalCode === 'SIGKILL') killed++;
      else longest *= 0.8;
      expectUsable(dir, files);
      expectFinished(dir, 'apply', { ...files, ...destinations(files) });
    }
  });

  it('before any of its steps: the configuration starts, and a second run finishes the job', () => {
    for (const step of spread(stepsOf('apply', small), tries(3, 40))) {
      const dir = tempDir(small);
      expect(applyInProcess(script, [dir, 'apply'], step).code, `step ${step}`).toBe(null);
      expectUsable(dir, small);
      expectFinished(dir, 'apply', { ...small, ...destinations(small) });
    }
  });

  it('while it keeps a backup: it can be undone, at once or after a second run has finished the job', () => {
    const steps = stepsOf('backup', small);
    for (const step of spread(steps, tries(2, 24))) {
      for (const isFinished of [false, true]) {
        const dir = tempDir(small);
        expect(applyInProcess(script, [dir, 'backup'], step).code, `step ${step}`).toBe(null);
        expectUsable(dir, small);
        if (isFinished) expect(applyInProcess(script, [dir, 'backup'])).toMatchObject({ code: 0, stderr: '' });
        if (isFinished) expect(filesIn(dir)).toMatchObject(destinations(small));
        undoAll(dir);
        expect(filesIn(dir), `step ${step}`).toEqual(small);
      }
    }
  });

  it('while it undoes a run: each file is old or new, and another undo finishes it', () => {
    const done = () => {
      const dir = tempDir(small);
      expect(applyInProcess(script, [dir, 'remove with backup'])).toMatchObject({ code: 0, stderr: '' });
      expect(filesIn(dir)).toMatchObject(destinations(small));
      return dir;
    };
    const { steps } = JSON.parse(applyInProcess(script, [done(), 'undo']).stdout) as { steps: number };
    for (const step of spread(steps, tries(2, 24))) {
      const dir = done();
      expect(applyInProcess(script, [dir, 'undo'], step).code, `step ${step}`).toBe(null);
      const now = filesIn(dir);
      for (const [name, text] of Object.entries(destinations(small))) expect([small[name], text], name).toContain(now[name]);
      undoAll(dir);
      expect(filesIn(dir), `step ${step}`).toEqual(small);
    }
  });

  it('while it removes sources: a second run removes the rest, and none whose replacement is missing', () => {
    const steps = stepsOf('remove', small);
    const phases = new Set<boolean>();
    for (const step of Array.from({ length: tries(6, 36) }, (_, at) => steps - tries(18, 3) * at)) {
      const dir = tempDir(small);
      expect(applyInProcess(script, [dir, 'remove'], step).code, `step ${step}`).toBe(null);
      const now = filesIn(dir);
      for (const name of sourcesIn(small)) expect(now[name] ?? small[name], name).toBe(small[name]);
      expect(now).toMatchObject(destinations(small));
      phases.add(existsSync(join(dir, '.flb-convert-removing')));
      expectFinished(dir, 'remove', destinations(small));
    }
    expect([...phases].sort()).toEqual([false, true]);
  });

  it('while it removes sources: one that was changed since stays, and so does one whose replacement is gone', () => {
    let dir = '';
    let left: string[] = [];
    for (let step = stepsOf('remove', small); left.length < 4; step -= 3) {
      dir = tempDir(small);
      applyInProcess(script, [dir, 'remove'], step);
      left = sourcesIn(filesIn(dir));
    }
    expect(left.length).toBeLessThan(8);
    const [changed = '', orphan = ''] = left;
    writeFileSync(join(dir, changed), 'edited');
    rmSync(join(dir, orphan.replace('.conf', '.yaml')));
    applyInProcess(script, [dir, 'apply']);
    expect(sourcesIn(filesIn(dir))).toEqual([changed, orphan]);
  });
});
