import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inWorkers } from '../src/host/worker-pool.js';
import { tempDir } from './support/temp-dir.js';

/** What comes of tasks in workers that do this with a `task`, and add `workerData`. */
async function results(action: string, tasks: readonly number[], count = 2): Promise<number[]> {
  const script = `
    const { parentPort, workerData } = require('node:worker_threads');
    parentPort.on('message', async (task) => {
      ${action};
      parentPort.postMessage(task + workerData);
    });
  `;
  const file = join(tempDir({ 'worker.js': script }), 'worker.js');
  const all: number[] = [];
  for await (const result of inWorkers<number, number>(tasks, { file, data: 100, count })) all.push(result);
  return all;
}

it('what comes of tasks has their order, however long each of them takes', async () => {
  const tasks = [5, 1, 4, 0, 3, 2];
  const slowly = 'await new Promise((resolve) => setTimeout(resolve, task * 10))';
  expect(await results(slowly, tasks, 3)).toEqual(tasks.map((task) => task + 100));
  expect(await results(slowly, [], 3)).toEqual([]);
});

it.each([
  ['throws', "if (task === 2) throw new Error('task 2')", 'task 2'],
  ['throws in between', "await null; if (task === 2) throw new Error('task 2')", 'task 2'],
  ['ends', 'if (task === 2) process.exit()', 'a worker ended before its work was done'],
])('a worker that %s stops the others', async (_, action, problem) => {
  await expect(results(action, [0, 1, 2, 3, 4, 5])).rejects.toThrow(problem);
});
