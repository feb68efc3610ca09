import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { leftToMigrate } from './diagnostics.js';
import type { Plan, PlannedFile } from './plan.js';

/** What is to be done with a file, by what its plan says happens to it. */
export const leftWords = {
  convert: 'to be converted',
  link: 'to be converted',
  update: 'to be updated',
  keep: 'to be copied',
  refuse: 'refused',
} as const;

/** Says that a file is left to migrate, if it is. */
export function leftOf({ outputs, action }: PlannedFile, { to }: Pick<Plan, 'to'>): Diagnostic[] {
  if (action !== 'refuse' && outputs.every(({ state }) => state === 'same')) return [];
  return [diagnostic(leftToMigrate, { start: 0, end: 0 }, { format: to, expected: leftWords[action] })];
}
