import type { Definition } from '../../diagnostics/define.js';
import { closest } from '../../diagnostics/words.js';
import { explanationOf } from '../../explanation.js';
import { JobError } from '../../host/job-error.js';
import { catalogue } from '../../index.js';
import type { Io } from '../io.js';

const definitions: readonly Definition[] = Object.values(catalogue);

/** Shows the entry of a code in docs/codes.md, named `FLB206`, `flb206`, `206` or by its name; without a code, a line for each. */
export async function runExplain(asked: string | undefined, io: Io): Promise<number> {
  const text = asked === undefined ? definitions.map(lineOf).join('') : await explanationOf(definitionNamed(asked));
  io.writeStdout(text);
  return 0;
}

function lineOf({ code, severity, name }: Definition): string {
  return `${code}  ${severity.padEnd('warning'.length)}  ${name}\n`;
}

/** Throws a JobError that says what may be meant. */
function definitionNamed(asked: string): Definition {
  const wanted = asked.toLowerCase();
  const code = /^\d+$/.test(wanted) ? `FLB${wanted}` : wanted.toUpperCase();
  const found = definitions.find((one) => one.code === code || one.name === wanted);
  if (found !== undefined) return found;
  // A wrong digit may mean any code.
  const candidates = /^FLB\d+$/.test(code) ? [] : definitions.flatMap((one) => [one.code, one.name]);
  const meant = closest(code, candidates) ?? closest(wanted, candidates);
  const guess = meant === undefined ? '' : `did you mean '${meant}'? `;
  throw new JobError(`there is no code '${asked}': ${guess}'flb-convert explain' lists all codes`);
}
