import { diagnostic } from '../../diagnostics/diagnostic.js';
import { keySpan, type Property, type Section } from '../../model/config.js';
import { type Rule, ruleText } from '../../model/rule-text.js';
import { lowerCase, trimSpaces } from '../../model/text.js';
import { blankValue, incompleteRule } from './diagnostics.js';
import type { ReadEntry } from './read-entries.js';
import { isMap, isScalar, type MapTree, type Scalar } from './tree.js';
import { propertyOf, spanOf, type TreeReader, withoutBlankStart } from './tree-reader.js';

/** Of a multiline parser, `rules` is a list of maps; each becomes a property `rule` as in classic (Y-39, M-7). */
export const multilineEntry: ReadEntry = (reader, section, { key, value }) => {
  if (key.text !== 'rules' || value.type !== 'list') return false;
  const { properties } = section;
  const { length } = properties;
  let lines = reader.comments.before(key.start);
  if (section.properties.length === 0) lines = withoutBlankStart(lines);
  for (const item of value.items) {
    if (isMap(item)) readRule(reader, section, key, item, lines);
    else reader.reportShape(item, 'a rule', 'a map with state, regex and next_state');
    lines = undefined;
  }
  // The engine takes all of the list before it looks at texts (I-16).
  const firstText = properties.findIndex(isRuleText);
  if (firstText !== -1) properties.splice(firstText, 0, ...properties.splice(length));
  return true;
};

/** Whether a rule stands under a key of its own, and not in a list. */
function isRuleText(property: Property): boolean {
  const { start, end } = keySpan(property);
  return lowerCase(property.key) === 'rule' && end - start === property.key.length;
}

const parts: Record<string, keyof Rule> = { state: 'state', regex: 'regex', next_state: 'nextState' };

function readRule(reader: TreeReader, section: Section, key: Scalar, map: MapTree, lines: string[] | undefined): void {
  const rule: Partial<Record<keyof Rule, string>> = {};
  const comments = lines ?? [];
  let isFirst = true;
  let last: Scalar | undefined;
  for (const { key: name, value } of map.entries) {
    const before = isFirst ? reader.comments.beforeItem(name.start) : reader.comments.before(name.start);
    comments.push(...((isFirst && lines !== undefined ? withoutBlankStart(before) : before) ?? []));
    isFirst = false;
    const part = parts[lowerCase(reader.canonicalKey(name.text))];
    if (!isScalar(value) || part === undefined) {
      reader.reportShape(isScalar(value) ? name : value, 'within a rule', 'state, regex and next_state, each a text', name.text);
      continue;
    }
    const text = trimSpaces(reader.cutAtNul(name.text, value));
    if (text === '' && value.text !== '') reader.diagnostics.push(diagnostic(blankValue, spanOf(value), { key: name.text }));
    rule[part] ??= text;
    last = value;
    reader.end = value.end;
    comments.push(...(reader.withCommentAfter([], value.end) ?? []));
  }
  const { state, regex, nextState } = rule;
  const text = state && regex && nextState ? ruleText({ state, regex, nextState }) : undefined;
  if (text === undefined || last === undefined) {
    reader.diagnostics.push(diagnostic(incompleteRule, spanOf(map), {}));
    return;
  }
  const property: Property = { ...propertyOf(key, last, 'rule', text), valueStart: map.start };
  if (comments.length > 0) property.comments = comments;
  section.properties.push(property);
}
