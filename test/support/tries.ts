/**
 * How often a test tries what it says: few times in `npm test`, many times in `npm run test:slow`, which runs the files
 * `*.slow.test.ts` once more.
 */
export function tries(few: number, many: number): number {
  return process.env.TRIES === 'many' ? many : few;
}
