import { namesOf } from '../check/sections/upstreams.js';
import { define } from '../diagnostics/define.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { upstreamsNotWritable } from '../formats/diagnostics.js';
import type { Format } from '../formats/format.js';
import { type Config, type SectionKind, sectionSpan, sectionsOf } from '../model/config.js';
import { keyOfKind } from '../model/section-kinds.js';
import { mergeUpstreams, splitUpstreams } from '../model/split-upstreams.js';
import { moveStrangers, namesOfMoved } from './move-strangers.js';

export const upstreamsInOneFile = define({
  code: 'FLB305',
  name: 'upstreams-in-one-file',
  severity: 'warning',
  facts: ['U-3'],
  why: 'Fluent Bit keeps only the last upstream of a YAML file.',
  example: {
    yaml: '# The two halves of the world.\nupstream_servers:\n  # Europe.\n  - name: eu\n    nodes:\n      - name: eu-1\n        host: eu-1.example.com\n        port: 24224\n\n  # America.\n  - name: us\n    # Its only node.\n    nodes:\n      - name: us-1\n        host: us-1.example.com\n        port: 24224\n',
  },
  says: ({ upstreams }: { upstreams: string }) => ({
    text: `several upstreams in one file (${upstreams}): Fluent Bit keeps the last one only`,
    help: "'--upstreams split -d DIR' writes a file for each",
  }),
});

export const upstreamsMerged = define({
  code: 'FLB306',
  name: 'upstreams-merged',
  severity: 'info',
  facts: ['U-2'],
  why: 'With `--upstreams merge` the output has one upstream with all nodes, as Fluent Bit reads the classic file today.',
  example: {
    classic:
      '# The two halves of the world.\n@SET KEY=value\n\n# Europe.\n[UPSTREAM]\n    name eu\n\n[NODE]\n    name eu-1\n    host eu-1.example.com\n    port 24224\n\n# America.\n[UPSTREAM]\n    # Not "us".\n    name ../../us\n\n# Its only node.\n[NODE]\n    name us-1\n    host us-1.example.com\n    port 24224\n\n# The end.\n',
    options: { upstreams: 'merge' },
  },
  says: ({ upstreams, into }: { upstreams: string; into: string }) => ({ text: `the nodes of ${upstreams} are now in ${into}` }),
});

export const sectionMoved = define({
  code: 'FLB313',
  name: 'section-moved',
  severity: 'info',
  facts: ['M-1', 'M-5'],
  why: 'In classic, these sections belong in a file of their own, to which the service refers.',
  example: {
    yaml: 'service:\n  flush: 1\n  parsers_file: existing.conf\n\nparsers:\n  # the first\n  - name: one\n    format: json\n\nmultiline_parsers:\n  - name: m\n    type: regex\n    rules:\n      - state: start_state\n        regex: /^a/\n        next_state: cont\n      - state: cont\n        regex: /^b/\n        next_state: cont\n\nplugins:\n  - /usr/lib/x.so\n\npipeline:\n  inputs:\n    - name: dummy\n      tag: t\n',
    options: { separate: true },
  },
  says: ({ sections, file }: { sections: string; file: string }) => ({
    text: `${sections} are now in ${file}, and the service refers to it`,
  }),
});

/** A file that a conversion results in, before it is written. */
export interface Part {
  /** Its name with the target's suffix, without a folder. */
  readonly fileName: string;
  readonly config: Config;
}

export interface PartOptions {
  readonly upstreams?: 'split' | 'merge' | undefined;
  /** Whether there may be several files. */
  readonly separate: boolean;
}

/** The way of a configuration: `stem` names the file of all that stays together, and all names end with the suffix. */
export interface Way {
  readonly from: Format;
  readonly to: Format;
  readonly stem: string;
  readonly suffix: string;
}

