import { define } from '../diagnostics/define.js';
import type { Fix, Report } from '../diagnostics/diagnostic.js';
import { conditionRegexes, coreRegexKeys, pluginRegexKeys, type RegexKey, type RegexPlace, regexKeyNames } from '../engine/regex-keys.js';
import { type Config, type Property, type Section, valueSpan } from '../model/config.js';
import type { Plugin, PluginKind } from '../model/plugins.js';
import { processorsOf } from '../model/processors.js';
import { ruleTokens } from '../model/rule-text.js';
import { detached, lowerCase } from '../model/text.js';
import { type DoubtfulPart, doubtfulParts } from '../regex/doubtful.js';
import { preparedJudge, prepareJudge } from '../regex/judge.js';
import { needsParser } from '../regex/onigmo.js';
import type { RegexProblem } from '../regex/problem.js';
import type { Span } from '../source/span.js';
import type { PropertyRule } from './rule.js';
import { hasVariable } from './values.js';

export const badRegex = define({
  code: 'FLB249',
  name: 'bad-regex',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['I-8', 'I-10', 'I-26'],
  why: "Fluent Bit compiles regular expressions with Onigmo, Ruby's library, when it starts, and stops if one does not compile.",
  example: { classic: '[PARSER]\n    name   app\n    format regex\n    regex  ^(?P<time>[^ ]*) (?<log-level>[A-Z]+)$\n' },
  says: ({ key, problem, help }: { key: string; problem: string; help?: string }) => ({
    text: `'${key}' is not a regular expression that Fluent Bit takes: ${problem}`,
    ...(help === undefined ? {} : { help }),
  }),
});

export const unusedRegex = define({
  code: 'FLB250',
  name: 'unused-regex',
  severity: 'warning',
  facts: ['I-26'],
  why: 'Some regular expressions are left out if they do not compile: Fluent Bit prints an error and goes on without.',
  example: {
    classic: '[INPUT]\n    name      tail\n    path      /var/log/*.log\n    tag       app.<name>\n    tag_regex (?P<name>[a-z]+)\n',
  },
  says: ({ key, problem, help }: { key: string; problem: string; help?: string }) => ({
    text: `'${key}' is not a regular expression that Fluent Bit takes, and it goes on without: ${problem}`,
    ...(help === undefined ? {} : { help }),
  }),
});

export const doubtfulRegex = define({
  code: 'FLB251',
  name: 'doubtful-regex',
  severity: 'warning',
  facts: ['I-26'],
  why: 'Onigmo takes some forms of other libraries for something else, without a word.',
  example: { classic: '[FILTER]\n    name  grep\n    match *\n    regex log %{IP:client} \\Qa.b\\E\n' },
  says: ({ key, part, meaning }: { key: string; part: string; meaning: string }) => ({
    text: `'${part}' in '${key}' is ${meaning}`,
  }),
});

/** Loads what judges the regular expressions of a configuration, if it has any that are not plain. */
export async function prepareCheck(config: Config): Promise<void> {
  if (preparedJudge() === undefined && config.sections.some(needsJudge)) await prepareJudge();
}

/** What Fluent Bit makes of a regular expression. */
interface Verdict {
  readonly problem: RegexProblem | undefined;
  readonly doubts: readonly DoubtfulPart[];
}

/** Says what Fluent Bit makes of a regular expression. */
export type SayOfRegex = (text: string) => Verdict;

/** About this much of regular expressions and what was said of them stays in memory. */
const mostKnown = 1 << 20; // code units

/** The regular expressions that were judged so far: each once, however often it comes. */
export class JudgedRegexes {
  private readonly known = new Map<string, Verdict>();
  private size = 0;

  /** What judges those that are not plain must have been loaded; else nothing is said of them. */
  readonly sayOf: SayOfRegex = (text) => this.known.get(text) ?? this.learn(detached(text));

  private learn(text: string): Verdict {
    const judge = preparedJudge();
    if (judge === undefined && needsParser(text)) return { problem: undefined, doubts: [] };
    const problem = judge?.(text);
    const verdict = { problem, doubts: problem === undefined ? doubtfulParts(text) : [] };
    this.size += text.length;
    if (this.size <= mostKnown) this.known.set(text, verdict);
    return verdict;
  }
}

