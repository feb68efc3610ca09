import { groupBy } from '../model/group-by.js';
import { directoryOf } from '../project/paths.js';
import type { PlanPart } from './plan-parts.js';
import type { Asked } from './watched-host.js';

/** Whether one of several parts depends on another: it has asked about a file of that, or one that comes of it. `asked` goes with the parts. */
export function dependOnEachOther(parts: Iterable<PlanPart>, asked: readonly Asked[]): boolean {
  const askers = askersBy(asked, ({ paths }) => paths);
  const listers = askersBy(asked, ({ directories }) => directories);
  // So it is with most, and to go over the parts takes time.
  if (askers.size + listers.size === 0) return false;
  let number = 0;
  for (const { files } of parts) {
    const own = asked[number++];
    const isOther = ({ asker }: { asker: Asked }) => asker !== own;
    const isAsked = (path: string) => askers.get(path)?.some(isOther) || listers.get(directoryOf(path))?.some(isOther);
    if (files.some(({ path, outputs }) => isAsked(path) || outputs.some((output) => isAsked(output.path)))) return true;
  }
  return false;
}

function askersBy(asked: readonly Asked[], pathsOf: (asked: Asked) => Iterable<string>) {
  const questions = asked.flatMap((asker) => [...pathsOf(asker)].map((path) => ({ path, asker })));
  return groupBy(questions, ({ path }) => path);
}
