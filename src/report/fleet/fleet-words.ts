import type { Severity } from '../../diagnostics/define.js';
import type { MergedGroup, MergedPlace, MergedReport, UnreadReport } from '../../fleet/merged.js';
import { counted } from '../pretty.js';
import { printable } from '../source-line.js';

/** What a group is about: `error FLB542 left-to-migrate: 3 places on 2 hosts`. */
export function groupTitle({ severity, code, name, count, hosts }: MergedGroup): string {
  return `${severity} ${code} ${name}: ${counted(count, 'place')} on ${counted(hosts, 'host')}`;
}

export function placeText({ file, line, column }: MergedPlace): string {
  return `${printable(file)}:${line}:${column}`;
}

/** The names of a place's hosts; of more than `most`, the first ones and how many more there are. */
export function hostsText({ hosts: numbers }: MergedPlace, { hosts }: MergedReport, most: number): string {
  const names = numbers.slice(0, most).map((number) => printable(hosts[number]?.host ?? ''));
  return names.join(', ') + andMore(numbers.length - names.length);
}

export function andMore(count: number): string {
  return count > 0 ? ` and ${count} more` : '';
}

/** A report that was not merged, where that shows, and why. */
export function unreadText({ report, line, column, problem }: UnreadReport): string {
  return `${printable(report)}${line === undefined ? '' : `:${line}:${column}`}: ${printable(problem)}`;
}

/** What is left in all, in one line. */
export function fleetSummary({ hosts, unread }: MergedReport): string {
  const total = (severity: Severity) => hosts.reduce((sum, host) => sum + host[severity], 0);
  const withErrors = hosts.filter(({ error }) => error > 0).length;
  const without = hosts.length - withErrors;
  const findings = `${counted(total('error'), 'error')}, ${counted(total('warning'), 'warning')}, ${counted(total('info'), 'info')}`;
  const missing = unread.length === 0 ? '' : `; ${counted(unread.length, 'report')} not merged`;
  return `${counted(hosts.length, 'host')}: ${withErrors} with errors, ${without} without; ${findings}${missing}`;
}
