import { type Property, type Section, type SectionKind, sectionsOf } from '../../../src/index.js';
import { firstValue } from '../../../src/model/config.js';
import { ruleTokens } from '../../../src/model/rule-text.js';
import { lowerCase } from '../../../src/model/text.js';
import { asNumber } from './upstream.js';

/** What the engine applied: its settings, and what each plugin received, in order. */
export interface Applied {
  env: [string, string][];
  service: Record<string, unknown>;
  parsers: AppliedParser[];
  multiline_parsers: AppliedMultilineParser[];
  customs: { name: string; props: [string, string | null][] }[];
  inputs: (AppliedPlugin & { tag: string | null; tel: number; proc: Processors })[];
  filters: (AppliedPlugin & { match: string | null })[];
  outputs: (AppliedPlugin & {
    match: string | null;
    retry_limit: number;
    tls: number;
    tls_verify: number;
    net: [string, string][];
    proc: Processors;
  })[];
}

interface AppliedPlugin {
  /** The plugin's name and a number that counts its instances. */
  name: string;
  alias: string | null;
  /** Null is an unset value (M-12). */
  props: [string, string | null][];
}

type Processors = Record<'logs' | 'metrics' | 'traces', unknown[]>;

interface AppliedParser {
  name: string | null;
  type: number | undefined;
  regex: string | null;
  time_fmt: string | null;
  time_key: string | null;
  time_keep: number;
  time_strict: number;
  skip_empty: number;
  time_offset: number;
  types: [string, number | undefined][];
  /** Each of them: the field, whether it is a `decode_field_as`, the decoder, the action. */
  decoders: [string, number, number | undefined, number | undefined][];
}

interface AppliedMultilineParser {
  name: string | null;
  type: number | undefined;
  negate: number;
  flush_ms: number;
  match: string | null;
  key_content: string | null;
  key_pattern: string | null;
  key_group: string | null;
  parser: string | null;
  parser_found: boolean;
  /** Each of them: its states, the next one, and how many rules that leads to. */
  rules: { from: string[]; to: string | null; mapped: number }[];
}

/** What the engine finds outside of the configuration. */
export interface Surroundings {
  env: Record<string, string>;
  /** The content of files by their paths in full. */
  files: Record<string, string>;
}

/** A configuration: the sections of its main file and what that includes, and those of a file that it refers to. */
export interface Loaded {
  sections: Section[];
  sectionsAt: (path: string) => Section[];
}

/** Does with our model what the engine does with its own, in the engine's order (M-1). */
export function applyAsEngine({ sections, sectionsAt }: Loaded, surroundings: Surroundings): Applied {
  const config = { sections };
  const env = environment(sectionsOf(config, 'env'), surroundings.files);
  const expand: Expand = (text) => expandVariables(text, (name) => env.get(name) ?? surroundings.env[name]);
  const settings = sectionsOf(config, 'service').flatMap(({ properties }) => properties);
  const parserFiles = settings.filter(({ key }) => lowerCase(key) === 'parsers_file').map(({ value }) => sectionsAt(expand(value)));
  const parsers = { sections: [...parserFiles.flat(), ...sections] };
  const plugins = (kind: SectionKind) => applyPlugins(sectionsOf(config, kind), expand);
  return {
    env: [...env],
    service: applyService(settings, expand),
    parsers: sectionsOf(parsers, 'parser').map((section) => applyParser(section, expand)),
    multiline_parsers: sectionsOf(parsers, 'multiline_parser').map((section) => applyMultilineParser(section, expand)),
    customs: plugins('custom').map(({ name, own }) => ({ name, props: own })),
    inputs: plugins('input').map(({ name, core, own }) => ({
      name,
      alias: core.get('alias') ?? null,
      tag: core.get('tag') ?? null,
      tel: -1,
      props: withoutEmpty(own),
      proc: { logs: [], metrics: [], traces: [] },
    })),
    filters: plugins('filter').map(({ name, core, own }) => ({
      name,
      alias: core.get('alias') ?? null,
      match: core.get('match') ?? null,
      props: own,
    })),
    outputs: plugins('output').map(({ name, core, own }) => ({
      name,
      alias: core.get('alias') ?? null,
      match: core.get('match') ?? null,
      retry_limit: core.get('retry_limit') === 'no_limits' ? -1 : Number(core.get('retry_limit') ?? 1),
      tls: asNumber(core.get('tls') ?? 'off'),
      tls_verify: asNumber(core.get('tls.verify') ?? 'on'),
      net: [...core].filter(([key]) => key.startsWith('net.')),
      props: withoutEmpty(own),
      proc: { logs: [], metrics: [], traces: [] },
    })),
  };
}

type Expand = (text: string) => string;

/** The last value of each variable counts (E-1); that of a file is its content, but for one line end (E-4). */
function environment(sections: readonly Section[], files: Record<string, string>): Map<string, string> {
  const env = new Map<string, string>();
  for (const { key, value } of sections.flatMap(({ properties }) => properties)) {
    const file = /^file:\/\/(.*)$/.exec(value)?.[1];
    env.set(key, file === undefined ? value : (files[file] ?? '').replace(/\n$/, ''));
  }
  return env;
}

