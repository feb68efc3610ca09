import { baseOf } from '../../formats/detect.js';
import { groupBy } from '../../model/grouping.js';
import { distanceBetween } from '../pods/near.js';
import type { Stack } from './release.js';
import type { Layer } from './values.js';

/** What the lowest values of a release are called among several files: the rest of them changes what they say. */
const lowest = /^(?:values|(?:values[-_.])?(?:base|common|defaults?))\.ya?ml$/;

/**
 * Which values lie over which. Files that are named by themselves are one release; in a directory, the file `values.yaml` is the
 * lowest one, and each other file lies over it; where there is none, each file is a release of its own. `named`: the files that are
 * named by themselves.
 */
export function stacksOf(layers: readonly Layer[], named: ReadonlySet<string>): Stack[] {
  return [...groupBy(layers, ({ release }) => release).values()].flatMap((group) => stacksIn(group, named));
}

function stacksIn(group: readonly Layer[], named: ReadonlySet<string>): Stack[] {
  const patches = group.filter(({ isPatch }) => isPatch);
  const files = [
    ...groupBy(
      group.filter((layer) => !patches.includes(layer)),
      ({ file }) => file.path,
    ).values(),
  ];
  const sorted = files.sort((a, b) => Number(isLowest(b)) - Number(isLowest(a)));
  const [first] = sorted;
  if (first === undefined) return [];
  if (files.length > 1 && files.every(([layer]) => layer !== undefined && named.has(layer.file.path))) return stackOf(sorted.flat(), []);
  if (isLowest(first)) return stackOf(first, [...sorted.slice(1), ...patches.map((one) => [one])]);
  const nearest = (patch: Layer) => sorted.toSorted((a, b) => distanceOf(a, patch) - distanceOf(b, patch))[0];
  return sorted.flatMap((file) =>
    stackOf(
      file,
      patches.filter((patch) => nearest(patch) === file).map((patch) => [patch]),
    ),
  );
}

function stackOf([first, ...more]: readonly Layer[], overlays: readonly (readonly Layer[])[]): Stack[] {
  return first === undefined ? [] : [{ base: [first, ...more], overlays }];
}

function isLowest([layer]: readonly Layer[]): boolean {
  return layer !== undefined && lowest.test(baseOf(layer.file.path));
}

function distanceOf([layer]: readonly Layer[], patch: Layer): number {
  return layer === undefined ? Number.POSITIVE_INFINITY : distanceBetween(layer.file.path, patch.file.path);
}
