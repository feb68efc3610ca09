/** A way to write something that not every version reads. */
export interface Form {
  /** What it is, as the subject of a sentence. */
  readonly what: string;
  /** The ranges of versions that read it: `>=2.1.9`, `>=2.0.0 <2.1.0`. */
  readonly in: readonly string[];
  /** What the other versions do. */
  readonly otherwise: string;
  /** An error where the configuration would not do what it says, a warning where little is lost. */
  readonly severity: 'error' | 'warning';
  readonly instead?: string;
}

/**
 * Each form was run on thirteen builds, one for each line and two at the edges; the patch numbers are those of the first release
 * that has the commit. docs/versions.md has the table. A new version adds rows, or ends ranges.
 */
export const forms = {
  yaml: {
    what: 'YAML',
    in: ['>=2.0.0'],
    otherwise: 'it has another YAML, or none',
    severity: 'error',
    instead: 'write classic',
  },
  capitals: {
    what: 'a key with a capital that is looked up by its name',
    in: ['<3.2.0', '>=4.0.1'],
    otherwise: 'it does not find the key',
    severity: 'error',
    instead: 'write the key in lower case',
  },
  camelCase: {
    what: 'a key in camelCase',
    in: ['>=3.2.0'],
    otherwise: 'it reads the words as one, without _, and knows no such key',
    severity: 'error',
    instead: 'write the words with _ between them',
  },
  variantsOfOneKey: {
    what: 'a key of one value that comes again in another case',
    in: ['>=3.2.0'],
    otherwise: 'it does not start',
    severity: 'error',
    instead: 'keep the last one',
  },
  lists: {
    what: 'a list as a value',
    in: ['>=2.0.0 <2.1.0', '>=2.1.9'],
    otherwise: 'it loses the values without a word',
    severity: 'error',
    instead: 'repeat the key',
  },
  envList: {
    what: "'env' as a list",
    in: ['>=5.0.3'],
    otherwise: 'it refuses the file',
    severity: 'error',
    instead: 'write a map of names and values, without uri and refresh_interval',
  },
  envEmpty: {
    what: "an empty value in 'env'",
    in: ['>=5.0.3'],
    otherwise: 'it refuses the file',
    severity: 'error',
    instead: 'leave the variable out: one that is not set is empty, too',
  },
  envSpaces: {
    what: "spaces around a value in 'env'",
    in: ['>=5.0.3'],
    otherwise: 'it trims them',
    severity: 'warning',
  },
  envFile: {
    what: 'a variable with the content of a file (file://)',
    in: ['>=4.0.0'],
    otherwise: 'the variable is the path itself',
    severity: 'error',
    instead: 'set the variable where Fluent Bit is started',
  },
  envDefault: {
    what: 'a default as in ${NAME:-text}',
    in: ['>=4.2.5 <5.0.0', '>=5.0.6'],
    otherwise: 'it reads an empty text',
    severity: 'error',
    instead: "set the default as a variable, in 'env' or with @SET",
  },
  unknownMap: {
    what: 'a section of an unknown name',
    in: ['<2.1.9', '>=5.1.0'],
    otherwise: 'it sets a variable for each of its keys',
    severity: 'warning',
    instead: 'write a comment',
  },
  flatSections: {
    what: 'a section as a map of its own at the top',
    in: ['>=2.0.0 <2.1.9', '>=5.1.0'],
    otherwise: 'it takes the keys as variables, and the section is missing',
    severity: 'error',
    instead: 'write a list',
  },
  flatUpstreams: {
    what: "'upstream' or 'plugins' as a map of its own",
    in: ['>=2.0.0 <2.1.9'],
    otherwise: 'it does not read it',
    severity: 'error',
    instead: 'write a list',
  },
  relativeInclude: {
    what: 'an include by a relative path',
    in: ['>=2.1.9'],
    otherwise: 'a file of that name in the working directory comes first',
    severity: 'warning',
    instead: 'write the path in full',
  },
  emptyPattern: {
    what: 'an include whose pattern may match nothing',
    in: ['>=2.1.9'],
    otherwise: 'it stops if no file matches',
    severity: 'warning',
  },
  emptyMatch: {
    what: 'an include that no file matches',
    in: ['>=2.1.9'],
    otherwise: 'it does not start',
    severity: 'error',
    instead: 'correct the path, or add the file',
  },
  parsers: {
    what: "'parsers' and 'multiline_parsers' in YAML",
    in: ['>=3.2.0'],
    otherwise: 'it does not read them, and a parsers file is left out with one line in the log',
    severity: 'error',
    instead: 'keep a classic parsers file',
  },
  streams: {
    what: "'stream_processor' in YAML",
    in: ['>=3.2.0'],
    otherwise: 'it does not read it, and a streams file is left out with one line in the log',
    severity: 'error',
    instead: 'keep a classic streams file',
  },
  plugins: {
    what: "'plugins' in YAML",
    in: ['>=3.2.0'],
    otherwise: 'it does not read it, and a plugins file is left out with one line in the log',
    severity: 'error',
    instead: 'keep a classic plugins file',
  },
  pluginsFile: {
    what: 'a plugins file in YAML',
    in: ['>=3.2.3'],
    otherwise: 'it loads no plugin of the file',
    severity: 'error',
    instead: "name a classic plugins file, or put 'plugins' into the main file",
  },
  upstreams: {
    what: "'upstream_servers' in YAML",
    in: ['>=3.2.0'],
    otherwise: 'it refuses the file',
    severity: 'error',
    instead: 'keep a classic upstream file',
  },
  classicStreams: {
    what: 'a stream task in a classic main file',
    in: ['>=3.2.0'],
    otherwise: 'it ignores the section without a word',
    severity: 'error',
    instead: "move it into a file that 'streams_file' names",
  },
  nodeHostName: {
    what: "'tls.verify_hostname' of a node",
    in: ['>=3.1.6'],
    otherwise: 'it does not read the key, and the host name stays unchecked',
    severity: 'warning',
  },
  nodeVariable: {
    what: 'a variable in a node',
    in: ['>=3.1.7'],
    otherwise: 'it takes the text ${…} as it is',
    severity: 'error',
    instead: 'write the value itself',
  },
  nodeKeys: {
    what: 'a key of a node beside name, host, port and tls',
    in: ['<2.0.0', '>=2.0.6'],
    otherwise: 'it reads another value',
    severity: 'error',
  },
  customs: {
    what: "'customs' in YAML",
    in: ['>=2.1.7'],
    otherwise: 'it refuses the file',
    severity: 'error',
    instead: 'write classic',
  },
  processors: {
    what: "'processors'",
    in: ['>=2.1.0'],
    otherwise: 'it refuses them, or ignores them',
    severity: 'error',
    instead: 'use filters',
  },
  processorLists: {
    what: 'a list as a value in a processor',
    in: ['>=2.2.0'],
    otherwise: 'it refuses the file, or reads another value',
    severity: 'error',
    instead: 'repeat the key',
  },
  longLists: {
    what: 'a list of more than ten items in processors or routes',
    in: ['>=2.2.0 <3.1.0'],
    otherwise: 'it refuses the file',
    severity: 'error',
    instead: 'repeat the key in another case',
  },
  processorMaps: {
    what: 'a map or a list of lists in a processor',
    in: ['>=3.1.0'],
    otherwise: 'it refuses the file',
    severity: 'error',
  },
  condition: {
    what: "'condition' of a processor",
    in: ['>=4.0.0'],
    otherwise: 'it refuses the file',
    severity: 'error',
  },
  filterCondition: {
    what: "'condition' of a filter in processors",
    in: ['>=5.0.0'],
    otherwise: 'it refuses the file, or applies the filter to every record',
    severity: 'error',
  },
  routes: {
    what: "'routes'",
    in: ['>=4.2.0'],
    otherwise: 'it refuses the file',
    severity: 'error',
    instead: 'use tags and match',
  },
  telemetry: {
    what: "'telemetry', or another map in the service",
    in: ['>=5.1.0'],
    otherwise: 'it refuses the file',
    severity: 'error',
  },
  extensions: {
    what: "'extensions'",
    in: ['>=5.1.0'],
    otherwise: 'it refuses the file, or sets a variable for each key',
    severity: 'error',
    instead: 'write comments',
  },
  longLines: {
    what: 'a classic line of more than 4095 bytes',
    in: ['>=2.1.8'],
    otherwise: 'it refuses the file',
    severity: 'error',
  },
  elasticsearch: {
    what: "the name 'elasticsearch' of the output es",
    in: ['>=5.1.0'],
    otherwise: 'it knows no such plugin',
    severity: 'error',
    instead: "write 'es'",
  },
} as const satisfies Record<string, Form>;

export type FormName = keyof typeof forms;

/** What the engine does about any configuration from a version on, that it did otherwise before. */
export interface Change {
  readonly since: string;
  readonly now: string;
  readonly before: string;
  /** What a configuration has that it concerns: settings of the service, processors, maps in plugins, plugins at all. */
  readonly concerns: 'sideFiles' | 'processors' | 'maps' | 'plugins';
}

export const changes: readonly Change[] = [
  {
    since: '5.1.0',
    now: 'a parsers, plugins or streams file that cannot be read stops the start',
    before: 'Fluent Bit ran on without it',
    concerns: 'sideFiles',
  },
  {
    since: '4.0.2',
    now: 'an unknown processor stops the start',
    before: 'Fluent Bit ran on without it',
    concerns: 'processors',
  },
  {
    since: '4.0.3',
    now: 'a map or an empty list as the value of a plugin stops the start',
    before: 'Fluent Bit ran on without it',
    concerns: 'maps',
  },
  {
    since: '5.0.0',
    now: '--dry-run finds keys that a plugin does not know',
    before: 'it checked the syntax only',
    concerns: 'plugins',
  },
];
