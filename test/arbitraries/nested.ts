import fc from 'fast-check';
import type { SectionKind } from '../../src/index.js';
import type { Nested, NestedItem } from '../../src/model/nested.js';
import type { FormatName } from '../support/fits.js';
import { commentsFor, withComments } from './comments.js';
import { awkwardText, linesText, plainText } from './texts.js';

/** Spellings that Fluent Bit makes numbers, booleans and null of, those of JSON first (Y-42). */
const jsonSpellings = ['true', 'false', 'null', '0', '-1', '10', '1.50', '1e5', '-0.5E-3'];
const typedSpellings = [...jsonSpellings, '+5', '007', '0x1F', '0X1p-3', '.5', '5.', '1e+5', 'nan', 'inf', '-Infinity', 'NaN'];
const lookAlikes = ['True', 'yes', '~', 'on', '', '1_000', '0o17', '12:30', '.inf', '1 2', '0x', 'e5', 'nul', '-', '+'];

type Shapes = Record<'free' | 'text' | 'map' | 'list', Nested>;

/** A value that Fluent Bit takes under this key of a section of this kind (Y-21, Y-22, Y-42 … Y-46). */
export function nestedFor(kind: SectionKind, key: string, formats: readonly FormatName[]): fc.Arbitrary<Nested> {
  const { free, text, map, list } = shapes(formats);
  if (kind === 'extensions') return free;
  if (kind === 'service') return map;
  if (key === 'telemetry' && kind === 'input') return fc.oneof(map, list).map(withoutMapsInLists);
  if (key === 'routes') return fc.oneof(map, list);
  const flat = entries(fc.oneof(plainText, awkwardText), text, formats);
  if (key !== 'processors') return flat;
  // The own texts of a processor are texts, whatever is below them is typed (Y-43).
  const processor = entries(fc.constantFrom('name', 'action', 'key', 'condition', 'Name'), fc.oneof(text, map, list), formats);
  const units = items(processor, formats);
  return entries(fc.constantFrom('logs', 'metrics', 'traces'), units, formats);
}

/** Below an input's `telemetry`, no list holds maps (I-21). */
function withoutMapsInLists(nested: Nested): Nested {
  switch (nested.type) {
    case 'scalar':
      return nested;
    case 'list': {
      const items = nested.items.filter(({ value }) => value.type !== 'map');
      return { ...nested, items: items.map((item) => ({ ...item, value: withoutMapsInLists(item.value) })) };
    }
    case 'map':
      return { ...nested, entries: nested.entries.map((entry) => ({ ...entry, value: withoutMapsInLists(entry.value) })) };
  }
}

function shapes(formats: readonly FormatName[]): fc.LetrecValue<Shapes> {
  const text = fc
    .oneof(plainText, awkwardText, linesText, fc.constantFrom(...lookAlikes, ...typedSpellings))
    .map((one): Nested => ({ type: 'scalar', text: one }));
  const spelling = formats.includes('json') ? jsonSpellings : typedSpellings;
  const typed = fc.constantFrom(...spelling).map((one): Nested => ({ type: 'scalar', text: one, typed: true }));
  return fc.letrec<Shapes>((tie) => ({
    text,
    free: fc.oneof({ maxDepth: 3 }, fc.oneof(text, typed), tie('map'), tie('list')),
    map: entries(fc.oneof(plainText, awkwardText), tie('free'), formats),
    list: items(tie('free'), formats),
  }));
}

function items(value: fc.Arbitrary<Nested>, formats: readonly FormatName[]): fc.Arbitrary<Nested> {
  const item = fc.tuple(value, commentsFor(formats)).map(([one, lines]): NestedItem => withComments({ value: one }, lines));
  return fc.array(item, { maxLength: 3 }).map((all) => ({ type: 'list', items: all }));
}

function entries(keys: fc.Arbitrary<string>, value: fc.Arbitrary<Nested>, formats: readonly FormatName[]): fc.Arbitrary<Nested> {
  const entry = fc.tuple(keys, value, commentsFor(formats)).map(([key, one, lines]) => withComments({ key, value: one }, lines));
  return fc.array(entry, { maxLength: 3 }).map((all) => ({ type: 'map', entries: all }));
}
