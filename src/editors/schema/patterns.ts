import type { Demand, Shape } from '../../engine/demands.js';
import type { KnownKey } from '../known.js';
import type { Schema, SchemaType } from './json-schema.js';

// What Fluent Bit demands of values, in the language of schemas. None is stricter than the demand itself: where a pattern
// cannot say all of it, it lets more through.

/** A letter in either case. */
export function anyCase(text: string): string {
  return escaped(text).replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

export function escaped(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&');
}

/** A scalar as YAML has it: Fluent Bit takes each for its text (Y-15, Y-16). */
export const scalar: Schema = { type: ['string', 'number', 'boolean', 'null'] };

/** The schema of a key's values, be they one or a list. */
export function valueSchema({ demand, type }: KnownKey): Schema {
  if (demand !== undefined) return demanded(demand);
  if (type === 'boolean') return { ...scalar, examples: [true, false] };
  const least = Number(/^slist_(\d)$/.exec(type ?? '')?.[1] ?? 1);
  // One in quotes may hold spaces.
  return least < 2 ? scalar : { type: ['string', 'null'], pattern: `["']|^${' *[^ ]+ '.repeat(least - 1)} *[^ ]|${unknown}` };
}

/** Only Fluent Bit knows what a variable holds, and an empty value is none (M-12). */
const unknown = '\\$\\{|^$';

function demanded({ accepts, shape, help }: Demand): Schema {
  const range = numbersOf(shape);
  const { not: numbersLeftOut = [], ...limits } = range ?? {};
  const booleansLeftOut = [true, false].filter((value) => !accepts(String(value)));
  const takesBooleans = booleansLeftOut.length < 2;
  const types: SchemaType[] = ['string', ...(range ? (['number'] as const) : []), ...(takesBooleans ? (['boolean'] as const) : []), 'null'];
  const not = [...numbersLeftOut, ...(takesBooleans ? booleansLeftOut.map((value) => ({ const: value })) : [])];
  return {
    type: types,
    pattern: `${patternOf(shape)}|${unknown}`,
    patternErrorMessage: `Fluent Bit does not start with this: ${help}`,
    ...limits,
    ...(not.length > 0 ? { not: { anyOf: not } } : {}),
    ...('words' in shape && shape.words.length > 0 ? { examples: booleansLeftOut.length === 0 ? [true, false] : shape.words } : {}),
  };
}

const positive = '^\\s*\\+?0*\\.?0*[1-9]|^\\s*\\+?0[xX]';
const unit = '(?:[kKmMgG][bB]?)?$';

const patterns = {
  interval: `${positive}|^\\s*\\+?${anyCase('inf')}`,
  stack: `^\\s*-|${wholeAtLeast(4096)}`,
  size: `^(?!-1$)(?:[\\s\\S]|[\\s\\S]*\\d)${unit}|^${anyCase('false')}$`,
  sizeOrOff: `^(?!-1$)(?:[\\s\\S]|[\\s\\S]*\\d)${unit}|^(?:${['false', 'off', 'no'].map(anyCase).join('|')})$`,
  room: `^(?=\\s*\\+?(?:0*\\.?0*[1-9]|0[xX]|${anyCase('inf')}))(?:[\\s\\S]|[\\s\\S]*\\d)${unit}`,
  time: '^(?!-1[sS]?$)',
  duration: '^\\s*\\+?0*[1-9]|^\\s*-0*\\d{10}',
  split: '^(?!\\s*[-+]?0+(?!\\d)(?!\\.\\d*[1-9]))\\s*[-+]?\\d',
  number: `^[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?$|^[-+]?(?:${anyCase('inf')}(?:${anyCase('inity')})?|${anyCase('nan')}|0[xX][\\da-fA-F.]+(?:[pP][-+]?\\d+)?)$`,
  url: '^(?!://)[\\s\\S]*://',
  cloudId: ':',
  pair: '\\S +\\S',
} as const;

function patternOf(shape: Shape): string {
  if ('is' in shape) return patterns[shape.is];
  if ('words' in shape) return shape.words.length === 0 ? '^$' : `^(?:${shape.words.map(anyCase).join('|')})$`;
  if ('except' in shape) return `^(?!(?:${shape.except.map(anyCase).join('|')})$)`;
  if ('starts' in shape) return `^(?:${shape.starts.map(escaped).join('|')})`;
  if ('counts' in shape) return `["']|${shape.counts.map((count) => `^ *${Array(count).fill('[^ ]+').join(' +')} *$`).join('|')}`;
  if ('items' in shape) return itemsPattern(shape.items, shape.sign);
  return rangePattern(shape.least, shape.most);
}

function itemsPattern(beginning: string, sign: string | undefined): string {
  const item = `\\s*(?:${escaped(beginning)}[^,]*)?`;
  const any = sign === undefined ? item : `(?:${item}|[^,${sign}]*${sign}[^,]*)`;
  return `^${any}(?:,${any})*$`;
}

/** Numbers of ten digits may wrap around to any (atoi); a text without digits is 0. */
function rangePattern(least: number, most: number): string {
  const large = '^\\s*[-+]?\\d{10}';
  const zero = least <= 0 && most >= 0 ? ['^(?!\\s*[-+]?\\d)'] : [];
  const negative = least < 0 ? ['^\\s*-'] : least === 0 ? ['^\\s*-0+(?!\\d)'] : [];
  const whole = most === Infinity ? wholeAtLeast(least) : wholeUpTo(Math.max(least, 0), most);
  return [whole, ...negative, ...zero, large].join('|');
}

/** The beginning of a text that atoi reads as this number or more. */
function wholeAtLeast(least: number): string {
  const digits = String(Math.max(least, 0));
  const larger = [...digits].flatMap((digit, i) =>
    digit === '9' ? [] : [`${digits.slice(0, i)}[${Number(digit) + 1}-9]\\d{${digits.length - i - 1}}(?!\\d)`],
  );
  return `^\\s*\\+?0*(?:${digits}(?!\\d)|${larger.join('|')}|[1-9]\\d{${digits.length},})`;
}

/** One of few numbers, each by itself. */
function wholeUpTo(least: number, most: number): string {
  const all = Array.from({ length: most - least + 1 }, (_, i) => least + i);
  return `^\\s*\\+?0*(?:${all.join('|')})(?!\\d)`;
}

/** Numbers of YAML in a range, save for some. */
interface Numbers extends Pick<Schema, 'minimum' | 'exclusiveMinimum' | 'exclusiveMaximum'> {
  readonly not?: readonly Schema[];
}

/** Which numbers may stand in place of a text; undefined for none. One that is so large that it wraps around is left out here. */
function numbersOf(shape: Shape): Numbers | undefined {
  if ('is' in shape) return numbers[shape.is];
  if ('except' in shape) return {};
  // A `+5` is 5 to YAML.
  if ('starts' in shape) return shape.starts.some((start) => /^[-+]/.test(start)) ? {} : undefined;
  if ('counts' in shape) return shape.counts.includes(1) ? {} : undefined;
  if ('words' in shape || 'items' in shape) return undefined;
  const { least, most } = shape;
  const above = least > 0 ? { minimum: least } : { exclusiveMinimum: least - 1 };
  return most === Infinity ? above : { ...above, exclusiveMaximum: most + 1 };
}

const minusOne: Numbers = { not: [{ const: -1 }] };

const numbers: Readonly<Record<Extract<Shape, { is: string }>['is'], Numbers | undefined>> = {
  interval: { exclusiveMinimum: 0 },
  stack: { not: [{ type: 'number', minimum: 0, exclusiveMaximum: 4096 }] },
  size: minusOne,
  sizeOrOff: minusOne,
  room: { exclusiveMinimum: 0 },
  time: minusOne,
  duration: { exclusiveMinimum: 0 },
  split: { not: [{ const: 0 }] },
  number: {},
  url: undefined,
  cloudId: undefined,
  pair: undefined,
};
