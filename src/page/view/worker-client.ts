import type { Answers, Questions } from '../protocol.js';

interface Waiting {
  readonly give: (answer: never) => void;
  readonly fail: (problem: Error) => void;
}

type Reply = { readonly number: number } & ({ readonly answer: never } | { readonly problem: string });

/** The worker, which has the library: the page itself stays free to be typed in. */
export class WorkerClient {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  /** `program`: its text. */
  constructor(program: string) {
    const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
    this.worker = new Worker(trusted(url));
    this.worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      const one = this.waiting.get(data.number);
      this.waiting.delete(data.number);
      if ('answer' in data) one?.give(data.answer);
      else one?.fail(new Error(data.problem));
    });
    this.worker.addEventListener('error', ({ message }) => {
      for (const { fail } of this.waiting.values()) fail(new Error(message));
      this.waiting.clear();
    });
  }

  ask<Kind extends keyof Questions>(kind: Kind, question: Questions[Kind]): Promise<Answers[Kind]> {
    const number = this.asked++;
    return new Promise((give, fail) => {
      this.waiting.set(number, { give, fail });
      this.worker.postMessage({ number, kind, question });
    });
  }
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The page's policy lets no text become a program but this one, where the browser knows such policies. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes === undefined ? url : trustedTypes.createPolicy('worker', { createScriptURL: (one) => one }).createScriptURL(url);
}
