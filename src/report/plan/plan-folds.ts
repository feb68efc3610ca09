import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Plan, PlannedFile } from '../../migrate/plan.js';
import { locate } from '../located.js';
import { counted } from '../pretty.js';
import { printable } from '../source-line.js';
import { diagnosedFiles, isOther } from './plan-outcome.js';
import type { Detail } from './plan-text.js';

/** Infos of one code that are more than this become one line. */
const mostInfos = 3;

/** The files that a plan shows one by one. */
export function listedFiles({ files }: Plan, detail: Detail): readonly PlannedFile[] {
  if (detail === 'all') return files;
  return files.filter((file) => (detail === 'errors' ? file.action === 'refuse' : !isFolded(file)));
}

/** Whether there is nothing more to say about a file than that it is not Fluent Bit's. */
function isFolded(file: PlannedFile): boolean {
  return isOther(file) && file.outputs.every(({ content }) => content === 'copy');
}

/** One line for all other files that stay for the same reason. */
export function foldedOthers({ files }: Plan): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    if (!isFolded(file)) continue;
    const what = `left alone${file.outputs.length > 0 ? ' and copied' : ''}: ${file.reason ?? ''}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return Array.from(counts, ([what, count]) => `${counted(count, 'other file')} ${printable(what)} (-v lists them)\n`);
}

/** Which diagnostics are shown one by one, and a line for each code of those that are not. */
export function foldInfos(plan: Plan, detail: Detail): { isShown: (one: Diagnostic) => boolean; folded: string[] } {
  if (detail === 'all') return { isShown: () => true, folded: [] };
  if (detail === 'errors') return { isShown: ({ severity }) => severity === 'error', folded: [] };
  const counts = new Map<string, number>();
  for (const { diagnostics } of diagnosedFiles(plan)) {
    for (const { severity, code } of diagnostics) if (severity === 'info') counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const many = new Map([...counts].filter(([, count]) => count > mostInfos));
  const isShown = ({ severity, code }: Diagnostic) => severity !== 'info' || !many.has(code);
  const firsts = new Map<string, string>();
  for (const { source, diagnostics } of many.size === 0 ? [] : diagnosedFiles(plan)) {
    const next = diagnostics.filter((one) => !isShown(one) && !firsts.has(one.code));
    for (const { file, start, code, message } of locate([{ source, diagnostics: next }])) {
      if (!firsts.has(code)) firsts.set(code, `${printable(file)}:${start.line}:${start.column}: info ${code}: ${message}`);
    }
  }
  const folded = [...firsts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, first]) => `${first}\n  = and ${(many.get(code) ?? 1) - 1} more of ${code} (-v lists them)\n`);
  return { isShown, folded };
}
