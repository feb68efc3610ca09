import type { MergedReport } from '../fleet/merged.js';
import { jsonLine } from './machine.js';

/**
 * `{ hosts: [{ host, report, kind, files, … }], left: [{ severity, code, name, hosts, places: [{ file, line, …, hosts: [] }] }], unread }`,
 * with a line for each host, place and report.
 */
export function* fleetJson({ hosts, left, unread }: MergedReport): Generator<string> {
  yield '{\n  "hosts": [';
  yield* lines(hosts, '    ', jsonLine);
  yield '],\n  "left": [';
  let before = '\n';
  for (const group of left) {
    const { severity, code, name, hosts: count } = group;
    yield `${before}    ${jsonLine({ severity, code, name, hosts: count }).slice(0, -1)},"places":[`;
    yield* lines(group.places(), '      ', (place) => jsonLine({ ...place, hosts: place.hosts.map((number) => hosts[number]?.host) }));
    yield ']}';
    before = ',\n';
  }
  yield `${left.length === 0 ? '' : '\n  '}],\n  "unread": [`;
  yield* lines(unread, '    ', jsonLine);
  yield ']\n}\n';
}

/** The items of a list, a line each; nothing for none. */
function* lines<Item>(items: readonly Item[], indentation: string, lineOf: (item: Item) => string): Generator<string> {
  for (const [i, item] of items.entries()) yield `${i === 0 ? '' : ','}\n${indentation}${lineOf(item)}`;
  if (items.length > 0) yield `\n${indentation.slice(2)}`;
}
