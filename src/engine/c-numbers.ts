/** Numbers as the engine reads them: from the beginning of a text, as far as it looks like one (I-23). */

const longestExact = 15;

/** C's `atoi`: 0 without a digit. A number beyond 64 bits is the last one there is, and the lower 32 bits count. */
export function atoi(text: string): number {
  const written = /^\s*([-+]?)0*(\d*)/.exec(text);
  const [, sign = '', digits = ''] = written ?? [];
  if (digits.length <= longestExact) return Number(`${sign}${digits}`) | 0;
  if (digits.length > 19) return sign === '-' ? 0 : -1;
  const number = BigInt(`${sign}${digits}`);
  return number === BigInt.asIntN(64, number) ? Number(BigInt.asIntN(32, number)) : sign === '-' ? 0 : -1;
}

const decimal = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[Ee][-+]?\d+)?)/;
const hexadecimal = /^\s*([-+]?)0[Xx]([\dA-Fa-f]+)/;
const word = /^\s*([-+]?)(inf|nan)/i;

/** C's `atof`: 0 without a number. Hexadecimal ones count, without their fractions here. */
export function atof(text: string): number {
  const [, sign, digits] = hexadecimal.exec(text) ?? word.exec(text) ?? [];
  if (digits === undefined) return Number(decimal.exec(text)?.[1] ?? 0);
  const number = /^inf$/i.test(digits) ? Infinity : /^nan$/i.test(digits) ? Number.NaN : Number(`0x${digits}`);
  return sign === '-' ? -number : number;
}

const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['K', 1e3],
  ['KB', 1e3],
  ['M', 1e6],
  ['MB', 1e6],
  ['G', 1e9],
  ['GB', 1e9],
]);

/** The bytes of a size; undefined behind a unit that there is not, where the engine holds −1. A unit is what follows the last digit. */
export function bytesOf(text: string): number | undefined {
  if (/^false$/i.test(text)) return 0;
  let end = text.length;
  while (end > 1 && !/\d/.test(text.charAt(end - 1))) end--;
  const unit = units.get(text.slice(end).toUpperCase());
  return unit === undefined ? undefined : Math.trunc(atof(text) * unit);
}

const seconds: ReadonlyMap<string, number> = new Map([
  ['M', 60],
  ['H', 3600],
  ['D', 86_400],
]);

/** The seconds of a time. What follows its number is ignored, but for a last letter m, h or d. */
export function secondsOf(text: string): number {
  return atoi(text) * (seconds.get(text.slice(-1).toUpperCase()) ?? 1);
}
