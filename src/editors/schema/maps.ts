import type { Edition } from '../edition.js';
import { type KnownKey, sentencesOf } from '../known.js';
import type { Schema, Schemas, SchemaType } from './json-schema.js';
import { valueSchema } from './patterns.js';
import type { SharedValues } from './shared-values.js';
import { inAnyCase, spellingsOf } from './spellings.js';

/** How values may stand: one, or in plugins a list of them, which is the key repeated (Y-20, D-1). */
export type Values = 'one' | 'list';

/** Makes schemas of maps, whose values are shared. */
export class Maps {
  constructor(
    private readonly shared: SharedValues,
    readonly edition: Edition,
  ) {}

  /**
   * A map of keys, each in all its spellings. `others`: what keys may hold that are not known. `more`: keys that are something else
   * in lower case.
   */
  of(keys: readonly KnownKey[], values: Values, others: Schema | boolean, more: Schemas = {}): Schema {
    const texts = keys.filter(({ name }) => !(name in more));
    const named = texts.filter(({ isPrefix }) => !isPrefix);
    const hold = new Map(texts.map((key) => [key, this.shared.refTo(constraintOf(key, this.edition.reads('lists') ? values : 'one'))]));
    return {
      type: 'object',
      properties: { ...Object.fromEntries(named.map((key) => [key.name, { ...describe(key), allOf: [hold.get(key) ?? {}] }])), ...more },
      patternProperties: Object.fromEntries(texts.map((key) => [this.spellingsOf(key), hold.get(key) ?? {}])),
      additionalProperties: others,
    };
  }

  /** The pattern of all spellings of a key. Without camel case, keys are taken in any case. */
  spellingsOf({ name, isPrefix }: Pick<KnownKey, 'name' | 'isPrefix'>): string {
    return this.edition.reads('camelCase') ? spellingsOf(name, isPrefix) : inAnyCase(name, isPrefix);
  }

  /** What maps must hold in some keys, in all spellings of these. */
  holding(keys: readonly KnownKey[], values: Values): Schema {
    return { patternProperties: this.of(keys, values, true).patternProperties ?? {} };
  }
}

function describe(key: KnownKey): Schema {
  const description = plainText(sentencesOf(key).join(' '));
  return { title: key.name, ...(description === '' ? {} : { description }) };
}

/** What a key may hold. */
function constraintOf(key: KnownKey, values: Values): Schema {
  if (key.type === 'variant') return {};
  const one = valueSchema(key);
  return values === 'one' ? one : oneOrList(one, key.isTakenOnce);
}

/** A value, or a list with at least one (Y-20); not more, where the key may be set once (D-8). */
function oneOrList(one: Schema, isTakenOnce: boolean): Schema {
  const types = [...(one.type as SchemaType[]), 'array'] as const;
  return { ...one, type: types, items: one, minItems: 1, ...(isTakenOnce ? { maxItems: 1 } : {}) };
}

/** Words of ours without marks: a description is not Markdown. */
export function plainText(words: string): string {
  return words.replaceAll('`', '');
}
