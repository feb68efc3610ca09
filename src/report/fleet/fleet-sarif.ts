import type { MergedPlace, MergedReport, UnreadReport } from '../../fleet/merged.js';
import { jsonLine } from '../machine.js';
import { sarifLevels, sarifLocation, sarifRule, sarifSchema } from '../sarif.js';
import { printable } from '../source-line.js';
import { unreadText } from './fleet-words.js';

/**
 * Merged reports as SARIF 2.1.0, with a line for each result. One place on several hosts is a result for each, in a file below the
 * host's name: SARIF has several locations only for what must be changed at all of them.
 */
export function* fleetSarif({ hosts, left, unread }: MergedReport, version: string): Generator<string> {
  // A code may have two severities: its rule has the graver one.
  const rules = [...new Map([...left].reverse().map((group) => [group.code, group])).values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const ruleIndexes = new Map(rules.map(({ code }, index) => [code, index]));
  const driver = { name: 'flb-convert', version, rules: rules.map(({ code, name, severity }) => sarifRule(code, name, severity)) };
  const invocation = { executionSuccessful: unread.length === 0, toolExecutionNotifications: unread.map(notificationOf) };
  const head = jsonLine({ tool: { driver }, columnKind: 'unicodeCodePoints', invocations: [invocation] });
  yield `{\n"$schema": ${JSON.stringify(sarifSchema)},\n"version": "2.1.0",\n"runs": [\n${head.slice(0, -1)},\n"results": [`;
  let before = '\n';
  for (const group of left) {
    const ruleIndex = ruleIndexes.get(group.code);
    for (const place of group.places()) {
      for (const number of place.hosts) {
        const host = hosts[number]?.host ?? '';
        yield `${before}${jsonLine({ ruleId: group.code, ruleIndex, ...resultOf(place, host) })}`;
        before = ',\n';
      }
    }
  }
  yield '\n]}\n]\n}\n';
}

function resultOf({ file, line, column, endLine, endColumn, severity, message, help }: MergedPlace, host: string) {
  const text = [message, ...(help === null ? [] : [help])].map(printable).join('\n');
  const location = sarifLocation(`${host}/${file.replace(/^\/+/, '')}`, { line, column }, { line: endLine, column: endColumn });
  return { level: sarifLevels[severity], message: { text }, locations: [location], properties: { host } };
}

function notificationOf(one: UnreadReport) {
  return { level: 'error', message: { text: unreadText(one) } };
}
