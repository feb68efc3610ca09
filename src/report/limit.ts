import type { Severity } from '../diagnostics/define.js';
import type { LocatedDiagnostic } from './located.js';

/** Of one code, at most this many are shown. */
const mostOfOneCode = 20;
/** At most this many are shown in all. */
const mostInAll = 100;

const gravest: readonly Severity[] = ['error', 'warning', 'info'];

/** Those that a person can read through, errors before the rest, in their order; and a line that counts the others by code. */
export function limitPretty(all: readonly LocatedDiagnostic[], howToSeeAll: string): { shown: readonly LocatedDiagnostic[]; rest: string } {
  const chosen = new Set<LocatedDiagnostic>();
  const ofCode = new Map<string, number>();
  for (const severity of gravest) {
    for (const one of all) {
      const before = ofCode.get(one.code) ?? 0;
      if (one.severity !== severity || before >= mostOfOneCode || chosen.size >= mostInAll) continue;
      ofCode.set(one.code, before + 1);
      chosen.add(one);
    }
  }
  const left = new Map<string, number>();
  for (const one of all) if (!chosen.has(one)) left.set(one.code, (left.get(one.code) ?? 0) + 1);
  if (left.size === 0) return { shown: all, rest: '' };
  const counts = [...left].sort(([, a], [, b]) => b - a).map(([code, count]) => `${count} × ${code}`);
  const rest = `not shown: ${counts.join(', ')} (${howToSeeAll} shows all)\n`;
  return { shown: all.filter((one) => chosen.has(one)), rest };
}
