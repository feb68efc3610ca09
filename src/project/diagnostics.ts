import { define } from '../diagnostics/define.js';
import { didYouMean } from '../diagnostics/words.js';

export const fileNotFound = define({
  code: 'FLB501',
  name: 'file-not-found',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['C-31', 'C-32', 'Y-30', 'R-1', 'R-4'],
  why: 'Fluent Bit stops, or starts without the file, when it is not where it looks. Its `--dry-run` does not find a missing upstream file.',
  sample: { path: 'upstream.conf', kind: 'upstream', places: 'in the working directory' },
  says: ({ path, kind, places }: { path: string; kind: string; places?: string }) => ({
    text: `${isPattern(path, kind) ? 'no file matches' : 'there is no file'} '${path}'${places === undefined ? '' : `: Fluent Bit looks ${places}`}`,
    help: 'correct the path, or add the file',
  }),
});

export const fileElsewhere = define({
  code: 'FLB502',
  name: 'file-elsewhere',
  severity: 'warning',
  facts: ['R-1'],
  why: 'A path that begins elsewhere on the machine often exists only where Fluent Bit runs.',
  sample: { path: '/etc/fluent-bit/parsers.conf' },
  says: ({ path }: { path: string }) => ({
    text: `'${path}' is not on this machine, so it was not checked`,
    help: 'check it where it is; --no-references leaves out what files refer to',
  }),
});

export const fileNotReadable = define({
  code: 'FLB503',
  name: 'file-not-readable',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['C-32'],
  why: 'Fluent Bit cannot use what it cannot read: a directory, or a file that it has no permission for.',
  sample: { path: 'parsers.conf', problem: 'permission denied' },
  says: ({ path, problem }: { path: string; problem: string }) => ({
    text: `'${path}' cannot be read: ${problem}`,
    help: 'correct the path, or make the file readable',
  }),
});

export const fileShadowed = define({
  code: 'FLB504',
  name: 'file-shadowed',
  severity: 'warning',
  facts: ['C-31', 'Q-23'],
  why: 'Fluent Bit looks in its working directory before it looks beside the configuration.',
  sample: { path: 'inputs.conf', shadowed: 'conf/inputs.conf' },
  says: ({ path, shadowed }: { path: string; shadowed: string }) => ({
    text: `Fluent Bit reads '${path}' of the working directory if it is started there, and not '${shadowed}'`,
    help: 'write the path in full, or start Fluent Bit elsewhere',
  }),
});

export const fileNotFollowed = define({
  code: 'FLB505',
  name: 'file-not-followed',
  severity: 'info',
  facts: ['E-6', 'R-1'],
  why: 'The value of the variable is known only where Fluent Bit runs.',
  sample: { path: '${PARSERS}' },
  says: ({ path }: { path: string }) => ({ text: `Fluent Bit fills in '${path}' when it starts, so that file was not checked` }),
});

export const fileInAnotherFormat = define({
  code: 'FLB506',
  name: 'file-in-another-format',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['C-36', 'C-37', 'Y-34'],
  why: 'An included file is read in the format of the file that includes it, any other file in the format that its suffix names.',
  sample: { path: 'inputs.conf', format: 'yaml', content: 'classic', kind: 'include' },
  says: ({ path, format, content, kind }: { path: string; format: string; content: string; kind: string }) => ({
    text: `Fluent Bit reads '${path}' as ${format} here, its content looks like ${content}`,
    help:
      kind === 'include'
        ? `convert it to ${format}: a file includes only files of its own format`
        : `give it the suffix ${content === 'classic' ? '.conf' : '.yaml'}`,
  }),
});

export const fileReadTwice = define({
  code: 'FLB507',
  name: 'file-read-twice',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['C-32', 'Y-31'],
  why: 'Fluent Bit refuses a configuration that includes a file twice.',
  sample: { path: 'inputs.conf', effect: 'Fluent Bit stops' },
  says: ({ path, effect }: { path: string; effect: string }) => ({
    text: `'${path}' is read a second time: ${effect}`,
    help: 'remove it here or there',
  }),
});

export const fileIncludedAgain = define({
  code: 'FLB508',
  name: 'file-included-again',
  severity: 'warning',
  facts: ['Y-31'],
  why: 'In YAML, Fluent Bit compares paths and not files, and so does not notice that it reads one file twice.',
  sample: { path: '../conf/inputs.yaml' },
  says: ({ path }: { path: string }) => ({
    text: `'${path}' is the same file by another path: Fluent Bit reads it again, and everything in it counts twice`,
    help: 'remove it here or there',
  }),
});

export const includeWithoutMatch = define({
  code: 'FLB509',
  name: 'include-without-match',
  severity: 'warning',
  facts: ['Y-32', 'Q-22'],
  why: 'Fluent Bit prints a warning and starts without the files.',
  sample: { path: 'conf.d/*.yaml' },
  says: ({ path }: { path: string }) => ({
    text: `no file matches '${path}': Fluent Bit goes on without it`,
    help: 'correct the path, or add the file',
  }),
});

