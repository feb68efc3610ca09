import { tries } from '../support/tries.js';

/** How many cases a property is tried on: few in `npm test`, many in `npm run test:slow`, or `FUZZ_RUNS`. */
export function runs(few: number, many = few): { numRuns: number; seed: number } {
  return { numRuns: Number(process.env.FUZZ_RUNS ?? tries(few, many)), seed: Number(process.env.FUZZ_SEED ?? 20_240_607) };
}

/** How long a test may take, in milliseconds: long runs are given the time they need. */
export const patience = { timeout: tries(60_000, 1_200_000) + 20 * Number(process.env.FUZZ_RUNS ?? 0) };