/** The files that a configuration results in; adds what there is to report to `diagnostics`. */
export function takeApart(config: Config, way: Way, options: PartOptions, diagnostics: Diagnostic[]): Part[] {
  const { suffix } = way;
  if (options.upstreams === 'split' && sectionsOf(config, 'upstream').length > 0) {
    const { upstreams, rest } = splitUpstreams(config);
    const names = fileNames(
      upstreams.map(({ name }) => name),
      suffix,
    );
    const parts = upstreams.map(({ config: own }, i) => ({ fileName: names[i] ?? '', config: own }));
    return rest === undefined ? parts : [...parts, ...withoutStrangers(rest, way, options, diagnostics)];
  }
  return withoutStrangers(joinUpstreams(config, way, options.upstreams, diagnostics), way, options, diagnostics);
}

/** The names of the files that a configuration with sections of these kinds becomes, if its upstreams stay together. */
export function fileNamesOf(kinds: ReadonlySet<SectionKind>, { to, stem, suffix }: Omit<Way, 'from'>): string[] {
  const moved = to.name === 'classic' ? namesOfMoved(kinds) : [];
  return [stem + suffix, ...moved.map((name) => movedFileName(name, { stem, suffix }))];
}

function movedFileName(name: string, { stem, suffix }: Pick<Way, 'stem' | 'suffix'>): string {
  return `${stem}-${name}${suffix}`;
}

/** What classic wants in files of their own, then the main file, which refers to them. */
function withoutStrangers(config: Config, { to, stem, suffix }: Way, { separate }: PartOptions, diagnostics: Diagnostic[]): Part[] {
  const fileNameOf = (name: string) => movedFileName(name, { stem, suffix });
  if (to.name !== 'classic' || !separate) return [{ fileName: stem + suffix, config }];
  const { main, moved } = moveStrangers(config, fileNameOf);
  const others = moved.map(({ name, config: own }) => {
    const [first] = own.sections;
    const args = { sections: kindsIn(own), file: fileNameOf(name) };
    if (first !== undefined) diagnostics.push(diagnostic(sectionMoved, sectionSpan(first), args));
    return { fileName: args.file, config: own };
  });
  return [...others, { fileName: stem + suffix, config: main }];
}

function kindsIn({ sections }: Config): string {
  return [...new Set(sections.map(({ kind }) => keyOfKind(kind)))].join(' and ');
}

/** Several upstreams in one file never mean what they say (U-2, U-3), so somebody must choose. */
function joinUpstreams(config: Config, { from, to }: Way, choice: PartOptions['upstreams'], diagnostics: Diagnostic[]): Config {
  const upstreams = sectionsOf(config, 'upstream');
  const [first, second] = upstreams;
  if (first === undefined || second === undefined) return config;
  const span = sectionSpan(second);
  const related = [sectionSpan(first)];
  if (choice === 'merge') {
    const args = { upstreams: namesOf(upstreams.slice(1)), into: namesOf([first]) };
    diagnostics.push(diagnostic(upstreamsMerged, span, args, { related }));
    return mergeUpstreams(config);
  }
  const names = namesOf(upstreams);
  if (from.name === 'classic' || to.name === 'classic') {
    diagnostics.push(diagnostic(upstreamsNotWritable, span, { upstreams: names, format: to.name }, { related }));
  } else {
    diagnostics.push(diagnostic(upstreamsInOneFile, span, { upstreams: names }, { related }));
  }
  return config;
}

const longestStem = 100;

/**
 * A file name for each of these names, whatever is in them: letters, digits, `.`, `_` and `-` only, no path, no name
 * twice (on any file system, so regardless of case).
 */
export function fileNames(names: readonly string[], suffix: string): string[] {
  // Each name in use, in lower case, and the number to try next behind it.
  const used = new Map<string, number>();
  return names.map((name) => {
    const stem =
      name
        .replace(/[^\w.-]+/g, '-')
        .replace(/^[.-]+|[.-]+$/g, '')
        .slice(0, longestStem) || 'upstream';
    let unique = stem;
    let number = used.get(stem.toLowerCase()) ?? 2;
    for (; used.has(unique.toLowerCase()); number++) unique = `${stem}-${number}`;
    used.set(unique.toLowerCase(), 2);
    used.set(stem.toLowerCase(), number);
    return unique + suffix;
  });
}