export const includeOrder = define({
  code: 'FLB510',
  name: 'include-order',
  severity: 'warning',
  facts: ['C-34', 'Y-32', 'I-19'],
  why: 'Fluent Bit reads the files that a pattern matches in the order of the directory, which nobody sorts. Filters run in the order in which they are read.',
  sample: { path: 'conf.d/*.conf' },
  says: ({ path }: { path: string }) => ({
    text: `several of the files that '${path}' matches have filters, which run in the order of the directory: it differs between machines`,
    help: 'include them one by one',
  }),
});

export const serviceOrder = define({
  code: 'FLB528',
  name: 'service-order',
  severity: 'warning',
  facts: ['C-22', 'C-34', 'I-19'],
  why: 'Fluent Bit reads the files that a pattern matches in the order of the directory, which nobody sorts. Of several settings of one key, the last one counts.',
  sample: { path: 'conf.d/*.conf' },
  says: ({ path }: { path: string }) => ({
    text: `several of the files that '${path}' matches have a [SERVICE]: which setting of a key counts differs between machines`,
    help: 'keep [SERVICE] in one of them, or include them one by one',
  }),
});

export const variableOrder = define({
  code: 'FLB529',
  name: 'variable-order',
  severity: 'warning',
  facts: ['C-34', 'E-1', 'Y-32', 'I-19'],
  why: 'Fluent Bit reads the files that a pattern matches in the order of the directory, which nobody sorts. Of several values of a variable, the last one counts.',
  sample: { path: 'conf.d/*.conf', variables: "'LEVEL'" },
  says: ({ path, variables }: { path: string; variables: string }) => ({
    text: `several of the files that '${path}' matches set ${variables} to different values: which one counts differs between machines`,
    help: 'set it in one of them, or include them one by one',
  }),
});

export const patternNeedsFullPath = define({
  code: 'FLB527',
  name: 'pattern-needs-full-path',
  severity: 'warning',
  facts: ['I-1', 'Y-32'],
  why: 'Fluent Bit joins what a pattern matches with the directory of the including file a second time. That does no harm where the directory is an absolute path, or empty.',
  sample: { path: 'conf.d/*.yaml' },
  says: ({ path }: { path: string }) => ({
    text: `Fluent Bit does not start from here with a relative path: it finds what '${path}' matches, and then looks for that in another directory`,
    help: 'start it with an absolute path, or include the files one by one',
  }),
});

export const nothingToLoad = define({
  code: 'FLB511',
  name: 'nothing-to-load',
  severity: 'warning',
  facts: ['R-1', 'R-2', 'R-3'],
  why: 'Fluent Bit takes sections of one kind from the file and finds none.',
  sample: { path: 'parsers.conf', what: 'parsers' },
  says: ({ path, what }: { path: string; what: string }) => ({
    text: `no ${what} in '${path}'`,
    help: 'correct the path, or remove the reference',
  }),
});

export const fileWithoutUpstream = define({
  code: 'FLB512',
  name: 'file-without-upstream',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['U-16', 'Q-3'],
  why: 'An output that names an upstream file needs nodes in it. Fluent Bit may crash without them.',
  sample: { path: 'upstream.conf' },
  says: ({ path }: { path: string }) => ({
    text: `no upstream in '${path}': Fluent Bit crashes or stops`,
    help: 'name a file with an upstream and its nodes',
  }),
});

export const sectionsNotLoaded = define({
  code: 'FLB513',
  name: 'sections-not-loaded',
  severity: 'warning',
  facts: ['R-1', 'R-2', 'R-3', 'R-4'],
  why: 'Fluent Bit takes sections of one kind from such a file and ignores all others.',
  sample: { path: 'parsers.conf', sections: "'input'" },
  says: ({ path, sections }: { path: string; sections: string }) => ({
    text: `Fluent Bit does not read all of '${path}' here: it ignores ${sections}`,
    help: 'move that elsewhere',
  }),
});

export const parserDefinedTwice = define({
  code: 'FLB514',
  name: 'parser-defined-twice',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['M-5b', 'I-6', 'Q-25'],
  why: 'The name of a parser must be unique in everything that one service loads.',
  sample: { name: 'app', file: 'parsers.conf', line: 4 },
  says: ({ name, file, line }: { name: string; file: string; line: number }) => ({
    text: `the parser '${name}' is defined already, in line ${line} of ${file}: Fluent Bit does not start`,
    help: 'rename or remove one of them',
  }),
});

export const unknownParser = define({
  code: 'FLB519',
  name: 'unknown-parser',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['I-9'],
  why: 'Fluent Bit does not start if a plugin needs a parser that no file defines. Its `--dry-run` does not find the mistake.',
  sample: { key: 'parser', parser: 'ngnix', kind: 'parser', suggestion: 'nginx' },
  says: ({ key, parser, kind, suggestion }: { key: string; parser: string; kind: string; suggestion?: string }) => ({
    text: `there is no ${kind} '${parser}', which '${key}' needs: Fluent Bit does not start`,
    help: didYouMean(suggestion).help ?? 'correct the name, or add the file that defines it',
  }),
});

