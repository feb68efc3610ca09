import { kindOfHeader, kindOfName } from '../model/section-kinds.js';
import type { Span } from '../source/span.js';
import {
  describeKey,
  describeName,
  describeOtherKey,
  describePlugin,
  describeSection,
  keysIn,
  nestedKeyIn,
  pluginKindOf,
} from './describe.js';
import type { Edition } from './edition.js';
import type { Place } from './places/place.js';

/** What is known of what stands at a place: Markdown, and of what; undefined if nothing is. */
export function hoverAt(place: Place, text: string, edition?: Edition): { readonly markdown: string; readonly span: Span } | undefined {
  const { span } = place;
  const word = text.slice(span.start, span.end).trim();
  const markdown = describe(place, word, edition);
  return markdown === '' ? undefined : { markdown, span };
}

function describe(place: Place, word: string, edition?: Edition): string {
  if (word === '') return '';
  switch (place.what) {
    case 'section': {
      const kind = kindOfHeader.get(word.toLowerCase()) ?? kindOfName(word)?.kind;
      return kind === undefined ? '' : describeSection(kind);
    }
    case 'command':
      return describeName(word.toUpperCase());
    case 'name':
      return describeName(word.toLowerCase());
    case 'key':
      return describeKeyNamed(place, edition);
    case 'value': {
      const kind = pluginKindOf(place.holder, word);
      return place.key === 'name' && kind !== undefined ? describePlugin(kind, word) : describeKeyNamed(place, edition);
    }
  }
}

function describeKeyNamed({ holder, plugin, key }: Extract<Place, { what: 'key' | 'value' }>, edition?: Edition): string {
  const keys = keysIn(holder, plugin, edition);
  const known = keys.find(({ name }) => name === key) ?? keys.find(({ name, isPrefix }) => isPrefix && key.startsWith(name));
  if (known !== undefined) return describeKey(known, holder, plugin);
  return key === nestedKeyIn(holder) ? describeName(key) : describeOtherKey(key, holder, plugin);
}
