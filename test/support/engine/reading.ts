import { type Property, type Section, type SectionKind, sectionsOf } from '../../../src/index.js';
import { keySpan, sectionSpan } from '../../../src/model/config.js';
import { isPluginKind } from '../../../src/model/kinds.js';
import type { Nested } from '../../../src/model/nested.js';
import { ruleTokens } from '../../../src/model/rule-text.js';
import { kindOfName } from '../../../src/model/section-kinds.js';
import { canonicalKey, lowerCase } from '../../../src/model/text.js';
import type { EngineConfig, EngineGroup, EngineSection, EngineValue } from './cases.js';
import type { PlacedSection } from './tree.js';

/**
 * What our readers made of a file and all that it includes, in the engine's own form. Two things that the engine's reading
 * tells are not in the model, since nothing acts on them: whether a text stood in a list of one (D-8), and the case of `@SET`.
 */
export function readingAsEngine(placed: readonly PlacedSection[]): EngineConfig {
  const config: EngineConfig = { env: [], metas: [], sections: [] };
  for (const one of placed) {
    const { kind, properties, name = '' } = one.section;
    if (kind === 'command') config.metas.push(...properties.map(({ value }): [string, string] => [name.toUpperCase(), value]));
    else if (kind !== 'env') config.sections.push(...sectionsAsEngine(one));
    else if (isClassic(one)) config.metas.push(...properties.map(({ key, value }): [string, string] => ['SET', `${key}=${value}`]));
    else config.env.push(...properties.map(variableAsEngine));
  }
  return { ...config, sections: withOneService(config.sections) };
}

function isClassic({ reading }: PlacedSection): boolean {
  return reading.format?.name === 'classic';
}

function variableAsEngine({ key, value, uri, refreshInterval = '0' }: Property): [string, string, string, number] {
  const unit = { m: 60, h: 3600, d: 86400 }[refreshInterval.slice(-1)] ?? 1;
  return [key, uri ? '' : value, uri ? value : '', Number.parseInt(refreshInterval, 10) * unit];
}

/** A section, and the nodes of an upstream beside it. */
function sectionsAsEngine({ section, reading }: PlacedSection): EngineSection[] {
  const nodes = sectionsOf({ sections: section.sections ?? [] }, 'node');
  return [section, ...nodes].map((one) => sectionAsEngine({ section: one, reading }));
}

function sectionAsEngine(placed: PlacedSection): EngineSection {
  const { section } = placed;
  const name = nameAsEngine(placed);
  const groups = sectionsOf({ sections: section.sections ?? [] }, 'group');
  const engineSection: EngineSection = {
    name,
    type: typeOf(section, name),
    properties: [],
    groups: groups.map((group) => ({ name: group.name ?? '', properties: group.properties.map(({ key, value }) => [key, value]) })),
  };
  for (const run of runsOf(section.properties)) addProperties(engineSection, placed, run);
  return engineSection;
}

/** Properties that share one key in the source, the items of a list. */
function runsOf(properties: readonly Property[]): Property[][] {
  const runs: Property[][] = [];
  for (const property of properties) {
    const last = runs.at(-1);
    if (last !== undefined && last[0]?.keyStart === property.keyStart) last.push(property);
    else runs.push([property]);
  }
  return runs;
}

function addProperties(engineSection: EngineSection, placed: PlacedSection, run: readonly Property[]): void {
  const { section, reading } = placed;
  const { properties, groups } = engineSection;
  const [first] = run;
  if (first === undefined) return;
  const { key, value, nested } = first;
  const { start, end } = keySpan(first);
  if (section.kind === 'plugins' && !isClassic(placed)) {
    // The engine keeps the paths as keys (Y-36).
    properties.push([value, '']);
  } else if (section.kind === 'multiline_parser' && reading.source.text.slice(start, end) === 'rules') {
    for (const rule of run) {
      properties.push(['rules', []]);
      groups.push(ruleAsEngine(rule));
    }
  } else if (nested !== undefined && isPluginKind(section.kind)) {
    addNested(engineSection, key, nested);
  } else {
    properties.push([key, nested !== undefined ? valueAsEngine(nested) : run.length > 1 ? run.map((one) => one.value) : value]);
  }
}

