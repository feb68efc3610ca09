import { lastReleases } from '../engine/versions/releases.js';

/** A release as one number, so that two can be compared: 3.2.10 is 30210. */
export type Release = number;

/** The number of `x.y.z`. */
export function releaseOf(text: string): Release {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return major * 10_000 + minor * 100 + patch;
}

export function textOf(release: Release): string {
  return `${Math.floor(release / 10_000)}.${Math.floor(release / 100) % 100}.${release % 100}`;
}

/** The line `x.y` of a release, as a number that ends with 00. */
export function lineOf(release: Release): Release {
  return release - (release % 100);
}

/** The last release of each known line, oldest first. */
export const lastOfLines: readonly Release[] = lastReleases.map(releaseOf);

export const newestRelease: Release = lastOfLines.at(-1) ?? 0;

/** What is taken if nobody asks for a version. */
export const latest = textOf(newestRelease).replace(/\.\d+$/, '');

/** From a release on, and up to another one without it. */
export interface Range {
  readonly from: Release;
  readonly until: Release;
}

/** The range of `>=2.0.0 <2.1.0`; either part may be missing. */
export function rangeOf(text: string): Range {
  const from = />=(\S+)/.exec(text)?.[1];
  const until = /<(\S+)/.exec(text)?.[1];
  return { from: from === undefined ? 0 : releaseOf(from), until: until === undefined ? Number.POSITIVE_INFINITY : releaseOf(until) };
}

/** The range of lines, or of releases where one decides: `2.1`, `2.0-4.1`, `3.1-`, `5.0.5-`. */
export function rangeOfLines(text: string): Range {
  const [first = '', last = first] = text.split('-');
  return { from: releaseOf(first), until: last === '' ? Number.POSITIVE_INFINITY : releaseAfter(last) };
}

/** The first release after a line, or after a release. */
function releaseAfter(text: string): Release {
  return releaseOf(text) + (text.split('.').length > 2 ? 1 : 100);
}

/** Whether each of several releases is in one of the ranges. */
export function areIn(releases: readonly Release[], ranges: readonly Range[]): boolean {
  return releases.every((release) => isIn(release, ranges));
}

export function isIn(release: Release, ranges: readonly Range[]): boolean {
  return ranges.some(({ from, until }) => release >= from && release < until);
}
