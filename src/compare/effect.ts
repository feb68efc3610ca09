import { atof, atoi, bytesOf, secondsOf } from '../engine/c-numbers.js';
import { knownNodeKeys, nodeDefaults, parserKeys } from '../engine/section-keys.js';
import { otherServiceKeys, serviceKeys } from '../engine/service-keys.js';
import type { ConfigDifference } from '../model/compare/differences.js';
import type { Section } from '../model/config.js';
import { isPluginKind } from '../model/kinds.js';
import { coreKeys, pluginOfSection } from '../model/plugins.js';
import { booleanOf } from '../model/text.js';
import { defaultIn, defaultsOfKey } from '../versions/key-facts.js';

/**
 * What a difference between two values of a key does, where the tables of types and defaults know it, in a sentence: nothing, if
 * Fluent Bit reads both alike, or if one is what counts without the key; or that sizes and times have other units.
 */
export function effectOf({ what, before, after }: ConfigDifference): string | undefined {
  const [own = [], other = []] = [before?.leaves, after?.leaves];
  const [leaf] = own.length > 0 ? own : other;
  const section = before?.section ?? after?.section;
  if (what !== 'value' || leaf === undefined || section === undefined || own.length > 1 || other.length > 1) return undefined;
  const type = typeOf(section, leaf.key);
  const [left, right] = [own[0], other[0]];
  return left !== undefined && right !== undefined
    ? readingsOf(left.value, right.value, type)
    : defaultEffect(section, leaf.key, leaf.value, type);
}

type ReadAs = 'boolean' | 'size' | 'time' | 'integer' | 'double';

/** How Fluent Bit reads the values of a key; undefined for a text, and for a key that is not known. */
function typeOf(section: Section, key: string): ReadAs | undefined {
  const { kind } = section;
  if (kind === 'service') return readAs[serviceKeys.get(key) ?? otherServiceKeys.get(key) ?? ''];
  if (kind === 'node' || kind === 'parser') return readAs[(kind === 'node' ? knownNodeKeys : parserKeys).get(key) ?? ''];
  if (!isPluginKind(kind)) return undefined;
  const plugin = pluginOfSection(section);
  return plugin === undefined ? undefined : readAs[plugin.keys.get(key) ?? coreKeys(kind).get(key) ?? ''];
}

const readAs: Readonly<Record<string, ReadAs | undefined>> = {
  boolean: 'boolean',
  size: 'size',
  time: 'time',
  integer: 'integer',
  double: 'double',
};

/** What both sides are read as. Only a text that is all of its type is taken for one: what Fluent Bit makes of others, `check` says. */
function readingsOf(before: string, after: string, type: ReadAs | undefined): string | undefined {
  const [left, right] = [readingOf(before, type), readingOf(after, type)];
  if (left === undefined || right === undefined) return undefined;
  if (left === right) return `changes nothing: Fluent Bit reads both as ${left}`;
  const haveUnits = (type === 'size' || type === 'time') && /[a-z]/i.test(before + after);
  return haveUnits ? `Fluent Bit reads ${left} before and ${right} after` : undefined;
}

function readingOf(value: string, type: ReadAs | undefined): string | undefined {
  switch (type) {
    case 'boolean': {
      const read = booleanOf(value);
      return read === undefined ? undefined : read ? 'on' : 'off';
    }
    case 'size': {
      const bytes = /^\d+(?:\.\d+)?(?:[kmg]b?)?$/i.test(value) ? bytesOf(value) : undefined;
      return bytes === undefined ? undefined : `${bytes} bytes`;
    }
    case 'time':
      return /^\d+[smhd]?$/i.test(value) ? `${secondsOf(value)} seconds` : undefined;
    case 'integer':
      return /^\d+$/.test(value) ? String(atoi(value)) : undefined;
    case 'double':
      return /^\d+(?:\.\d*)?s?$/.test(value) ? String(atof(value)) : undefined;
    default:
      return undefined;
  }
}

/** Of a key that only one side has: whether it is set to what counts without it. */
function defaultEffect(section: Section, key: string, value: string, type: ReadAs | undefined): string | undefined {
  const { kind } = section;
  const plugin = pluginOfSection(section)?.name;
  const known = isPluginKind(kind) && plugin !== undefined ? defaultIn(defaultsOfKey(kind, plugin, key)) : undefined;
  const fallback = kind === 'node' ? nodeDefaults.get(key) : known?.value;
  if (fallback === undefined || fallback === null) return undefined;
  const isSame = value === fallback || (readingOf(value, type) ?? value) === readingOf(fallback, type);
  if (!isSame) return undefined;
  const since = known === undefined ? '' : ` from Fluent Bit ${known.lines.split('-')[0]} on`;
  return `changes nothing${since}: '${fallback}' counts without it, too`;
}
