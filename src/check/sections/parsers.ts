import { define } from '../../diagnostics/define.js';
import { parserDemands } from '../../engine/core-demands.js';
import { parserKeys } from '../../engine/section-keys.js';
import { hasKey, keySpan, type Property, sectionsOf, valueSpan } from '../../model/config.js';
import { kinds } from '../../model/kinds.js';
import { lowerCase } from '../../model/text.js';
import { ignoredKeyRule, meantKeys } from '../ignored-keys.js';
import { demandRules } from '../plugins/demands.js';
import { keyAlone } from '../plugins/needs.js';
import { regexRule } from '../regexes.js';
import { checkRepeatedKeys } from '../repeated-keys.js';
import { requires } from '../required-keys.js';
import type { ConfigRule, Key, PropertyRule, SectionRule, Vocabulary } from '../rule.js';
import { booleanRule, hasVariable } from '../values.js';

export const parserTwice = define({
  code: 'FLB235',
  name: 'parser-twice',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['M-5b', 'Q-25'],
  why: 'Inputs and filters refer to a parser by its name, which must be unique.',
  example: { classic: '[PARSER]\n    name   app\n    format json\n\n[PARSER]\n    name   app\n    format logfmt\n' },
  says: ({ parser }: { parser: string }) => ({
    text: `the parser '${parser}' exists already: Fluent Bit does not start`,
    help: 'remove one of them, or give it another name',
  }),
});

const { what } = kinds.parser;
const meant = meantKeys(() => parserKeys.keys());

/** −1 does not count as zero (E-7). */
export const checkParserBoolean = booleanRule('it counts as on');

/** All decoders act, in order, and the first of other repeated keys (M-5b). */
function keyNamed(name: string): Key {
  return { name, repeats: name.startsWith('decode_field') ? 'all' : 'first', isExpanded: true, rules: rulesOf(name) };
}

function rulesOf(name: string): readonly PropertyRule[] {
  const type = parserKeys.get(name);
  if (type === undefined) return ignoredKeyRule(what, meant(name));
  if (name === 'regex') return [checkRegex];
  if (type === 'text') return demandRules(parserDemands.get(name), []);
  return type === 'boolean' ? [checkParserBoolean] : [];
}

const checkValue = regexRule({ place: 'all', stops: true });

/** Compiled for the one format that has it (M-5b). */
const checkRegex: PropertyRule = (property, facts, report) => {
  if (lowerCase(facts.first('format')?.value ?? '') === 'regex') checkValue(property, facts, report);
};

/** The one format that needs another key (I-10). */
const checkFormat: SectionRule = (facts, report) => {
  const format = facts.first('format');
  if (!facts.isWhole || format === undefined || lowerCase(format.value) !== 'regex' || facts.first('regex')?.value) return;
  report(keyAlone, keySpan(format), { key: `${format.key} ${format.value}`, needed: 'regex' });
};

export const parserVocabulary: Vocabulary = {
  what,
  keyNamed,
  rules: [requires(kinds.parser), checkFormat, checkRepeatedKeys],
};

/** Fluent Bit does not start if two parsers have one name (M-5b, Q-25). */
export const checkParserNames: ConfigRule = (config, report) => {
  const first = new Map<string, Property>();
  for (const { properties } of sectionsOf(config, 'parser')) {
    const name = properties.find((property) => hasKey(property, 'name'));
    if (name === undefined || hasVariable(name.value)) continue;
    const other = first.get(name.value);
    if (other === undefined) first.set(name.value, name);
    else report(parserTwice, valueSpan(name), { parser: name.value }, { related: [valueSpan(other)] });
  }
};
