import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert, type SectionKind } from '../../src/index.js';
import { fileTexts } from '../arbitraries/file-texts.js';
import { orderActs } from '../arbitraries/plugins.js';
import { patience, runs } from '../arbitraries/runs.js';
import { type FormatName, formats } from '../support/fits.js';
import { type Pair, type Received, receivedFrom } from '../support/received.js';

// The texts come from templates and are read by a reader of the tests' own: no reader or writer of the sources has a say.

/** The text in each of the formats, one after the other, and what Fluent Bit receives of it there. */
async function receivedOnTheWay(text: string, from: FormatName, way: readonly FormatName[]): Promise<Received[][]> {
  const received: Received[][] = [];
  let current = { text, format: from };
  for (const to of way) {
    const { outputs, diagnostics } = await convert(current.text, { from: current.format, to });
    expect(outputs, JSON.stringify(diagnostics)).toHaveLength(1);
    current = { text: outputs[0]?.text ?? '', format: to };
    received.push(receivedFrom(to, current.text));
  }
  return received;
}

const way = fc.array(fc.constantFrom(...formats), { minLength: 1, maxLength: 4 });

/** Tries a comparison of what is received before and after, for files of each format on any way. */
function expectOnAnyWay(from: keyof typeof fileTexts, viewOf: (received: Received[]) => unknown): Promise<void> {
  const check = async (text: string, stops: FormatName[]) => {
    const before = viewOf(withLastValues(receivedFrom(from, text)));
    for (const [i, received] of (await receivedOnTheWay(text, from, stops)).entries()) {
      expect(viewOf(withLastValues(received)), `${stops.slice(0, i + 1).join(' → ')} of\n${text}`).toEqual(before);
    }
  };
  return fc.assert(fc.asyncProperty(fileTexts[from], way, check), runs(80, 800));
}

describe.each(['classic', 'yaml'] as const)('on any way from %s', patience, (from) => {
  it('a plugin or parser to which the order acts receives the same pairs of key and value, one after the other (D-1, D-5, D-6, M-5b)', async () => {
    const inOrder = ({ list, pairs }: Received) => orderActs(kindOfList(list), pairs);
    await expectOnAnyWay(from, (received) => byList(received.filter(inOrder), ({ pairs }) => pairs));
  });

  it('any other section receives the same values for each key, one after the other (D-2)', async () => {
    const isOther = ({ list, pairs }: Received) => isSection(list) && !orderActs(kindOfList(list), pairs);
    await expectOnAnyWay(from, (received) => byList(received.filter(isOther), ({ pairs }) => valuesByKey(pairs)));
  });

  it('settings and variables are the same, one after the other, in however many sections they stand (C-22, E-1)', async () => {
    await expectOnAnyWay(from, (received) => ['service', 'env'].map((list) => pairsOfList(received, list)));
  });

  it('the sections of each kind, variables and included files keep their order: none crosses an include (M-1, M-10)', async () => {
    // Of settings there is one section in a whole tree of files (Y-35).
    const lists = ['inputs', 'filters', 'outputs', 'customs', 'parsers', 'multiline_parsers', 'env'];
    const isEither = (list: string) => (received: Received) => received.list === list || received.list === 'includes';
    await expectOnAnyWay(from, (received) => lists.map((list) => received.filter(isEither(list)).map(markOf)));
  });
});

/** Of a variable that is set again, up to the next include, the last value is all that counts (E-1). */
function withLastValues(received: Received[]): Received[] {
  return received.filter(({ list, pairs }, i) => {
    const include = received.findIndex((one, at) => at > i && one.list === 'includes');
    const later = received.slice(i + 1, include === -1 ? undefined : include);
    return list !== 'env' || !later.some((one) => one.list === 'env' && one.pairs[0]?.[0] === pairs[0]?.[0]);
  });
}

function isSection(list: string): boolean {
  return !['includes', 'env', 'service'].includes(list);
}

function kindOfList(list: string): SectionKind {
  return list.replace(/s$/, '') as SectionKind;
}

function byList(received: readonly Received[], viewOf: (received: Received) => unknown): Record<string, unknown[]> {
  const sections = received.filter(({ list }) => isSection(list));
  return Object.fromEntries(sections.map(({ list }) => [list, sections.filter((one) => one.list === list).map(viewOf)]));
}

function valuesByKey(pairs: readonly Pair[]): Record<string, string[]> {
  return Object.fromEntries(pairs.map(([key]) => [key, pairs.filter((pair) => pair[0] === key).map(([, value]) => value)]));
}

function pairsOfList(received: readonly Received[], list: string): Pair[] {
  return received.filter((one) => one.list === list).flatMap(({ pairs }) => pairs);
}

/** What is left of a section when its keys may move: all of its values. An included file changes its suffix with the format. */
function markOf({ list, pairs }: Received): string {
  if (list === 'includes') return `include ${pairs[0]?.[1].replace(/\.(?:conf|yaml|json)$/, '')}`;
  return JSON.stringify(pairs.map((pair) => pair.join(' ')).sort());
}
