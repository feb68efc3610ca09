import type { Edition } from '../edition.js';
import { pluginKeys, sentencesOf } from '../known.js';
import { placeWords } from '../words/keys.js';
import { pluginWords } from '../words/plugins.js';
import type { Schema, Schemas } from './json-schema.js';
import { plainText } from './maps.js';
import { anyCase } from './patterns.js';
import { nameSchema, refTo, whereNamed } from './plugins.js';

const signals = ['logs', 'metrics', 'traces'] as const;

/** The lists of processors, by what they are for (Y-43): another type of them is refused (Y-45). And the processors in them. */
export function processorDefinitions(edition: Edition): Schemas {
  const list = (signal: (typeof signals)[number]): Schema => ({
    type: 'array',
    description: placeWords[signal],
    items: refTo('processor'),
  });
  return {
    processors: {
      title: 'processors',
      type: 'object',
      description: placeWords.processors,
      properties: Object.fromEntries(signals.map((signal) => [signal, list(signal)])),
      additionalProperties: false,
    },
    processor: anyProcessor(edition),
    ...Object.fromEntries(namesOf(edition).flatMap((name) => processorDefinition(name, edition))),
  };
}

/** Filters are processors, too (Y-43). */
function namesOf(edition: Edition): string[] {
  return [...new Set([...edition.pluginNames('processor'), ...edition.pluginNames('filter')])];
}

function kindOf(name: string, edition: Edition): 'processor' | 'filter' {
  return edition.pluginNames('processor').includes(name) ? 'processor' : 'filter';
}

/** The `name` of a processor is in lower case. */
function anyProcessor(edition: Edition): Schema {
  const names = namesOf(edition);
  const known = names.filter((name) => edition.pluginOf(kindOf(name, edition), name) !== undefined);
  return {
    title: 'processor',
    type: 'object',
    properties: { name: nameSchema('processor', names, []), condition: { title: 'condition', type: 'object' } },
    allOf: known.map((name) => whereNamed(name, ['name'], refTo(`processor-${name}`))),
  };
}

/** What stands in a processor: keys in any case, not translated (Y-43). Its values have types of their own. */
function processorDefinition(name: string, edition: Edition): [string, Schema][] {
  const kind = kindOf(name, edition);
  const plugin = edition.pluginOf(kind, name);
  if (plugin === undefined) return [];
  const keys = pluginKeys(kind, plugin, edition).filter((key) => key.name !== 'name' && key.name !== 'condition');
  const properties = keys
    .filter(({ isPrefix }) => !isPrefix)
    .map((key) => [key.name, { title: key.name, description: plainText(sentencesOf(key).join(' ')) }]);
  const spellings = ['condition', 'name', ...keys.map((key) => anyCase(key.name) + (key.isPrefix ? '.+' : ''))];
  const words = pluginWords[kind][name];
  const schema: Schema = {
    title: `processor ${name}`,
    ...(words === undefined ? {} : { description: `The processor ${name} ${words}.` }),
    properties: Object.fromEntries(properties),
    ...(plugin.isOlder ? {} : { propertyNames: { pattern: `^(?:${spellings.join('|')})$` } }),
  };
  return [[`processor-${name}`, schema]];
}
