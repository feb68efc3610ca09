import { builtInMultilineParsers, parserReferences } from '../engine/parser-references.js';
import { type Config, firstValue, sectionsOf } from '../model/config.js';
import { kindOf, kindsWhere } from '../model/kinds.js';
import type { PluginKind } from '../model/plugins.js';
import type { Span } from '../source/span.js';
import { describeKey, describeName, describePlugin, describeSection, keysIn, nestedKeyIn, pluginKindOf } from './describe.js';
import { type Edition, newestEdition, readsName } from './edition.js';
import type { Place } from './places/place.js';
import { keyChoices } from './words/keys.js';

/** What may be typed at a place. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'section' | 'plugin' | 'key' | 'word' | 'parser';
  /** What takes the place of the span. */
  readonly text: string;
  readonly span: Span;
  /** What is known of it, in Markdown; empty if nothing is. */
  readonly documentation: string;
}

/** The file that is typed in. */
export interface Typed {
  readonly text: string;
  readonly format: 'classic' | 'yaml';
  /** What could be read of it and of what is loaded with it: parsers that can be named. */
  readonly configs: readonly Config[];
}

type PlaceOf<What extends Place['what']> = Extract<Place, { what: What }>;

/** All that may stand at a place, in the order in which it is offered. */
export function suggestionsAt(place: Place, typed: Typed, edition: Edition = newestEdition): Suggestion[] {
  switch (place.what) {
    case 'section':
      return headerSuggestions(place.span);
    case 'command':
      return ['@INCLUDE', '@SET'].map((label) => nameSuggestion(label, label, place.span));
    case 'name':
      return place.names
        .filter((one) => readsName(edition, one))
        .map((label) => nameSuggestion(label, label + behindKey(typed, place.span).trimEnd(), place.span));
    case 'key':
      return keySuggestions(place, typed, edition);
    case 'value':
      return valueSuggestions(place, typed, edition);
  }
}

function headerSuggestions(span: Span): Suggestion[] {
  return kindsWhere(({ classic, header }) => classic === 'section' && header !== undefined).map((kind) => {
    const label = kindOf(kind).header ?? kind;
    // On an empty line there are no brackets yet.
    const text = span.start === span.end ? `[${label}]` : label;
    return { label, kind: 'section', text, span, documentation: describeSection(kind) };
  });
}

function nameSuggestion(label: string, text: string, span: Span): Suggestion {
  return { label, kind: 'section', text, span, documentation: describeName(label) };
}

/** What stands between a key and its value, if it is not there yet. */
function behindKey({ text, format }: Typed, { end }: Span): string {
  const next = text.charAt(end);
  if (format === 'classic') return next === ' ' || next === '\t' ? '' : ' ';
  return next === ':' ? '' : ': ';
}

/** `name` first, then the plugin's own keys, then those that all have. Without those that are there and cannot be set again. */
function keySuggestions(
  { span, holder, plugin, present, startsItem }: PlaceOf<'key'>,
  typed: Typed,
  edition: Edition = newestEdition,
): Suggestion[] {
  const all = keysIn(holder, plugin, edition).filter(({ name, repeats, isPrefix }) => !isPrefix && (repeats || !present.has(name)));
  const kind = pluginKindOf(holder, plugin);
  const own = kind === undefined || plugin === undefined ? undefined : edition.pluginOf(kind, plugin)?.keys;
  const rank = (name: string) => (name === 'name' ? 0 : own?.has(name) ? 1 : 2);
  const sorted = all.map((key, i) => ({ key, i })).sort((a, b) => rank(a.key.name) - rank(b.key.name) || a.i - b.i);
  const dash = startsItem ? '- ' : '';
  const suggestions = sorted.map(({ key }): Suggestion => {
    const text = `${dash}${key.name}${behindKey(typed, span)}`;
    return { label: key.name, kind: 'key', text, span, documentation: describeKey(key, holder, plugin) };
  });
  const nested = nestedKeyIn(holder);
  if (nested === undefined || typed.format === 'classic' || present.has(nested) || !readsName(edition, nested)) return suggestions;
  return [...suggestions, { ...nameSuggestion(nested, `${dash}${nested}${behindKey(typed, span).trimEnd()}`, span), kind: 'key' }];
}

function valueSuggestions(
  { span, holder, plugin, key }: PlaceOf<'value'>,
  { configs }: Typed,
  edition: Edition = newestEdition,
): Suggestion[] {
  const kind = pluginKindOf(holder, plugin);
  if (key === 'name' && kind !== undefined)
    return pluginSuggestions(holder === 'processor' ? ['processor', 'filter'] : [kind], span, edition);
  const words = wordsFor(holder, plugin, key, edition).map((word): Suggestion => {
    return { label: word, kind: 'word', text: word, span, documentation: '' };
  });
  const parsers = parsersFor(kind, plugin, key, configs).map((name): Suggestion => {
    return { label: name, kind: 'parser', text: name, span, documentation: '' };
  });
  return [...words, ...parsers];
}

function pluginSuggestions(kinds: readonly PluginKind[], span: Span, edition: Edition = newestEdition): Suggestion[] {
  return kinds.flatMap((kind) =>
    edition.pluginNames(kind).map((name): Suggestion => {
      return { label: name, kind: 'plugin', text: name, span, documentation: describePlugin(kind, name) };
    }),
  );
}

/** The words that a value is chosen from; none if it may be any. */
function wordsFor(
  holder: PlaceOf<'value'>['holder'],
  plugin: string | undefined,
  name: string,
  edition: Edition = newestEdition,
): readonly string[] {
  const key = keysIn(holder, plugin, edition).find((one) => one.name === name);
  if (key === undefined) return [];
  if (key.type === 'boolean') return ['on', 'off'];
  if (key.demand !== undefined && 'words' in key.demand.shape) return key.demand.shape.words;
  return holder === 'processor' || holder === 'rule' ? [] : (keyChoices[holder]?.[name] ?? []);
}

/** The parsers that are loaded, and those that Fluent Bit has anyway, for a key that names one. */
function parsersFor(kind: ReturnType<typeof pluginKindOf>, plugin = '', key: string, configs: readonly Config[]): string[] {
  if (kind !== 'input' && kind !== 'filter') return [];
  const reference = parserReferences[kind][plugin.toLowerCase()]?.[key];
  if (reference === undefined) return [];
  const sections = configs.flatMap((config) => sectionsOf(config, reference.kind));
  const names = sections.flatMap((section) => firstValue(section, 'name') ?? []);
  return [...new Set([...names, ...(reference.kind === 'multiline_parser' ? builtInMultilineParsers : [])])];
}
