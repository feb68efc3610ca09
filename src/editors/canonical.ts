import { convertReading, type ReadResult } from '../convert.js';
import { type Diagnostic, isError } from '../diagnostics/diagnostic.js';

/** A configuration in the style in which its own format is written. Without a text if a diagnostic is an error. */
export interface Canonical {
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes what was read once more in its own format, reads that back and compares, so that neither a meaning nor a comment goes. */
export async function canonicalOf(reading: ReadResult): Promise<Canonical> {
  const { format } = reading;
  if (format === undefined) return { text: undefined, diagnostics: reading.diagnostics };
  const { outputs, diagnostics } = await convertReading(reading, {
    to: format,
    stem: '',
    suffix: '',
    refer: (config) => config,
    strict: true,
  });
  return { text: diagnostics.some(isError) ? undefined : outputs[0]?.text, diagnostics };
}
