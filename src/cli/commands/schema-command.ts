import { editionFor } from '../../editors/edition-for.js';
import { makeSchema } from '../../editors/schema/index.js';
import { JobError } from '../../host/job-error.js';
import { versionOf } from '../fluent-bit-version.js';
import type { Io } from '../io.js';

export interface SchemaFlags {
  fluentBit?: string;
}

/** Writes the JSON Schema of Fluent Bit's YAML. Throws a JobError for a version that reads no YAML of this kind. */
export async function runSchema({ fluentBit = 'latest' }: SchemaFlags, io: Io): Promise<number> {
  const target = await versionOf(fluentBit, '--fluent-bit', io);
  const edition = editionFor(target);
  if (!edition.reads('yaml')) throw new JobError(`there is no schema for Fluent Bit ${target.name}: it reads this YAML since 2.0`);
  io.writeStdout(`${JSON.stringify(makeSchema(edition))}\n`);
  return 0;
}
