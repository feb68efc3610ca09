import type { MergedGroup, MergedHost, MergedPlace, MergedReport } from '../../fleet/merged.js';
import { jsonLine } from '../machine.js';

/**
 * `{ hosts: [{ host, report, kind, files, done?, errors, warnings, infos }], left: [{ severity, code, name, hosts, places: [{ file, line,
 * …, message, help, fixable, hosts: [] }] }], unread: [{ report, problem, line?, column? }] }`, with a line for each host, place and
 * report. `left` is as `check` and `migrate` say it, `hosts` of a place the names.
 */
export function* fleetJson({ hosts, left, unread }: MergedReport): Generator<string> {
  yield '{\n  "hosts": [';
  yield* lines(hosts, '    ', hostLine);
  yield '],\n  "left": [';
  let before = '\n';
  for (const group of left) {
    yield `${before}    ${groupStart(group)}`;
    yield* lines(group.places(), '      ', (place) => placeLine(place, hosts));
    yield ']}';
    before = ',\n';
  }
  yield `${left.length === 0 ? '' : '\n  '}],\n  "unread": [`;
  yield* lines(unread, '    ', jsonLine);
  yield ']\n}\n';
}

function hostLine({ isDone, error, warning, info, ...host }: MergedHost): string {
  const done = isDone === undefined ? {} : { done: isDone };
  return jsonLine({ ...host, ...done, errors: error, warnings: warning, infos: info });
}

function groupStart({ severity, code, name, hosts }: MergedGroup): string {
  return `${jsonLine({ severity, code, name, hosts }).slice(0, -1)},"places":[`;
}

function placeLine({ severity: _, code: __, name: ___, hosts: numbers, ...place }: MergedPlace, hosts: readonly MergedHost[]): string {
  return jsonLine({ ...place, hosts: numbers.map((number) => hosts[number]?.host) });
}

/** The items of a list, a line each; nothing for none. */
function* lines<Item>(items: readonly Item[], indentation: string, lineOf: (item: Item) => string): Generator<string> {
  for (const [i, item] of items.entries()) yield `${i === 0 ? '' : ','}\n${indentation}${lineOf(item)}`;
  if (items.length > 0) yield `\n${indentation.slice(2)}`;
}
