import { define, type Message } from '../diagnostics/define.js';
import { shellWord } from '../diagnostics/words.js';

export const includeOutside = define({
  code: 'FLB601',
  name: 'include-outside',
  severity: 'error',
  facts: ['C-36', 'Y-34', 'R-5', 'R-6'],
  why: 'Files that include each other can only be migrated together.',
  sample: { path: '../shared/inputs.conf' },
  says: ({ path }: { path: string }) => ({
    text: `'${path}' is not part of this migration, but Fluent Bit reads an included file in the format of the file that includes it`,
    help: 'name it, too; --root FROM=DIR says where a directory of the other machine is found here',
  }),
});

export const referenceOutside = define({
  code: 'FLB602',
  name: 'reference-outside',
  severity: 'info',
  facts: ['R-1', 'R-4'],
  why: 'Files other than includes are read in the format that their own suffix names, so that they can stay as they are.',
  sample: { path: '../parsers.conf', kind: 'parsers' },
  says: ({ path, kind }: { path: string; kind: string }) => ({
    text: `'${path}' is not part of this migration and stays as it is${kind === 'include' ? ': it is not in the new tree' : ': Fluent Bit reads either format there'}`,
  }),
});

export const referenceAmbiguous = define({
  code: 'FLB603',
  name: 'reference-ambiguous',
  severity: 'error',
  facts: ['C-31', 'Y-30'],
  why: 'Classic paths start from the directory of the main file, YAML paths from the directory of the including file. One file cannot hold two new paths in place of one.',
  sample: { path: 'inputs.conf' },
  says: ({ path }: { path: string }) => ({
    text: `'${path}' leads to another file from one main file than from another, and a file has one new form`,
    help: 'include it under a path that is the same for all, or migrate the main files one by one into directories of their own (-d)',
  }),
});

export const patternListed = define({
  code: 'FLB604',
  name: 'pattern-listed',
  severity: 'info',
  facts: ['C-34', 'Y-32', 'I-1'],
  why: 'A pattern that matched the new files would match others as well, or stands in an included YAML file, where Fluent Bit finds what it matches only if it is started with an absolute path.',
  sample: { path: 'conf.d/*.conf', files: 3, isNested: false },
  says: ({ path, files, isNested }: { path: string; files: number; isNested: boolean }) => {
    const reason = isNested
      ? 'in an included YAML file, Fluent Bit takes a pattern only if it is started with an absolute path'
      : 'no pattern matches their new names and nothing else';
    return { text: `'${path}' becomes the list of the ${files === 1 ? 'file' : `${files} files`} that it matches: ${reason}` };
  },
});

export const servicesJoined = define({
  code: 'FLB605',
  name: 'services-joined',
  severity: 'info',
  facts: ['C-22', 'Y-35'],
  why: 'Classic joins several [SERVICE] sections; YAML accepts one `service` in all files of a configuration.',
  sample: { files: 2 },
  says: ({ files }: { files: number }) => ({
    text: `the settings of ${files === 1 ? 'another file' : `${files} files`} become one 'service' in this one: Fluent Bit takes one in all files of a YAML configuration`,
  }),
});

export const destinationTaken = define({
  code: 'FLB606',
  name: 'destination-taken',
  severity: 'error',
  facts: ['C-37'],
  why: 'A new file is named after the old one with another suffix, so that two old files can get the same new name.',
  sample: { path: 'app.yaml', other: 'app.conf' },
  says: ({ path, other }: { path: string; other: string }) => ({
    text: `'${path}' would be the new name of this file, and of '${other}' as well`,
    help: 'rename or remove one of them, or leave it out with --exclude',
  }),
});

export const linkMisleads = define({
  code: 'FLB607',
  name: 'link-misleads',
  severity: 'warning',
  facts: ['C-31', 'Y-30'],
  why: 'Classic resolves a link before it looks for included files; YAML does not.',
  sample: { path: 'current.yaml' },
  says: ({ path }: { path: string }) => ({
    text: `Fluent Bit looks for what a YAML file includes beside the name that it is started with, so '${path}', a link to this file, does not work`,
    help: 'start Fluent Bit with the file itself',
  }),
});

export const upstreamSplit = define({
  code: 'FLB608',
  name: 'upstream-split',
  severity: 'error',
  facts: ['U-3', 'R-4'],
  why: 'An output names one upstream file.',
  sample: { path: 'upstreams.conf', files: 2 },
  says: ({ path, files }: { path: string; files: number }) => ({
    text: `'${path}' becomes ${files} files, one for each upstream, and an output takes one`,
    help: 'split the file by hand and name the right one here, or use --upstreams merge, as it runs today',
  }),
});

export const referenceNotMoved = define({
  code: 'FLB609',
  name: 'reference-not-moved',
  severity: 'warning',
  facts: ['R-1'],
  why: 'The path is written with escapes, over several lines, or in another form that is not safe to edit.',
  sample: { path: 'inputs.conf', renamed: 'inputs.yaml' },
  says: ({ path, renamed }: { path: string; renamed: string }) => ({
    text: `'${path}' becomes '${renamed}', which cannot be put here as it is written`,
    help: `write '${renamed}' here yourself; until then, what else this file refers to stays as well`,
  }),
});

