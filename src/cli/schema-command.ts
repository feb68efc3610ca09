import { makeSchema } from '../editors/schema/index.js';
import type { Io } from './io.js';

/** Writes the JSON Schema of Fluent Bit's YAML. */
export function runSchema(io: Io): number {
  io.writeStdout(`${JSON.stringify(makeSchema())}\n`);
  return 0;
}
