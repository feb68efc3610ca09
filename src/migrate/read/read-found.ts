import type { ReadResult } from '../../convert.js';
import type { Host } from '../../project/host.js';
import { isSurelyFluentBits } from '../../project/is-fluent-bits.js';
import type { NamedSource } from '../request.js';
import { mayBeConfiguration, tellsFormat } from './may-be-configuration.js';
import { readSource, sourceOf } from './source-facts.js';

/** A file that was found in a directory or by a pattern. */
export interface FoundReading {
  readonly path: string;
  readonly reading: ReadResult;
}

/**
 * Those of the files that were found that are Fluent Bit's, as `migrate` tells them, each once, whatever links lead to it. Nothing
 * is said of other files, nor of one outside of `isInScope` that a link leads to.
 */
export async function readFound(files: readonly NamedSource[], host: Host, isInScope: (path: string) => boolean): Promise<FoundReading[]> {
  const known = new Set<string>();
  const readings: FoundReading[] = [];
  for (const file of [...files].sort((a, b) => Number(a.isLink) - Number(b.isLink))) {
    const real = file.isLink ? host.realPath(file.path) : file.path;
    if (real === undefined || known.has(real) || (file.isLink && !isInScope(real))) continue;
    known.add(real);
    const reading = await readOwn(file, host);
    if (reading !== undefined) readings.push({ path: file.path, reading });
  }
  return readings;
}

/** A file, if it is Fluent Bit's. */
export async function readOwn(file: NamedSource, host: Host): Promise<ReadResult | undefined> {
  if (!mayBeConfiguration(file, host)) return undefined;
  const reading = await readSource(host, file.path);
  const { isOurs, fault } = sourceOf(file.path, reading);
  const isOwn = (isOurs || fault !== undefined) && (tellsFormat(file.path) || isSurelyFluentBits(reading));
  return isOwn ? reading : undefined;
}
