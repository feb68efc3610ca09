import type { TargetTables } from './target-tables.js';
import { lastOfLines, lineOf, newestRelease, type Release, textOf } from './version.js';

/** The Fluent Bit that a configuration is for. */
export interface VersionTarget {
  /** As a message names it: `3.1`, `3.1.4`. */
  readonly name: string;
  /** All of these must read it: one release, or all of a line. */
  readonly releases: readonly Release[];
  /** What `tablesOf` has made for it: a conversion without a version starts without what that takes. */
  tables?: TargetTables;
  /** What was asked for, if that is not known, and this was taken in its place. */
  readonly instead?: { readonly asked: string; readonly because: string };
}

/** The version that a check is for, and the one that runs now if an upgrade is planned. */
export interface Versions {
  readonly target: VersionTarget;
  readonly from?: VersionTarget;
}

/** What is taken if nobody asks for a version. */
export const latest = textOf(newestRelease).replace(/\.\d+$/, '');

const newestLine = lineOf(newestRelease);
const oldestLine = lineOf(lastOfLines[0] ?? 0);

/** The target that a text names: `x.y`, `x.y.z` or `latest`; a `problem` in words if it names none. */
export function targetOf(text: string): VersionTarget | { readonly problem: string } {
  if (text === 'latest') return lineTarget(newestLine);
  const [, major, minor, patch] = /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  if (major === undefined || minor === undefined) return { problem: problemOf(text) };
  const asked = text.replace(/^v/, '');
  const line = Number(major) * 10_000 + Math.min(Number(minor), 99) * 100;
  if (line > newestLine) return insteadOf(asked, lineTarget(newestLine), `newer than ${latest}, the newest that is known`);
  if (line < oldestLine) return insteadOf(asked, lineTarget(oldestLine), `older than ${lineName(oldestLine)}, the oldest that is known`);
  const last = lastOfLines.findLast((one) => lineOf(one) <= line) ?? newestRelease;
  if (lineOf(last) !== line) return insteadOf(asked, lineTarget(lineOf(last)), 'not a version that is known');
  if (patch === undefined) return lineTarget(line);
  const release = line + Number(patch);
  if (release <= last) return { name: asked, releases: [release] };
  return insteadOf(asked, { name: textOf(last), releases: [last] }, `newer than ${textOf(last)}, the newest of its line that is known`);
}

/** Whether all releases of a target are older than those of another. */
export function isBefore(one: VersionTarget, other: VersionTarget): boolean {
  return (one.releases.at(-1) ?? 0) < (other.releases[0] ?? 0);
}

/** The sentence about a version that another one is taken for; undefined if the target is what was asked for. */
export function noteOf({ name, instead }: VersionTarget): string | undefined {
  return instead === undefined ? undefined : `Fluent Bit ${instead.asked} is ${instead.because}: taken as ${name}`;
}

function lineTarget(line: Release): VersionTarget {
  const last = lastOfLines.find((one) => lineOf(one) === line) ?? line;
  return { name: lineName(line), releases: Array.from({ length: last - line + 1 }, (_, patch) => line + patch) };
}

function lineName(line: Release): string {
  return textOf(line).replace(/\.\d+$/, '');
}

function insteadOf(asked: string, target: VersionTarget, because: string): VersionTarget {
  return { ...target, instead: { asked, because } };
}

function problemOf(text: string): string {
  const lines = lastOfLines.map((one) => lineName(lineOf(one)));
  const ofMajor = /^v?\d+$/.test(text) ? lines.filter((line) => line.startsWith(`${text.replace(/^v/, '')}.`)) : [];
  if (ofMajor.length > 0) return `'${text}' is more than one version: write ${listOf(ofMajor)}`;
  return `'${text}' is not a version: write x.y as in ${latest}, x.y.z as in ${textOf(newestRelease)}, or latest`;
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
