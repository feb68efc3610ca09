import type { Diagnostic } from '../diagnostics/diagnostic.js';

import type { Format, Reading } from '../formats/format.js';
import type { SectionKind } from '../model/config.js';
import { isMainKind } from '../model/section-kinds.js';
import type { SourceFile } from '../source/source-file.js';
import { checkVersion, knownKeys } from './check-version.js';
import { unreadBy } from './needs.js';
import type { VersionTarget } from './target.js';
import { checkUpgrade } from './upgrade.js';
import { familyOf, usesOf } from './uses.js';

/** The version that a check is for, and the one that runs now if an upgrade is planned. */
export interface Versions {
  readonly target: VersionTarget;
  readonly from?: VersionTarget;
}

/** A configuration as it was read, from a text in a format. */
export interface ReadText extends Reading {
  readonly source: SourceFile;
  readonly format: Format | undefined;
}

/** The diagnostics of a file for a version: those that were found for the newest one, as far as they hold, and its own. */
export function forVersions(reading: ReadText, found: readonly Diagnostic[], { target, from }: Versions): Diagnostic[] {
  const { config, source, format } = reading;
  const family = format === undefined ? undefined : familyOf(format);
  if (family === undefined) return [...found];
  const uses = usesOf(config, { family, source, flat: flatSections(found) });
  const own = checkVersion(config, uses, target);
  const holding = stillHolding(found, reading, target);
  return [...holding, ...own, ...(from === undefined ? [] : checkUpgrade(config, uses, from, target))];
}

/** Where sections begin that were read from maps at the top (Y-3). */
function flatSections(found: readonly Diagnostic[]): ReadonlySet<number> {
  return new Set(found.flatMap(({ code, span }) => (code === 'FLB126' ? [span.start] : [])));
}

/** What of the diagnostics for the newest version holds for a target: it may read what that does not. */
function stillHolding(found: readonly Diagnostic[], { config }: ReadText, target: VersionTarget): Diagnostic[] {
  const readsLongLists = unreadBy('longLists', target.releases) === undefined;
  const known = found.some(isUnknownKey) ? knownKeys(config, target) : undefined;
  return found.filter((one) => {
    if (one.code === 'FLB150') return !readsLongLists;
    return !(isUnknownKey(one) && known?.has(one.span.start));
  });
}

function isUnknownKey({ code }: Diagnostic): boolean {
  return code === 'FLB222' || code === 'FLB223';
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
export function staysClassic(sections: ReadonlySet<SectionKind>, { releases }: VersionTarget): boolean {
  if ([...sections].some(isMainKind)) return false;
  return Object.entries(sideForms).some(([kind, form]) => sections.has(kind as SectionKind) && unreadBy(form, releases) !== undefined);
}
