import type { MergedReport } from '../../fleet/merged.js';
import { escaped, section } from '../markdown.js';
import { andMore, fleetSummary, groupTitle, hostsText, placeText, unreadText } from './fleet-words.js';

/** Of one code, at most this many places are shown, and of one place at most this many hosts: pages show no table of a million cells. */
const mostPlaces = 200;
const mostHosts = 20;

/** Merged reports as Markdown: a table for each code that is left, one of the hosts, and one of what could not be merged. */
export function* fleetMarkdown(merged: MergedReport): Generator<string> {
  const { hosts, left, unread } = merged;
  yield `# What is left on all hosts\n\n${escaped(fleetSummary(merged))}\n`;
  for (const group of left) {
    const rows = group
      .places()
      .slice(0, mostPlaces)
      .map((place) => {
        const { message, help } = place;
        return [placeText(place), message, help ?? '', hostsText(place, merged, mostHosts)];
      });
    const more = andMore(group.count - mostPlaces);
    yield section(groupTitle(group), ['Place', 'Message', 'Help', 'Hosts'], more === '' ? rows : [...rows, [`…${more}`, '', '', '']]);
  }
  yield section(
    'Hosts',
    ['Host', 'Report', 'Files', 'Errors', 'Warnings', 'Notes'],
    hosts.map(({ host, kind, isDone, files, error, warning, info }) => [
      host,
      stateText(kind, isDone),
      ...[files, error, warning, info].map(String),
    ]),
  );
  yield section(
    'Reports that could not be merged',
    ['Report'],
    unread.map((one) => [unreadText(one)]),
  );
}

/** What a report tells of its host. */
function stateText(kind: 'check' | 'migrate', isDone: boolean | undefined): string {
  if (kind === 'check') return 'checked';
  return isDone ? 'migrated' : 'planned';
}