function needsJudge({ properties }: Section): boolean {
  return properties.some(({ key, value, nested }) => {
    if (nested !== undefined) return key === 'processors' && processorsOf({ key, value, nested }).some(needsJudge);
    return regexKeyNames.has(lowerCase(key)) && mayNeedParser(value);
  });
}

/** A value of characters that all stand for themselves: whatever part of it is the regular expression, it is a plain text. */
const literal = /^[^\\[\](){}*+?|^$/]*$/;

/** Whether a regular expression may need the parser, wherever it stands in a value. */
export function mayNeedParser(value: string): boolean {
  if (literal.test(value)) return false;
  return needsParser(value) || needsParser(value.slice(value.indexOf(' ') + 1)) || ruleTokens(value).tokens.some(needsParser);
}

/** A regular expression within a value. */
interface Part {
  readonly text: string;
  /** Where it begins in the value. */
  readonly at: number;
}

/** What looks at a key's regular expressions, if it has any. */
export function regexRules(kind: PluginKind, plugin: Plugin | undefined, name: string): readonly PropertyRule[] {
  const core = kind === 'filter' || kind === 'output' ? coreRegexKeys[kind][name] : undefined;
  if (core !== undefined) return [regexRule(core)];
  if (plugin === undefined || (kind !== 'input' && kind !== 'filter' && kind !== 'processor')) return [];
  if (kind === 'filter' && plugin.name === 'modify' && name === 'condition') return [checkModifyCondition];
  const own = pluginRegexKeys[kind][plugin.name]?.[name];
  return own === undefined ? [] : [regexRule(own)];
}

/** What looks at the regular expressions in a value. */
export function regexRule({ place, stops }: RegexKey): PropertyRule {
  return (property, { sayOfRegex }, report) => {
    if (hasVariable(property.value)) return;
    for (const part of partsOf(property.value, place)) checkPart(property, part, stops, sayOfRegex, report);
  };
}

/** The conditions of the filter modify (D-10). */
const checkModifyCondition: PropertyRule = (property, { sayOfRegex }, report) => {
  const { value } = property;
  const place = conditionRegexes.get(lowerCase(value.slice(0, Math.max(0, value.indexOf(' ')))));
  // Its quotes have escapes of their own.
  if (place === undefined || hasVariable(value) || /['"]/.test(value)) return;
  for (const part of partsOf(value, place)) checkPart(property, part, true, sayOfRegex, report);
};

export function partsOf(value: string, place: RegexPlace): Part[] {
  if (place === 'all') return [{ text: value, at: 0 }];
  if (place === 'rest') {
    const blank = value.indexOf(' ');
    return blank === -1 ? [] : [{ text: value.slice(blank + 1), at: blank + 1 }];
  }
  const { tokens, starts } = ruleTokens(value);
  return place.flatMap((i) => {
    const text = tokens[i];
    return text === undefined ? [] : [{ text, at: starts[i] ?? 0 }];
  });
}

function checkPart(property: Property, { text, at }: Part, stops: boolean, sayOf: SayOfRegex, report: Report): void {
  if (text === '') return;
  const { key } = property;
  const { problem, doubts } = sayOf(text);
  if (problem !== undefined) {
    const { text: fault, help } = problem;
    const args = { key, problem: fault, ...(help === undefined ? {} : { help }) };
    const fix = fixOf(property, at, problem);
    const span = fix?.span ?? placeIn(property, at + (problem.at ?? 0), problem.at === undefined ? text.length : 1) ?? valueSpan(property);
    report(stops ? badRegex : unusedRegex, span, args, fix === undefined ? {} : { fix });
    return;
  }
  for (const { at: start, part, meaning } of doubts) {
    report(doubtfulRegex, placeIn(property, at + start, part.length) ?? valueSpan(property), { key, part, meaning });
  }
}

function fixOf(property: Property, at: number, { at: start, fix }: RegexProblem): Fix | undefined {
  const span = fix === undefined || start === undefined ? undefined : placeIn(property, at + start, fix.length);
  return fix === undefined || span === undefined ? undefined : { span, text: fix.text };
}

/** A part of the value in the source; undefined where the value is written with escapes or over several lines. */
function placeIn(property: Property, at: number, length: number): Span | undefined {
  const { start, end } = valueSpan(property);
  const more = end - start - property.value.length;
  if (more !== 0 && more !== '""'.length) return undefined;
  const from = start + more / 2 + at;
  return { start: from, end: from + length };
}
