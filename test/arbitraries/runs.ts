/** How many cases a property is tried on: few in the ordinary run, as many as `FUZZ_RUNS` says in a long one. */
export function runs(ordinary: number): { numRuns: number; seed: number } {
  return { numRuns: Number(process.env.FUZZ_RUNS ?? ordinary), seed: Number(process.env.FUZZ_SEED ?? 20_240_607) };
}

/** How long a test may take, in milliseconds: long runs are given the time they need. */
export const patience = { timeout: 20_000 + 20 * Number(process.env.FUZZ_RUNS ?? 0) };
