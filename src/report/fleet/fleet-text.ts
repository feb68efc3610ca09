import type { MergedPlace, MergedReport } from '../../fleet/merged.js';
import { painter } from '../pretty.js';
import { printable } from '../source-line.js';
import { andMore, fleetSummary, groupTitle, hostsText, placeText } from './fleet-words.js';

/** Of one code, at most this many places are shown, and of one place at most this many hosts. */
const mostPlaces = 20;
const mostHosts = 5;

/**
 * Merged reports for a person: what is left by code, and below each message the places and their hosts. What could not be merged
 * is said elsewhere.
 */
export function* fleetText(merged: MergedReport, color: boolean): Generator<string> {
  const paint = painter(color);
  for (const group of merged.left) {
    yield `${paint(groupTitle(group), group.severity)}\n`;
    for (const [{ message, help }, ...places] of bySaying(group.places().slice(0, mostPlaces))) {
      yield `  ${printable(message)}\n`;
      if (help !== null) yield `  = ${printable(help)}\n`;
      for (const place of places) yield `    ${placeText(place)} on ${paint(hostsText(place, merged, mostHosts), 'strong')}\n`;
    }
    const more = andMore(group.count - mostPlaces);
    yield more === '' ? '\n' : `    …${more} (--format json has all)\n\n`;
  }
  yield `${fleetSummary(merged)}\n`;
}

/** Places that say the same, behind the first of them, which says it. */
function bySaying(places: readonly MergedPlace[]): Iterable<[MergedPlace, ...MergedPlace[]]> {
  const groups = new Map<string, [MergedPlace, ...MergedPlace[]]>();
  for (const place of places) {
    const key = `${place.message}\n${place.help}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place, place]);
    else group.push(place);
  }
  return groups.values();
}
