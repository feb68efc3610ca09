import type { ReadResult } from '../../convert.js';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { type Config, type Section, sectionSpan } from '../../model/config.js';
import { withCommentsInPlaceOf } from '../../model/idle.js';
import { isMainKind } from '../../model/section-kinds.js';
import { headerOf } from '../../project/check/tree-rules.js';
import { taskAsleep } from '../diagnostics.js';
import type { Source } from '../read/source-facts.js';
import type { SourceTree } from '../scope.js';

/**
 * Files with stream tasks that Fluent Bit reads as a part of a main file. There, classic takes tasks under another header only than
 * in a Streams_File, YAML under the same key (I-5). A file with sections of a main file is known as one by itself.
 */
export function includedTasks(trees: readonly SourceTree[]): ReadonlySet<Source> {
  const mains = trees.filter(({ kinds }) => kinds.has('stream_task') && [...kinds].some(isMainKind));
  const files = mains.flatMap((tree) => [...tree.files].filter(({ kinds }) => kinds.has('stream_task') && ![...kinds].some(isMainKind)));
  return new Set(files);
}

/** Whether Fluent Bit ignores a section of such a file: a `[STREAM_TASK]`, which is for a Streams_File. */
export function isAsleep(section: Section, { source, format }: Pick<ReadResult, 'source' | 'format'>): boolean {
  return section.kind === 'stream_task' && format?.name === 'classic' && headerOf({ source }, section) === 'stream_task';
}

/** What such a file says, with the same tasks at work afterwards: those that are ignored today become comments (I-22). */
export function withTasksAsToday(config: Config, { source, format }: ReadResult): { config: Config; diagnostics: Diagnostic[] } {
  if (format?.name !== 'classic') return { config: { ...config, sections: config.sections.map(withMainHeader) }, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const all = withCommentsInPlaceOf(config, (section) => {
    if (!isAsleep(section, { source, format })) return undefined;
    diagnostics.push(diagnostic(taskAsleep, sectionSpan(section), {}));
    return commentedOut(section);
  });
  return { config: all, diagnostics };
}

/** The one under which classic takes tasks among what a main file includes (M-8b). */
function withMainHeader(section: Section): Section {
  return section.kind === 'stream_task' ? { ...section, name: 'STREAM_PROCESSOR' } : section;
}

function commentedOut({ properties, comments = [], end = [] }: Section): string[] {
  const lines = properties.flatMap((property) => [...(property.comments ?? []), `#     ${property.key} ${property.value}`]);
  return [...comments, '# [STREAM_TASK]', ...lines, ...end];
}