export const parserLeftOut = define({
  code: 'FLB520',
  name: 'parser-left-out',
  severity: 'warning',
  facts: ['I-9'],
  why: 'Some plugins go on without a parser that no file defines: records stay as they came.',
  sample: { key: 'parser', parser: 'ngnix', kind: 'parser', suggestion: 'nginx' },
  says: ({ key, parser, kind, suggestion }: { key: string; parser: string; kind: string; suggestion?: string }) => ({
    text: `there is no ${kind} '${parser}' for '${key}': Fluent Bit prints an error and goes on without`,
    help: didYouMean(suggestion).help ?? 'correct the name, or add the file that defines it',
  }),
});

export const noStoragePath = define({
  code: 'FLB521',
  name: 'no-storage-path',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['I-8', 'I-24'],
  why: 'An input keeps its chunks in the file system below the path that the service names, and Fluent Bit does not start without one.',
  sample: {},
  says: () => ({
    text: "'storage.type filesystem' without a path for it in the service: Fluent Bit does not start",
    help: "add 'storage.path' to the service, or start Fluent Bit with --storage_path",
  }),
});

export const sharedDatabase = define({
  code: 'FLB522',
  name: 'shared-database',
  severity: 'warning',
  facts: ['I-11'],
  why: 'Inputs that keep their positions in one database read those of each other, and after a restart lines come again.',
  sample: { path: '/var/lib/tail.db', line: 4, file: 'main.conf' },
  says: ({ path, line, file }: { path: string; line: number; file: string }) => ({
    text: `the tail input in line ${line} of ${file} has the database '${path}', too: they read each other's positions`,
    help: 'give each its own',
  }),
});

export const routeToNowhere = define({
  code: 'FLB523',
  name: 'route-to-nowhere',
  severity: 'warning',
  facts: ['I-10'],
  why: 'A route leads to outputs by their alias or name. One that there is not gets nothing, and Fluent Bit goes on.',
  sample: { output: 'archiv', suggestion: 'archive' },
  says: ({ output, suggestion }: { output: string; suggestion?: string }) => ({
    text: `a route leads to '${output}', and no output has that alias or name`,
    ...didYouMean(suggestion),
  }),
});

export const streamsFileReplaced = define({
  code: 'FLB515',
  name: 'streams-file-replaced',
  severity: 'warning',
  facts: ['M-8', 'M-8b', 'Q-18'],
  why: 'Fluent Bit keeps one Streams_File, the last one.',
  sample: { path: 'streams.conf' },
  says: ({ path }: { path: string }) => ({
    text: `Fluent Bit reads the last Streams_File only, and not '${path}'`,
    help: 'put all stream tasks into one file',
  }),
});

/** Only includes are patterns (C-34, Y-32, R-1). */
function isPattern(path: string, kind: string): boolean {
  return kind === 'include' && path.includes('*');
}

export const tooManyIncludes = define({
  code: 'FLB516',
  name: 'too-many-includes',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['C-32', 'I-21'],
  why: 'Fluent Bit counts the files that it includes in one load, and stops when they are too many.',
  sample: { path: 'conf.d/*.conf', most: 1000 },
  says: ({ path, most }: { path: string; most: number }) => ({
    text: `with '${path}', more than ${most} files are included: Fluent Bit stops, and what follows was not read`,
    help: 'join files, or split the configuration',
  }),
});

export const fileOutOfScope = define({
  code: 'FLB517',
  name: 'file-out-of-scope',
  severity: 'info',
  facts: ['R-1', 'R-5', 'R-6'],
  why: 'A configuration may name any file of the machine, and whoever checks it need not be whoever wrote it.',
  sample: { path: '/etc/fluent-bit/parsers.conf' },
  says: ({ path }: { path: string }) => ({
    text: `'${path}' lies outside of the configuration's repository or directories, so it was not looked into`,
    help: 'name it on the command line to have it checked as well',
  }),
});

export const fileOfSomethingElse = define({
  code: 'FLB518',
  name: 'file-of-something-else',
  severity: 'error',
  facts: ['R-1', 'C-35'],
  why: 'Fluent Bit refuses such a file, or ignores all of it. It may be one that nobody is to see, so that nothing of it is shown.',
  sample: { path: 'notes.txt', found: 'a file' },
  says: ({ path, found }: { path: string; found: string }) => ({
    text: `'${path}' leads to ${found}, which is not a configuration of Fluent Bit, so nothing of it is shown`,
    help: 'correct the path, or name the file on the command line to see what is wrong with it',
  }),
});

export const scriptNotFound = define({
  code: 'FLB524',
  name: 'script-not-found',
  severity: 'error',
  facts: ['R-7', 'I-10'],
  why: 'The filter lua does not start without its script, which Fluent Bit looks for in its working directory and then beside the file that it is started with.',
  sample: { path: 'enrich.lua' },
  says: ({ path }: { path: string }) => ({
    text: `there is no script '${path}' in the working directory or beside the main file: Fluent Bit does not start`,
    help: 'correct the path, or add the file',
  }),
});
