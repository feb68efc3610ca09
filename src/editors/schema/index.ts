import type { SectionKind } from '../../model/config.js';
import { kinds, type PluginSectionKind } from '../../model/kinds.js';
import { type Edition, newestEdition, readsName } from '../edition.js';
import { ruleKeys, sectionKeys } from '../known.js';
import { keyWords, placeWords, sectionWords } from '../words/keys.js';
import type { Schema, Schemas } from './json-schema.js';
import { Maps, plainText } from './maps.js';
import { scalar } from './patterns.js';
import { pluginDefinitions, refTo } from './plugins.js';
import { processorDefinitions } from './processors.js';
import { SharedValues } from './shared-values.js';
import { inAnyCase } from './spellings.js';

export type { Schema } from './json-schema.js';

/**
 * The JSON Schema of Fluent Bit's YAML, from the tables. What Fluent Bit takes is valid; what it refuses is not, as far as a
 * schema can tell. It is for a version that reads YAML as the newest one does: from 2.0 on.
 */
export function makeSchema(edition: Edition = newestEdition): Schema {
  const shared = new SharedValues();
  const maps = new Maps(shared, edition);
  const sections = Object.fromEntries(Object.entries(topSections(maps, edition)).filter(([name]) => readsName(edition, name)));
  const lists = Object.fromEntries((['input', 'filter', 'output'] as const).map((kind) => [kinds[kind].key, listOf(kind)]));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Fluent Bit also takes keys that are repeated in a map, which YAML loaders refuse: a schema cannot say so.',
    title: 'Fluent Bit',
    description: `The configuration of Fluent Bit ${edition.name} in YAML.`,
    type: 'object',
    ...inAnyCaseEach(['pipeline', ...Object.keys(sections)]),
    // A flat map is stored and ignored, or is a section whose name is abbreviated (Y-2, Y-3).
    additionalProperties: { type: 'object', additionalProperties: scalar },
    definitions: {
      ...sections,
      pipeline: {
        title: 'pipeline',
        description: placeWords.pipeline,
        type: 'object',
        ...inAnyCaseEach(Object.keys(lists)),
        additionalProperties: false,
      },
      ...lists,
      ...pluginDefinitions(maps, edition),
      ...(edition.reads('processors') ? processorDefinitions(edition) : {}),
      ...shared.definitions,
    },
  };
}

/** Names that are taken in any case (Y-1), each with the definition of its name. */
function inAnyCaseEach(names: readonly string[]): Schema {
  return {
    properties: Object.fromEntries(names.map((name) => [name, refTo(name)])),
    patternProperties: Object.fromEntries(names.map((name) => [inAnyCase(name), refTo(name)])),
  };
}

function listOf(kind: PluginSectionKind): Schema {
  return described(kind, list(refTo(kind)));
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}

function described(kind: SectionKind, schema: Schema): Schema {
  return { title: kinds[kind].key, description: plainText(sectionWords[kind]), ...schema };
}

/** A map whose values are texts. */
function flat(maps: Maps, kind: Exclude<SectionKind, PluginSectionKind>, more: Schemas = {}): Schema {
  return maps.of(sectionKeys(kind, maps.edition), 'one', scalar, more);
}

const telemetry: Schemas = { telemetry: { title: 'telemetry', description: keyWords.service?.telemetry, type: 'object' } };

const variables: Schema = { type: 'object', additionalProperties: scalar };

/** What stands at the top besides the pipeline, by its name. */
function topSections(maps: Maps, edition: Edition): Schemas {
  const nodes: Schema = { title: 'nodes', description: keyWords.upstream?.nodes, ...list(flat(maps, 'node')) };
  return {
    service: described('service', flat(maps, 'service', edition.reads('telemetry') ? telemetry : {})),
    env: described('env', edition.reads('envList') ? { anyOf: [variables, list(variables)] } : variables),
    includes: described('include', list(scalar)),
    customs: listOf('custom'),
    parsers: described('parser', list(flat(maps, 'parser'))),
    multiline_parsers: described('multiline_parser', list(flat(maps, 'multiline_parser', { rules: rules(maps) }))),
    stream_processor: described('stream_task', list(flat(maps, 'stream_task'))),
    plugins: described('plugins', list(scalar)),
    upstream_servers: described('upstream', list(flat(maps, 'upstream', { nodes }))),
    extensions: described('extensions', { type: 'object' }),
  };
}

/** The multiline rules: their keys are translated as others are (Y-39). */
function rules(maps: Maps): Schema {
  return { title: 'rules', description: keyWords.multiline_parser?.rules, ...list(maps.of(ruleKeys, 'one', scalar)) };
}
