import { namesOf } from '../check/upstreams.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import type { Format } from '../formats/format.js';
import { type Config, sectionSpan, sectionsOf } from '../model/config.js';
import { keyOfKind } from '../model/section-kinds.js';
import { mergeUpstreams, splitUpstreams } from '../model/split-upstreams.js';
import { fileNames } from './file-names.js';
import { moveStrangers } from './move-strangers.js';

/** A file that comes of a conversion, before it is written. */
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

/** The files that a configuration becomes in a format, and what is to be said of that. */
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

/** What classic wants in files of their own, then the main file, which refers to them. */
function withoutStrangers(config: Config, { to, stem, suffix }: Way, { separate }: PartOptions, diagnostics: Diagnostic[]): Part[] {
  const fileNameOf = (name: string) => `${stem}-${name}${suffix}`;
  if (to.name !== 'classic' || !separate) return [{ fileName: stem + suffix, config }];
  const { main, moved } = moveStrangers(config, fileNameOf);
  const others = moved.map(({ name, config: own }) => {
    const [first] = own.sections;
    const args = { sections: kindsIn(own), file: fileNameOf(name) };
    if (first !== undefined) diagnostics.push(diagnostic('FLB313', sectionSpan(first), args));
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
    diagnostics.push(diagnostic('FLB306', span, args, { related }));
    return mergeUpstreams(config);
  }
  const names = namesOf(upstreams);
  if (from.name === 'classic' || to.name === 'classic') {
    diagnostics.push(diagnostic('FLB304', span, { upstreams: names, format: to.name }, { related }));
  } else {
    diagnostics.push(diagnostic('FLB305', span, { upstreams: names }, { related }));
  }
  return config;
}
