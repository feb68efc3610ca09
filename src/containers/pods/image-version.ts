import { targetOf, type VersionTarget } from '../../versions/target.js';
import { seemsFluentBit } from './workloads.js';

/** A version at the beginning of a tag, which may go on: `3.1`, `v3.1.4-debug`. */
const versionInTag = /:v?(\d+\.\d+(?:\.\d+)?)(?:[-.@]|$)/;

/**
 * The Fluent Bit in an image, by its tag; undefined if that does not tell it. AWS counts its own versions: its 2.x is Fluent Bit 1.9,
 * and its 3.x some Fluent Bit 4.
 */
export function versionOfImage(image: string): VersionTarget | undefined {
  const version = seemsFluentBit(image) ? versionInTag.exec(image)?.[1] : undefined;
  if (version === undefined) return undefined;
  if (!image.includes('aws-for-fluent-bit')) return known(version);
  return Number.parseInt(version, 10) < 3 ? known('1.9') : undefined;
}

function known(version: string): VersionTarget | undefined {
  const target = targetOf(version);
  return 'problem' in target ? undefined : target;
}
