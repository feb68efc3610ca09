import type { Questions } from '../protocol.js';
import { Desk } from './desk.js';

/** A question of the page, and the number under which it waits for the answer. */
interface Asked<Kind extends keyof Questions = keyof Questions> {
  readonly number: number;
  readonly kind: Kind;
  readonly question: Questions[Kind];
}

/** Answers questions one after another, as they come. */
function serve(desk: Desk): void {
  addEventListener('message', async ({ data: { number, kind, question } }: MessageEvent<Asked>) => {
    try {
      postMessage({ number, answer: await desk.answer(kind, question) });
    } catch (problem) {
      postMessage({ number, problem: problem instanceof Error ? problem.message : String(problem) });
    }
  });
}

serve(new Desk());