export const linkBroken = define({
  code: 'FLB610',
  name: 'link-broken',
  severity: 'error',
  facts: ['C-32'],
  why: 'There is nothing to read behind the link.',
  sample: { path: 'inputs.conf' },
  says: ({ path }: { path: string }) => ({
    text: `'${path}' is a link that leads to nothing`,
    help: 'remove it, or leave it out with --exclude',
  }),
});

export const patternWidened = define({
  code: 'FLB611',
  name: 'pattern-widened',
  severity: 'error',
  facts: ['C-34', 'Y-32'],
  why: 'New files stand beside the old ones until those are removed, and a pattern that is still in use must not read both.',
  sample: { path: 'conf.d/*', other: 'conf.d/inputs.yaml' },
  says: ({ path, other }: { path: string; other: string }) => ({
    text: `'${path}' would match the new '${other}' as well, and Fluent Bit would read it here`,
    help: 'narrow the pattern, leave the file out with --exclude, or build the tree elsewhere with -d',
  }),
});

export const referenceMisled = define({
  code: 'FLB612',
  name: 'reference-misled',
  severity: 'error',
  facts: ['C-31', 'Y-30', 'Q-23'],
  why: 'Each reference must lead to the same content after the migration as before.',
  sample: { path: 'inputs.yaml', found: 'a/inputs.yaml', wanted: 'b/inputs.yaml' },
  says: misledReference,
});

export const oldFileOverwritten = define({
  code: 'FLB613',
  name: 'old-file-overwritten',
  severity: 'error',
  facts: ['C-36', 'C-37'],
  why: 'The old configuration must be able to run until the new one is in use.',
  sample: { path: 'inputs.yaml', format: 'classic' },
  says: ({ path, format }: { path: string; format: string }) => ({
    text: `'${path}' is ${format} and already has the name of its new form: if it were overwritten, the old configuration would not start any more`,
    help: 'rename it and the include that names it, or build the tree elsewhere with -d',
  }),
});

export const taskAsleep = define({
  code: 'FLB614',
  name: 'task-asleep',
  severity: 'warning',
  facts: ['I-5', 'I-22', 'M-8b'],
  why: 'Fluent Bit ignores a [STREAM_TASK] in a file that a main file includes. In YAML the same task would run.',
  says: () => ({
    text: 'Fluent Bit ignores [STREAM_TASK] in a main file and in what it includes: it becomes comments, so that it stays ignored',
    help: 'to have it run, write [STREAM_PROCESSOR], or move it to a Streams_File',
  }),
});

export const tasksInTwoPlaces = define({
  code: 'FLB615',
  name: 'tasks-in-two-places',
  severity: 'error',
  facts: ['I-5'],
  why: 'Of a file that is included and a Streams_File, Fluent Bit reads the tasks once in classic. In YAML it reads them twice, and does not start.',
  sample: { path: 'streams.conf' },
  says: ({ path }: { path: string }) => ({
    text: `'${path}' is a Streams_File, and a main file includes it as well: in YAML, Fluent Bit would read its tasks twice and not start`,
    help: 'remove the include, which does nothing today',
  }),
});

function misledReference({ path, found, wanted }: { path: string; found?: string; wanted?: string }): Message {
  if (wanted === undefined) {
    return {
      text: `'${path}' leads to nothing today, and would lead to the new '${found}' afterwards`,
      help: 'rename the file that becomes that one, or correct the path',
    };
  }
  if (found === undefined) {
    return {
      text: `'${path}' would lead to nothing afterwards, and not to '${wanted}'`,
      help: 'migrate that file as well, or write a path that leads to it',
    };
  }
  return {
    text: `'${path}' would lead to '${found}' afterwards, and not to '${wanted}'`,
    help: 'rename one of the two, or correct the path',
  };
}

export const leftToMigrate = define({
  code: 'FLB542',
  name: 'left-to-migrate',
  severity: 'error',
  facts: [],
  why: 'Only `migrate --check` says this, in the forms for machines: a file still has to be converted or updated, so that the exit code is 1.',
  sample: { format: 'yaml', expected: 'to be converted' },
  says: ({ format, expected }: { format: string; expected: string }) => ({
    text: `the migration to ${format} is not done: this file is ${expected}`,
    help: 'run flb-convert migrate with --write',
  }),
});

export const rootMissing = define({
  code: 'FLB620',
  name: 'root-missing',
  severity: 'error',
  facts: ['R-1', 'R-5', 'R-6'],
  why: 'A configuration names paths of the machine that it runs on; files that include each other can only be migrated together.',
  sample: { from: '/etc/fluent-bit', paths: 3, option: '/etc/fluent-bit=conf' },
  says: ({ from, paths, option }: { from: string; paths: number; option: string }) => ({
    text: `${paths === 1 ? 'a path' : `${paths} paths`} below '${from}' lead${paths === 1 ? 's' : ''} nowhere on this machine; with --root, ${paths === 1 ? 'it leads' : 'they lead'} to files of this migration`,
    help: `add --root ${shellWord(option)}`,
  }),
});

export const includedSections = define({
  code: 'FLB616',
  name: 'included-sections',
  severity: 'error',
  facts: ['M-5', 'M-13', 'C-31'],
  why: 'Classic has parsers and plugins in files that the service names, and looks for these beside the main file.',
  sample: { sections: 'parsers', format: 'classic' },
  says: ({ sections, format }: { sections: string; format: string }) => ({
    text: `${sections} cannot stand in an included file in ${format}`,
    help: 'move them to a file of their own first, and name it in the service of the main file',
  }),
});
