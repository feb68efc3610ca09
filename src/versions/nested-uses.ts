import { firstValue, keySpan, type Place, type Property, type Section, type SectionKind, valueSpan } from '../model/config.js';
import type { Nested } from '../model/nested.js';
import { pluginOf } from '../model/plugins.js';
import { processorsOf } from '../model/processors.js';
import type { Span } from '../source/span.js';
import { hasDefault } from './spelling.js';
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
  return [{ form: 'processors', span }, ...processorsOf(property).flatMap(processorUses)];
}

function processorUses(processor: Section): Use[] {
  const name = firstValue(processor, 'name') ?? '';
  const isFilter = pluginOf('processor', name) === undefined && pluginOf('filter', name) !== undefined;
  return processor.properties.flatMap((property): Use[] => {
    const { key, value, nested } = property;
    const span = keySpan(property);
    if (nested === undefined) return hasDefault(value) ? [{ form: 'envDefault', span: valueSpan(property) }] : [];
    if (key === 'condition') return [{ form: isFilter ? 'filterCondition' : 'condition', span }];
    const isOfTexts = nested.type === 'list' && nested.items.every(({ value }) => value.type === 'scalar');
    return [{ form: isOfTexts ? 'processorLists' : 'processorMaps', span }, ...longLists(nested, span)];
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
