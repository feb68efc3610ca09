import { diagnostic } from '../../diagnostics/diagnostic.js';
import { keySpan, type Property, type Section } from '../../model/config.js';
import { type Rule, ruleText } from '../../model/rule-text.js';
import { lowerCase, trimSpaces } from '../../model/text.js';
import type { Scalar } from './cursor.js';
import { blankValue, incompleteRule } from './diagnostics.js';
import { type DocumentReader, keyAt, propertyOf, scalarAt, spanOf, withoutBlankStart } from './document-reader.js';
import type { ReadEntry } from './read-entries.js';

/** Of a multiline parser, `rules` is a list of maps; each becomes a property `rule` as in classic (Y-39, M-7). */
export const multilineEntry: ReadEntry = (reader, section) => {
  const { cursor } = reader;
  const { keyText, type } = cursor;
  if (keyText !== 'rules' || type !== 'list') return false;
  const key = keyAt(cursor);
  const { properties } = section;
  const { length } = properties;
  let lines = reader.comments.before(key.start);
  if (section.properties.length === 0) lines = withoutBlankStart(lines);
  for (cursor.open(); cursor.next(); ) {
    if (cursor.type === 'map') readRule(reader, section, key, lines);
    else reader.reportShape(cursor, 'a rule', 'a map with state, regex and next_state');
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

function readRule(reader: DocumentReader, section: Section, key: Scalar, lines: string[] | undefined): void {
  const { cursor } = reader;
  const span = spanOf(cursor);
  const rule: Partial<Record<keyof Rule, string>> = {};
  const comments = lines ?? [];
  let isFirst = true;
  let last: Scalar | undefined;
  for (cursor.open(); cursor.next(); ) {
    const { keyText: name, keyStart } = cursor;
    const before = isFirst ? reader.comments.beforeItem(keyStart) : reader.comments.before(keyStart);
    comments.push(...((isFirst && lines !== undefined ? withoutBlankStart(before) : before) ?? []));
    isFirst = false;
    const part = parts[lowerCase(reader.canonicalKey(name))];
    const isScalar = cursor.type === 'scalar';
    if (!isScalar || part === undefined) {
      reader.reportShape(isScalar ? keyAt(cursor) : cursor, 'within a rule', 'state, regex and next_state, each a text', name);
      continue;
    }
    const value = scalarAt(cursor);
    const text = trimSpaces(reader.cutAtNul(name, value));
    if (text === '' && value.text !== '') reader.diagnostics.push(diagnostic(blankValue, spanOf(value), { key: name }));
    rule[part] ??= text;
    last = value;
    reader.end = value.end;
    comments.push(...(reader.withCommentAfter([], value.end) ?? []));
  }
  const { state, regex, nextState } = rule;
  const text = state && regex && nextState ? ruleText({ state, regex, nextState }) : undefined;
  if (text === undefined || last === undefined) {
    reader.diagnostics.push(diagnostic(incompleteRule, span, {}));
    return;
  }
  const property: Property = { ...propertyOf(key, last, 'rule', text), valueStart: span.start };
  if (comments.length > 0) property.comments = comments;
  section.properties.push(property);
}
