import { editionFor } from '../editors/edition-for.js';
import { makeSchema } from '../editors/schema/index.js';
import type { VersionTarget } from '../versions/target.js';
import type { Io } from './io.js';

/** Writes the JSON Schema of Fluent Bit's YAML. Exit code 2 for a version that reads no YAML of this kind. */
export function runSchema(target: VersionTarget, io: Io): number {
  const edition = editionFor(target);
  if (!edition.reads('yaml')) {
    io.writeStderr(`flb-convert: there is no schema for Fluent Bit ${target.name}: it reads this YAML since 2.0\n`);
    return 2;
  }
  io.writeStdout(`${JSON.stringify(makeSchema(edition))}\n`);
  return 0;
}
