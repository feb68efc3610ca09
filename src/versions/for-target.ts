import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Format, Reading } from '../formats/format.js';
import type { SectionKind } from '../model/config.js';
import { isMainKind } from '../model/section-kinds.js';
import type { SourceFile } from '../source/source-file.js';
import { checkForm, checkVersion } from './check-version.js';
import type { Versions, VersionTarget } from './target.js';
import { tablesOf } from './target-tables.js';
import { checkUpgrade } from './upgrade.js';
import { familyOf, usesOf } from './uses.js';

/** A configuration as it was read, from a text in a format. */
export interface ReadText extends Reading {
  readonly source: SourceFile;
  readonly format: Format | undefined;
}

/** The diagnostics of a file for a version: those that were found for the newest one, as far as they hold, and its own. */
export function forVersions(reading: ReadText, found: readonly Diagnostic[], versions: Versions): Diagnostic[] {
  const { target, from } = versions;
  const { config, source, format } = reading;
  const family = format === undefined ? undefined : familyOf(format);
  if (family === undefined) return [...found];
  const uses = usesOf(config, { family, source, flat: flatSections(found) });
  const own = checkVersion(config, uses, versions);
  // What the newest version says of long lists, some older ones do not.
  const holding = found.filter(({ code }) => code !== 'FLB150' || tablesOf(target).unreadBy('longLists') !== undefined);
  return [...holding, ...own, ...(from === undefined ? [] : checkUpgrade(config, uses, from, target))];
}

/** What a version does otherwise than the newest one with a file as it stands. */
export function ofVersion({ config, source, format, diagnostics }: ReadText, target: VersionTarget): Diagnostic[] {
  const family = format === undefined ? undefined : familyOf(format);
  return family === undefined ? [] : checkVersion(config, usesOf(config, { family, source, flat: flatSections(diagnostics) }), { target });
}

/** The diagnostics of several files together, for a version: it may stop where the newest one goes on. */
export function amongFiles(found: readonly Diagnostic[], { target }: Versions): Diagnostic[] {
  if (tablesOf(target).unreadBy('emptyMatch') === undefined) return [...found];
  return found.flatMap((one) => (one.code === 'FLB509' ? checkForm({ form: 'emptyMatch', span: one.span }, target) : [one]));
}

/** Where sections begin that were read from maps at the top (Y-3). */
function flatSections(found: readonly Diagnostic[]): ReadonlySet<number> {
  return new Set(found.flatMap(({ code, span }) => (code === 'FLB126' ? [span.start] : [])));
}

/** The form of a file that only holds what a main file refers to, by the kinds of its sections. */
const sideForms = {
  parser: 'parsers',
  multiline_parser: 'parsers',
  stream_task: 'streams',
  plugins: 'pluginsFile',
  upstream: 'upstreams',
} as const;

/** Whether a target reads a file only in classic that a main file refers to: parsers, plugins, stream tasks, upstreams. */
export function staysClassic(sections: ReadonlySet<SectionKind>, target: VersionTarget): boolean {
  if ([...sections].some(isMainKind)) return false;
  return Object.entries(sideForms).some(
    ([kind, form]) => sections.has(kind as SectionKind) && tablesOf(target).unreadBy(form) !== undefined,
  );
}