function ruleAsEngine({ value }: Property): EngineGroup {
  const [state = '', regex = '', nextState = ''] = ruleTokens(value).tokens;
  return {
    name: 'rule',
    properties: [
      ['state', state],
      ['regex', regex],
      ['next_state', nextState],
    ],
  };
}

/** Of a plugin's nested values, two kinds are groups (Y-21, Y-43). */
function addNested({ properties, groups }: EngineSection, key: string, nested: Nested): void {
  if (nested.type !== 'map' || key === 'routes' || key === 'telemetry') {
    properties.push([key, valueAsEngine(nested)]);
    return;
  }
  const entries = nested.entries.map(({ key: name, value }): [string, EngineValue] => [name, valueAsEngine(value)]);
  if (key === 'processors') {
    // A signal without processors leaves nothing behind.
    groups.push({ name: key, properties: entries.filter(([, value]) => Array.isArray(value) && value.length > 0) });
    return;
  }
  properties.unshift([key, []]);
  groups.push({ name: key, properties: entries.map(([name, value]) => [canonicalKey(name), value]) });
}

function valueAsEngine(nested: Nested): EngineValue {
  switch (nested.type) {
    case 'scalar':
      return nested.typed ? typedAsEngine(nested.text) : nested.text;
    case 'list':
      return nested.items.map(({ value }) => valueAsEngine(value));
    case 'map':
      return nested.entries.map(({ key, value }) => [key, valueAsEngine(value)]);
  }
}

function typedAsEngine(text: string): EngineValue {
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^\d+$/.test(text)) return { $uint: text };
  return /^-\d+$/.test(text) ? { $int: text } : { $double: text };
}

/** What the engine calls the items of YAML's lists. */
const itemNames: Partial<Record<SectionKind, string>> = {
  input: 'input',
  filter: 'filter',
  output: 'output',
  custom: 'customs',
  parser: 'parser',
  multiline_parser: 'multiline_parser',
  stream_task: 'stream_processor',
  plugins: 'plugins',
};

/** A section's name is as written in its header, or above its map; the items of lists have none of their own. */
function nameAsEngine(placed: PlacedSection): string {
  const { section, reading } = placed;
  if (section.kind === 'other') return section.name ?? '';
  const { start, end } = sectionSpan(section);
  if (isClassic(placed)) return reading.source.text.slice(start + 1, end - 1);
  const written = reading.source.text.slice(start, end).replace(/^"(.*)"$/, '$1');
  const itemName = itemNames[section.kind];
  return itemName === undefined || kindOfName(written)?.kind === section.kind ? written : itemName;
}

const types: readonly SectionKind[] = [
  'service',
  'parser',
  'multiline_parser',
  'stream_task',
  'plugins',
  'upstream',
  'custom',
  'input',
  'filter',
  'output',
];

/** Two names mean something to a loader, or nothing, though their type says otherwise (U-5, M-8). */
function typeOf({ kind }: Section, name: string): number {
  const lower = lowerCase(name);
  if (kind === 'other' && 'upstream_servers'.startsWith(lower)) return types.indexOf('upstream');
  const type = lower === 'stream_task' ? -1 : types.indexOf(kind);
  return type === -1 ? types.length : type;
}

/** The engine adds every further service to the first one (C-22). */
function withOneService(sections: readonly EngineSection[]): EngineSection[] {
  const first = sections.find(({ type }) => type === 0);
  const merged: EngineSection[] = [];
  for (const section of sections) {
    if (section.type !== 0 || section === first) merged.push(section);
    else first?.properties.push(...section.properties);
  }
  return merged;
}
