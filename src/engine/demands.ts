import { atof, atoi, bytesOf, secondsOf } from './c-numbers.js';
import { quotedWords } from './quoted-words.js';

/** What Fluent Bit demands of a value. With any other it does not start. */
export interface Demand {
  accepts(value: string): boolean;
  /** What to write, for a message: `write …`. */
  readonly help: string;
  /** The same as data, for those who must say it in a language of their own. */
  readonly shape: Shape;
}

/**
 * - `words`: one of these, in any case; `except`: any but these
 * - `least`, `most`: a whole number of this range
 * - `starts`: a text with one of these beginnings
 * - `items`: texts, separated by commas, with this beginning, or with the `sign` in them
 * - `counts`: so many words of the filter modify
 * - `is`: what its name says
 */
export type Shape =
  | { readonly words: readonly string[] }
  | { readonly except: readonly string[] }
  | { readonly least: number; readonly most: number }
  | { readonly starts: readonly string[] }
  | { readonly items: string; readonly sign: string | undefined }
  | { readonly counts: readonly number[] }
  | {
      readonly is:
        | 'interval'
        | 'stack'
        | 'size'
        | 'sizeOrOff'
        | 'room'
        | 'time'
        | 'duration'
        | 'split'
        | 'number'
        | 'url'
        | 'cloudId'
        | 'pair';
    };

const truths = ['true', 'on', 'yes'];
const lies = ['false', 'off', 'no'];

/** One of some words, separated by spaces here, in any case. */
export function word(words: string): Demand {
  return oneOf(words.split(' '));
}

function oneOf(words: readonly string[], shown: readonly string[] = words): Demand {
  const all = new Set(words);
  return { accepts: (value) => all.has(value.toLowerCase()), help: `write ${listed(shown)}`, shape: { words } };
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A boolean where the engine takes nothing else. */
export const boolean: Demand = oneOf([...truths, ...lies], ['on', 'off']);

/** Anything but on: the plugin has no TLS. */
export const noTls: Demand = {
  accepts: (value) => !truths.includes(value.toLowerCase()),
  help: 'remove it: this plugin has no TLS',
  shape: { except: truths },
};

/** No value at all. */
export const nothing: Demand = { accepts: () => false, help: 'remove it: Fluent Bit no longer has it', shape: { words: [] } };

/** A whole number of a range. */
export function integer(least: number, most = Infinity): Demand {
  const range = most === Infinity ? `${least} or more` : `from ${least} to ${most}`;
  return {
    accepts: (value) => atoi(value) >= least && atoi(value) <= most,
    help: `write a whole number, ${range}`,
    shape: { least, most },
  };
}

/** Seconds of the interval between flushes. More than a timer holds are too many. */
export const interval: Demand = {
  accepts: (value) => atof(value) > 0 && atof(value) < 2 ** 63,
  help: 'write a number of seconds above 0, such as 1 or 0.5',
  shape: { is: 'interval' },
};

/** Bytes of a stack, at least a page of memory. A negative number is a very large one. */
export const stack: Demand = {
  accepts: (value) => atoi(value) < 0 || atoi(value) >= 4096,
  help: 'write a number of bytes, 4096 or more, without a unit',
  shape: { is: 'stack' },
};

/** A size. The engine's −1 for one that it cannot read is no size. */
export const size: Demand = {
  accepts: (value) => (bytesOf(value) ?? -1) !== -1,
  help: 'write a size such as 512K or 10M, without a space',
  shape: { is: 'size' },
};

/** A size, or off for no limit. */
export const sizeOrOff: Demand = {
  accepts: (value) => lies.includes(value.toLowerCase()) || size.accepts(value),
  help: 'write a size such as 512K or 10M, without a space, or off for no limit',
  shape: { is: 'sizeOrOff' },
};

/** A size above 0. */
export const room: Demand = { ...size, accepts: (value) => (bytesOf(value) ?? 0) > 0, shape: { is: 'room' } };

/** A time that is not −1. */
export const time: Demand = {
  accepts: (value) => secondsOf(value) !== -1,
  help: 'write a time such as 30s or 5m',
  shape: { is: 'time' },
};

/** A time above 0. */
export const duration: Demand = { ...time, accepts: (value) => secondsOf(value) > 0, shape: { is: 'duration' } };

/** Seconds, with those behind the point in nanoseconds; not 0. */
export const split: Demand = {
  accepts: (value) => /^\s*[-+]?\d/.test(value) && !/^\s*[-+]?0+(?!\d)(?!\.\d*[1-9])/.test(value),
  help: 'write a number of seconds above 0',
  shape: { is: 'split' },
};

/** A number and nothing behind it. */
export const number: Demand = {
  accepts: (value) => /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$|^[-+]?(?:inf(?:inity)?|nan|0x[\da-f.]+(?:p[-+]?\d+)?)$/i.test(value),
  help: 'write a number',
  shape: { is: 'number' },
};

/** A text with one of these beginnings. */
export function starts(...beginnings: string[]): Demand {
  const help = `begin it with ${listed(beginnings)}`;
  return { accepts: (value) => beginnings.some((beginning) => value.startsWith(beginning)), help, shape: { starts: beginnings } };
}

/** A URL: what stands before `://` is not looked at. */
export const url: Demand = {
  accepts: (value) => value.indexOf('://') > 0,
  help: 'write a URL such as http://127.0.0.1:8080',
  shape: { is: 'url' },
};

/** The id of a deployment in Elastic's cloud. */
export const cloudId: Demand = {
  accepts: (value) => value.includes(':'),
  help: 'write NAME:ID, as Elastic shows it',
  shape: { is: 'cloudId' },
};

/** Two texts with a space between them. Quotes mean nothing. */
export const pair: Demand = { accepts: (value) => /\S +\S/.test(value), help: 'write a key, a space and a value', shape: { is: 'pair' } };

/** Items, separated by commas, that all begin with one of these or, where one is given, hold a sign. */
export function items(beginning: string, sign?: string): Demand {
  const isItem = (item: string) => item === '' || item.startsWith(beginning) || (sign !== undefined && item.includes(sign));
  const help = sign === undefined ? `begin each item with ${beginning}` : `write NAME${sign}VALUE, or begin an item with ${beginning}`;
  return { accepts: (value) => value.split(',').every((item) => isItem(item.trim())), help, shape: { items: beginning, sign } };
}

/** One of these numbers of words of the filter modify. That a quote does not end is another fault. */
export function modifyWords(...counts: readonly number[]): Demand {
  const help = counts.includes(1) ? 'write one key; one with spaces in double quotes' : 'write two words; one with spaces in double quotes';
  return { accepts: (value) => counts.includes(quotedWords(value) ?? counts[0] ?? 0), help, shape: { counts } };
}
