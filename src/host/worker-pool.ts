import type { Worker } from 'node:worker_threads';

export interface Workers {
  /** The script that each of them runs: it answers each task with one message. */
  readonly file: string;
  /** What each of them gets at its start. */
  readonly data: unknown;
  readonly count: number;
}

/** Has workers do tasks, and gives what comes of each, in the order of the tasks. Throws what a worker throws. */
export async function* inWorkers<Task, Result>(tasks: readonly Task[], { file, data, count }: Workers): AsyncGenerator<Result> {
  const { Worker: Thread } = await import('node:worker_threads');
  const workers = Array.from({ length: Math.min(count, tasks.length) }, () => new Thread(file, { workerData: data }));
  const arrived = new Map<number, Result>();
  const problems: unknown[] = [];
  let next = 0;
  let wake = () => {};
  const giveTask = (worker: Worker) => {
    const number = next++;
    if (number >= tasks.length) return;
    worker.once('message', (result: Result) => {
      arrived.set(number, result);
      giveTask(worker);
      wake();
    });
    worker.postMessage(tasks[number]);
  };
  for (const worker of workers) {
    const fail = (problem: unknown) => {
      problems.push(problem);
      wake();
    };
    worker.once('error', fail);
    // One that ends by itself answers no more, and there may be no error.
    worker.once('exit', () => fail(new Error('a worker ended before its work was done')));
    giveTask(worker);
  }
  try {
    for (let number = 0; number < tasks.length; number++) {
      while (!arrived.has(number)) {
        if (problems.length > 0) throw problems[0];
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      yield arrived.get(number) as Result;
      arrived.delete(number);
    }
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}
