import { type Config, keySpan, type Property, type Section, valueSpan } from '../model/config.js';
import { isPluginKind } from '../model/kinds.js';
import { lowerCase } from '../model/text.js';
import type { Span } from '../source/span.js';

/** Whether a property that was read from YAML is an item of a list below its key. */
export function isListItem(text: string, property: Property): boolean {
  const { start: valueStart } = valueSpan(property);
  const { end } = keySpan(property);
  // Most values stand behind the colon of their key.
  if (valueStart === end + 2 && text.startsWith(': ', end)) return false;
  return beginsList.test(text.slice(end, Math.max(end, valueStart)));
}

/** The colon of a key, and the beginning of a list. */
const beginsList = /^["']?\s*:\s*(?:#[^\n]*\s+)*(?:-\s|\[)/;

/** Whether a variable that was read from YAML is an item of a list, and not an entry of a map. */
export function isEnvItem(text: string, property: Property): boolean {
  const { start } = keySpan(property);
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /(?:^|[\s{,"'])name["']?\s*:\s*["']?$/i.test(before) || /-\s+["']?$/.test(before) || /\[\s*\{\s*["']?$/.test(before);
}

/** Whether a key that was read from YAML is in camelCase, which the engine translates since 3.2.0 (Y-23). */
export function isCamelCase(text: string, property: Property): boolean {
  const { start, end } = keySpan(property);
  return end - start !== property.key.length && /^[a-z][^_\s]*[A-Z][^_\s]*$/.test(text.slice(start, end));
}

/** The first key with a capital in a rule that was read from a map in YAML, of a multiline parser. */
export function capitalInRule(text: string, property: Property): Span | undefined {
  const { start, end } = valueSpan(property);
  // What looks like a key within a quoted text is none.
  const rule = text.slice(start, end).replace(quotedValue, (_, colon: string, value: string) => colon + ' '.repeat(value.length));
  const found = capitalKey.exec(rule);
  const [before = '', key = ''] = found?.slice(1) ?? [];
  const keyStart = start + (found?.index ?? 0) + before.length;
  return found === null ? undefined : { start: keyStart, end: keyStart + key.length };
}

const quotedValue = /(:\s*)('(?:[^']|'')*'|"(?:[^"\\]|\\.)*")/gs;
const capitalKey = /((?:^|[\n{,])\s*["']?)([A-Z]\w*)["']?\s*:/;

/** Whether a value has a variable with a default, `${NAME:-text}`. */
export function hasDefault(value: string): boolean {
  return value.includes(':-') && /\$\{[^}]*:-/.test(value);
}

/** The configuration with equal keys spelt apart, so that no two make a list: the key repeated means the same (D-1, D-4). */
export function withoutLists(config: Config): Config {
  return { ...config, sections: config.sections.map((section) => (isPluginKind(section.kind) ? spelt(section) : section)) };
}

function spelt(section: Section): Section {
  let before: string | undefined;
  const properties = section.properties.map((property) => {
    const isEqual = property.key === before && property.nested === undefined;
    before = isEqual ? swapped(property.key) : property.key;
    return isEqual ? { ...property, key: before } : property;
  });
  return { ...section, properties };
}

/** A key in another case: in lower case, or with a capital. */
function swapped(key: string): string {
  const plain = lowerCase(key);
  return plain === key ? plain.replace(/[a-z]/, (letter) => letter.toUpperCase()) : plain;
}
