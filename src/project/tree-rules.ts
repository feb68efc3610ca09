import { diagnostic } from '../diagnostics/diagnostic.js';
import { sectionNotForMainFile, serviceTwice } from '../formats/diagnostics.js';
import { type Section, sectionSpan, sectionsOf, valueSpan } from '../model/config.js';
import { isMainKind, strangerKinds } from '../model/section-kinds.js';
import { lowerCase } from '../model/text.js';
import { streamsFileReplaced } from './diagnostics.js';
import type { Finding, IncludeTree } from './include-tree.js';
import type { ProjectFile } from './project-files.js';

/** What goes wrong only where several files make one configuration. */
export function checkTree(tree: IncludeTree): Finding[] {
  if (tree.root.family === 'yaml') return [...replacedStreams(tree), ...repeatedServices(tree)];
  return isMain(tree) ? [...replacedStreams(tree), ...strangers(tree)] : [];
}

/**
 * Of several `Streams_File`, the engine reads the last one only (M-8, Q-18). Those in one section, the file's own check finds.
 */
function replacedStreams({ references }: IncludeTree): Finding[] {
  const streams = references.filter(({ reference }) => reference.kind === 'streams');
  return streams.flatMap(({ file, reference: { path, property, section } }, i): Finding[] => {
    const next = streams[i + 1];
    if (next === undefined || (next.file === file && next.reference.section === section)) return [];
    return [{ file, diagnostic: diagnostic(streamsFileReplaced, valueSpan(property), { path }) }];
  });
}

/** `service` may stand once in a whole tree of YAML files (Y-35); the reader sees to each file. */
function repeatedServices({ files }: IncludeTree): Finding[] {
  const services = [...files].flatMap((file) =>
    sectionsOf(file.reading.config, 'service')
      .slice(0, 1)
      .map((section) => ({ file, section })),
  );
  return services.slice(1).map(({ file, section }) => ({ file, diagnostic: diagnostic(serviceTwice, sectionSpan(section), {}) }));
}

/** Whether the engine is started with it, rather than led to it by another file. */
function isMain({ kinds }: IncludeTree): boolean {
  return [...kinds].some(isMainKind);
}

/** Sections that the engine refuses or ignores in a classic main file, and so in what that includes (M-5, M-8, M-13). */
function strangers({ files }: IncludeTree): Finding[] {
  return [...files].filter(isUnblamed).flatMap((file) =>
    strangerKinds.flatMap((kind) => {
      const section = sectionsOf(file.reading.config, kind).find((one) => headerOf(file, one) === kind);
      return section === undefined
        ? []
        : [{ file, diagnostic: diagnostic(sectionNotForMainFile, sectionSpan(section), { section: kind.toUpperCase() }) }];
    }),
  );
}

/** The reader knows a main file by its other sections, and says so itself. */
function isUnblamed({ reading }: ProjectFile): boolean {
  return reading.diagnostics.every(({ code }) => code !== 'FLB128');
}

/** The section's name as it is written: short for something else, the engine takes it (M-5). */
function headerOf({ reading }: ProjectFile, section: Section): string {
  const { start, end } = sectionSpan(section);
  return lowerCase(reading.source.text.slice(start + 1, end - 1));
}
