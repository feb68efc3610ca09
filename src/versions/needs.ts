import { type FormName, forms } from '../engine/versions/forms.js';
import type { Use } from './uses.js';
import { isIn, lastOfLines, type Range, type Release, rangeOf, releaseOf, textOf } from './version.js';

/** What a configuration needs to be read. */
export interface Need {
  /** This release reads it, and so does each later one that is known: `3.2.0`. */
  readonly version: string;
  /** The form that needs it, in words. */
  readonly reason: string;
}

/** What a configuration needs, as a line says it. */
export function needInWords({ version, reason }: Need): string {
  return `needs Fluent Bit ${version} or later: ${reason}`;
}

const oldest = lastOfLines[0] ?? 0;

/** The ranges of the forms that were asked for so far: most files are written in the same few. */
const ranges = new Map<FormName, readonly Range[]>();

/** The ranges of versions that read a form. */
export function rangesOf(form: FormName): readonly Range[] {
  const known = ranges.get(form);
  if (known !== undefined) return known;
  const read = forms[form].in.map(rangeOf);
  ranges.set(form, read);
  return read;
}

/**
 * The least version that a configuration needs by the forms it is written in; undefined if all known ones read it. The keys of
 * its plugins are left out: they need what they needed before. A form that the oldest version reads is no reason, even if
 * some between do not.
 */
export function needOf(uses: readonly Use[]): Need | undefined {
  let most: { release: Release; form: FormName } | undefined;
  for (const form of new Set(uses.map((use) => use.form))) {
    if (forms[form].severity !== 'error' || isIn(oldest, rangesOf(form))) continue;
    const release = firstForGood(form);
    if (release !== undefined && release > (most?.release ?? oldest)) most = { release, form };
  }
  return most === undefined ? undefined : { version: textOf(most.release), reason: forms[most.form].what };
}

/** The release from which on all read a form. */
function firstForGood(form: FormName): Release | undefined {
  return rangesOf(form).find(({ until }) => until === Number.POSITIVE_INFINITY)?.from;
}

/** Whether all releases of a target read a form, and all later ones. */
export function isReadForGood(form: FormName, releases: readonly Release[]): boolean {
  const first = firstForGood(form) ?? Number.POSITIVE_INFINITY;
  return releases.every((release) => release >= first);
}

/** The first release of a form's ranges after one that does not read it. */
export function firstAfter(form: FormName, release: Release): Release | undefined {
  return rangesOf(form)
    .map(({ from }) => from)
    .find((from) => from > release);
}

/** The release of a target that does not read a form; undefined if all do. */
export function unreadBy(form: FormName, releases: readonly Release[]): Release | undefined {
  return releases.find((release) => !isIn(release, rangesOf(form)));
}

/** What needs the latest of several versions; the first one of equals. */
export function greatestNeed(needs: readonly Need[]): Need | undefined {
  const [first, ...others] = needs;
  return others.reduce((most, one) => (most !== undefined && releaseOf(one.version) > releaseOf(most.version) ? one : most), first);
}
