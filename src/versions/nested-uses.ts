import type { FormName } from '../engine/versions/forms.js';
import { keySpan, type Place, type Property, type SectionKind } from '../model/config.js';
import type { Nested, NestedEntry } from '../model/nested.js';
import { pluginOf } from '../model/plugins.js';
import type { Span } from '../source/span.js';
import type { Use } from './uses.js';

/** From 3.1.0 on, a list holds at most this many items there. */
const mostItems = 10;

/** The forms that a value of maps and lists uses: processors, routes, telemetry. */
export function nestedUses(property: Property, kind: SectionKind): Use[] {
  const { key, nested } = property;
  const span = keySpan(property);
  if (nested === undefined) return [];
  if (kind === 'service' || key === 'telemetry') return [{ form: 'telemetry', span }];
  if (key === 'routes') return [{ form: 'routes', span }, ...longLists(nested, span)];
  if (key !== 'processors') return [];
  return [{ form: 'processors', span }, ...unitsIn(nested).flatMap((unit) => unitUses(unit, span))];
}

/** The processors of a value, each as its entries. */
function unitsIn(nested: Nested): NestedEntry[][] {
  if (nested.type !== 'map') return [];
  const items = nested.entries.flatMap(({ value }) => (value.type === 'list' ? value.items : []));
  return items.flatMap(({ value }) => (value.type === 'map' ? [value.entries] : []));
}

function unitUses(entries: readonly NestedEntry[], above: Span): Use[] {
  const name = entries.find(({ key }) => key.toLowerCase() === 'name')?.value;
  const isFilter = name?.type === 'scalar' && pluginOf('processor', name.text) === undefined && pluginOf('filter', name.text) !== undefined;
  return entries.flatMap((entry): Use[] => {
    const { key, value } = entry;
    const span = spanOf(entry, above);
    if (value.type === 'scalar') return [];
    if (key === 'condition') return [{ form: isFilter ? 'filterCondition' : 'condition', span }];
    const form: FormName =
      value.type === 'list' && value.items.every((item) => item.value.type === 'scalar') ? 'processorLists' : 'processorMaps';
    return [{ form, span }, ...longLists(value, span)];
  });
}

function longLists(nested: Nested, span: Span): Use[] {
  switch (nested.type) {
    case 'scalar':
      return [];
    case 'map':
      return nested.entries.flatMap((entry) => longLists(entry.value, spanOf(entry, span)));
    case 'list': {
      const own: Use[] = nested.items.length > mostItems ? [{ form: 'longLists', span }] : [];
      return [...own, ...nested.items.flatMap(({ value }) => longLists(value, span))];
    }
  }
}

function spanOf({ key, keyStart, keyEnd }: Partial<Place> & { key: string }, above: Span): Span {
  return keyStart === undefined ? above : { start: keyStart, end: keyEnd ?? keyStart + key.length };
}