/** Values are not expanded again (E-2); of other forms there is only the default for what is unset or empty (E-3). */
function expandVariables(text: string, find: (name: string) => string | undefined): string {
  return text.replace(/\$\{([^}]*?)(?::-([^}]*))?\}/g, (_, name: string, fallback = '') => find(name) || fallback);
}

/** What the engine starts with, as far as it was looked at. */
const defaults = {
  flush: 1,
  grace: 5,
  verbose: 3,
  daemon: 0,
  http_server: 0,
  http_port: '2020',
  log_file: null,
  storage_path: null,
  hc_errors_count: 5,
  coro_stack_size: 65536,
  hot_reload: 0,
  tag_records: 0,
};

const levels = ['off', 'error', 'warn', 'info', 'debug', 'trace'];

/** The last of repeated settings counts (D-9). */
function applyService(settings: readonly Property[], expand: Expand): Record<string, unknown> {
  const service: Record<string, unknown> = { ...defaults };
  for (const { key, value: written } of settings) {
    const value = expand(written);
    const name = lowerCase(key);
    if (name === 'log_level') service.verbose = levels.indexOf(value);
    else if (name === 'http_server') service.http_server = asNumber(value);
    else if (name === 'http_port') service.http_port = value;
    else if (name === 'flush' || name === 'grace') service[name] = Number(value);
  }
  return service;
}

/** Keys that the engine takes from every plugin, as far as the pairs have them. */
const coreKeys = /^(?:name|alias|tag|match|retry_limit|tls(?:\..*)?|net\..*)$/;

interface Instance {
  name: string;
  /** The last of repeated core properties counts (D-8). */
  core: Map<string, string>;
  /** What the plugin itself receives: pairs in the order of the file (D-1). */
  own: [string, string][];
}

function applyPlugins(sections: readonly Section[], expand: Expand): Instance[] {
  const instances = new Map<string, number>();
  return sections.map((section) => {
    const name = expand(firstValue(section, 'name') ?? '');
    const number = instances.get(name) ?? 0;
    instances.set(name, number + 1);
    const pairs = section.properties.map(({ key, value }): [string, string] => [lowerCase(key), expand(value)]);
    return {
      name: `${name}.${number}`,
      core: new Map(pairs.filter(([key]) => coreKeys.test(key))),
      own: pairs.filter(([key]) => !coreKeys.test(key)),
    };
  });
}

/** To inputs and outputs, an empty value is none (M-12). */
function withoutEmpty(pairs: readonly [string, string][]): [string, string | null][] {
  return pairs.map(([key, value]) => [key, value === '' ? null : value]);
}

const parserFormats: Record<string, number> = { regex: 1, json: 2 };
const fieldTypes: Record<string, number> = { integer: 1, float: 2 };
const decoders: Record<string, number> = { json: 0, escaped_utf8: 2 };
const actions: Record<string, number> = { '': 0, do_next: 2 };

/** The first of repeated keys counts, but for decoders: all of them do, in their order (M-5b). */
function applyParser(section: Section, expand: Expand): AppliedParser {
  const text = (key: string) => expandedValue(section, key, expand);
  const types = text('types')?.split(' ') ?? [];
  return {
    name: text('name'),
    type: parserFormats[text('format') ?? ''],
    regex: text('regex'),
    time_fmt: text('time_format'),
    time_key: text('time_key'),
    time_keep: asNumber(text('time_keep') ?? 'off'),
    time_strict: asNumber(text('time_strict') ?? 'on'),
    skip_empty: asNumber(text('skip_empty_values') ?? 'on'),
    time_offset: 0,
    types: types.map((one) => {
      const [field = '', type = ''] = one.split(':');
      return [field, fieldTypes[type]];
    }),
    decoders: section.properties.flatMap(({ key, value }): AppliedParser['decoders'] => {
      const name = lowerCase(key);
      if (!name.startsWith('decode_field')) return [];
      const [decoder = '', field = '', action = ''] = expand(value).split(' ');
      return [[field, Number(name === 'decode_field_as'), decoders[decoder], actions[action]]];
    }),
  };
}

const multilineTypes: Record<string, number> = { regex: 1, endswith: 2 };

/** The first of repeated keys counts (M-6b); of rules, nothing is expanded (E-6). */
function applyMultilineParser(section: Section, expand: Expand): AppliedMultilineParser {
  const text = (key: string) => expandedValue(section, key, expand);
  const rules = section.properties
    .filter(({ key }) => lowerCase(key) === 'rule')
    .map(({ value }) => {
      const [states = '', , nextState] = ruleTokens(value).tokens;
      return { from: states.split(',').map((state) => state.trim()), to: nextState ?? null };
    });
  return {
    name: text('name'),
    type: multilineTypes[text('type') ?? ''],
    negate: asNumber(text('negate') ?? 'off'),
    flush_ms: Number.parseInt(text('flush_timeout') ?? '4000', 10),
    match: text('match_string'),
    key_content: text('key_content'),
    key_pattern: text('key_pattern'),
    key_group: text('key_group'),
    parser: text('parser'),
    parser_found: false,
    rules: rules.map(({ from, to }) => ({ from, to, mapped: rules.filter((rule) => to !== null && rule.from.includes(to)).length })),
  };
}

function expandedValue(section: Section, key: string, expand: Expand): string | null {
  const value = firstValue(section, key);
  return value === undefined ? null : expand(value);
}
