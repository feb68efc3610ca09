import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inWorkers } from '../src/host/worker-pool.js';
import { tempDir } from './support/temp-dir.js';

/** A worker that takes longer for the first tasks, and stops at a task named `stop`. */
const script = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.on('message', (task) => {
  if (task === 'stop') throw new RangeError('nothing to be done');
  setTimeout(() => parentPort.postMessage(workerData + task), task === 'a' ? 50 : 0);
});
`;

async function results(tasks: readonly string[], count: number): Promise<string[]> {
  const all: string[] = [];
  const file = join(tempDir({ 'worker.cjs': script }), 'worker.cjs');
  for await (const result of inWorkers<string, string>(tasks, { file, data: 'done ', count })) all.push(result);
  return all;
}

describe('workers', () => {
  it.each([1, 2, 7])('%i of them give what comes of tasks in their order', async (count) => {
    const tasks = [...'abcdefghij'];
    await expect(results(tasks, count)).resolves.toEqual(tasks.map((task) => `done ${task}`));
  });

  it('have nothing to do without tasks', async () => {
    await expect(results([], 2)).resolves.toEqual([]);
  });

  it('tell what one of them throws', async () => {
    await expect(results(['a', 'b', 'stop', 'd'], 2)).rejects.toThrow(new RangeError('nothing to be done'));
  });
});
