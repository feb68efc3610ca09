import type { SectionKind } from './config.js';

/** Why a file is referred to: to load its sections of some kinds, or to read it in the place of the reference. */
export type FileKind = 'parsers' | 'plugins' | 'streams' | 'upstream' | 'include';

/** All that is known of a kind of section. What takes more than data is a table `satisfies Record<SectionKind, …>` elsewhere. */
export interface Kind {
  /** What one such section is called in a message. */
  readonly what: string;
  /** What it is to Fluent Bit: a plugin that runs, settings of the engine, something that these use, other files, or nothing. */
  readonly role: 'plugin' | 'settings' | 'used' | 'include' | 'nothing';
  /** Keys without which Fluent Bit does not load it. */
  readonly requires?: readonly string[];

  /** How classic writes it: a section with a header, a group within one, commands, or not at all. */
  readonly classic: 'section' | 'group' | '@SET' | '@INCLUDE' | 'command' | 'nowhere';
  /** Its header in classic. None where the section itself has a name. */
  readonly header?: string;
  /** Names that a header, or a key at the top of YAML, may abbreviate to any beginning (C-21, Y-3). */
  readonly abbreviates?: readonly string[];
  /** The file that classic has such sections in, to which a main file refers (M-5, M-8, M-11, M-13). */
  readonly file?: Exclude<FileKind, 'include'>;
  /** Keys whose values are paths of other files, and what those are for (R-1 … R-6). */
  readonly refers?: readonly (readonly [key: string, to: FileKind])[];

  /** The key in YAML and JSON under which such sections stand. */
  readonly key: string;
  /** What stands there: a list of maps, one for each section, a map, a list of texts; `named` is a map under the section's name. */
  readonly yaml: 'list' | 'upstreams' | 'map' | 'named' | 'texts' | 'variables' | 'nowhere';
  /** Whether the key stands below `pipeline`. */
  readonly inPipeline?: true;
  /** The key that each text of such a list becomes. */
  readonly textKey?: string;
  /** A key that holds more than texts in YAML. */
  readonly ownKey?: string;
  /** Whether Fluent Bit drops values of spaces only in YAML without a word; elsewhere it stops (Y-17). */
  readonly dropsSpaces?: true;

  /** Whether several sections mean the same as one, at least between two includes (E-1, C-22). */
  readonly joins?: true;
}

/** The kinds of sections. Those that can be abbreviated stand in the order in which Fluent Bit tries them (C-21). */
export const kinds = {
  service: {
    what: 'the service',
    role: 'settings',
    classic: 'section',
    header: 'SERVICE',
    abbreviates: ['service'],
    refers: [
      ['parsers_file', 'parsers'],
      ['plugins_file', 'plugins'],
      ['streams_file', 'streams'],
    ],
    key: 'service',
    yaml: 'map',
    dropsSpaces: true,
    joins: true,
  },
  parser: {
    what: 'a parser',
    role: 'used',
    requires: ['name', 'format'],
    classic: 'section',
    header: 'PARSER',
    abbreviates: ['parser'],
    file: 'parsers',
    key: 'parsers',
    yaml: 'list',
    dropsSpaces: true,
  },
  multiline_parser: {
    what: 'a multiline parser',
    role: 'used',
    requires: ['name', 'type'],
    classic: 'section',
    header: 'MULTILINE_PARSER',
    abbreviates: ['multiline_parser'],
    file: 'parsers',
    key: 'multiline_parsers',
    yaml: 'list',
    ownKey: 'rules',
  },
  stream_task: {
    what: 'a stream task',
    role: 'used',
    requires: ['name', 'exec'],
    classic: 'section',
    header: 'STREAM_TASK',
    abbreviates: ['stream_processor'],
    file: 'streams',
    key: 'stream_processor',
    yaml: 'list',
  },
  plugins: {
    what: 'plugins',
    role: 'used',
    classic: 'section',
    header: 'PLUGINS',
    abbreviates: ['plugins'],
    file: 'plugins',
    key: 'plugins',
    yaml: 'texts',
    textKey: 'path',
    joins: true,
  },
  upstream: {
    what: 'an upstream',
    role: 'used',
    classic: 'section',
    header: 'UPSTREAM',
    file: 'upstream',
    key: 'upstream_servers',
    yaml: 'upstreams',
    ownKey: 'nodes',
  },
  node: {
    what: 'a node',
    role: 'used',
    requires: ['name', 'host', 'port'],
    classic: 'section',
    header: 'NODE',
    file: 'upstream',
    key: 'node',
    yaml: 'nowhere',
  },
  custom: {
    what: 'a custom',
    role: 'plugin',
    requires: ['name'],
    classic: 'section',
    header: 'CUSTOM',
    abbreviates: ['custom', 'customs'],
    key: 'customs',
    yaml: 'list',
  },
  input: {
    what: 'an input',
    role: 'plugin',
    requires: ['name'],
    classic: 'section',
    header: 'INPUT',
    abbreviates: ['input', 'inputs'],
    key: 'inputs',
    yaml: 'list',
    inPipeline: true,
  },
  filter: {
    what: 'a filter',
    role: 'plugin',
    requires: ['name'],
    classic: 'section',
    header: 'FILTER',
    abbreviates: ['filter', 'filters'],
    key: 'filters',
    yaml: 'list',
    inPipeline: true,
  },
  output: {
    what: 'an output',
    role: 'plugin',
    requires: ['name'],
    classic: 'section',
    header: 'OUTPUT',
    abbreviates: ['output', 'outputs'],
    refers: [['upstream', 'upstream']],
    key: 'outputs',
    yaml: 'list',
    inPipeline: true,
  },
  env: { what: 'variables', role: 'used', classic: '@SET', key: 'env', yaml: 'variables', joins: true },
  include: {
    what: 'an include',
    role: 'include',
    classic: '@INCLUDE',
    refers: [['include', 'include']],
    key: 'includes',
    yaml: 'texts',
    textKey: 'include',
    joins: true,
  },
  extensions: { what: 'extensions', role: 'nothing', classic: 'nowhere', key: 'extensions', yaml: 'map' },
  group: { what: 'a group', role: 'nothing', classic: 'group', key: 'group', yaml: 'nowhere' },
  command: { what: 'a command', role: 'nothing', classic: 'command', key: 'command', yaml: 'nowhere' },
  other: { what: 'another section', role: 'nothing', classic: 'section', key: 'other', yaml: 'named', dropsSpaces: true },
} as const satisfies Record<SectionKind, Kind>;

/** The kinds that start a plugin. */
export type PluginSectionKind = { [K in SectionKind]: (typeof kinds)[K]['role'] extends 'plugin' ? K : never }[SectionKind];

/** The kinds that classic has in files of their own. */
export type FileSectionKind = { [K in SectionKind]: (typeof kinds)[K] extends { file: FileKind } ? K : never }[SectionKind];

/** Sections that start a plugin: a list is a key repeated for them (Y-20). */
export function isPluginKind(kind: SectionKind): kind is PluginSectionKind {
  return kinds[kind].role === 'plugin';
}

/** What is known of a kind, with all that a kind may have. */
export function kindOf(kind: SectionKind): Kind {
  return kinds[kind];
}

/** The kinds that meet a condition, in the order of the table. */
export function kindsWhere(holds: (kind: Kind) => boolean): readonly SectionKind[] {
  return allKinds.filter((kind) => holds(kinds[kind]));
}

const allKinds = Object.keys(kinds) as SectionKind[];
