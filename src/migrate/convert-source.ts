import { convertReading, type ReadResult } from '../convert.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { baseOf, stemOf, suffixOf } from '../formats/detect.js';
import type { Format } from '../formats/format.js';
import { builtInFormats } from '../formats/index.js';
import type { Config } from '../model/config.js';
import { directoryOf, pathIn } from '../project/paths.js';
import type { TextStore } from '../project/text-store.js';
import type { SourceFile } from '../source/source-file.js';
import type { Destination } from './destination.js';
import type { Readings } from './readings.js';

/** What all files of a migration are converted to, and how. */
export interface Target {
  readonly to: Format;
  /** Of new files: Fluent Bit reads JSON under a name that ends with `.yaml` only (Y-11). */
  readonly suffix: string;
  readonly destination: Destination;
  readonly upstreams?: 'split' | 'merge' | undefined;
  readonly strict?: boolean;
}

/** A file that comes of a source. */
export interface NewText {
  readonly path: string;
  /** Its number in the store. */
  readonly text: number;
}

/** What came of a source. Texts are in the store, so that little stays in memory of what nothing is to be said of. */
export interface Converted {
  readonly outputs: readonly NewText[];
  readonly diagnostics: readonly Diagnostic[];
  /** Only where there are diagnostics. */
  readonly source?: SourceFile;
}

/** Where the new form of a file stands, the main one if it is several. */
export function newPathOf(path: string, { destination, suffix }: Target): string {
  return pathIn(destination.directoryFor(directoryOf(path)), newStem(path) + suffix);
}

/** A suffix that is none of a format's is a part of the name. */
function newStem(path: string): string {
  const suffix = suffixOf(path);
  return builtInFormats.some(({ suffixes }) => suffixes.includes(suffix)) ? stemOf(path) : baseOf(path);
}

/** Where what comes of sources is kept. */
export interface Kept {
  readonly texts: TextStore;
  /** What was read of the texts, by the paths that they will have. */
  readonly readings: Readings;
}

/** Converts what was read, in the form that it takes in the new tree. */
export async function convertSource(path: string, reading: ReadResult, config: Config, target: Target, kept: Kept): Promise<Converted> {
  const { to, suffix, upstreams, strict = false } = target;
  const directory = target.destination.directoryFor(directoryOf(path));
  const { outputs, diagnostics } = await convertReading(reading, {
    to,
    suffix,
    stem: newStem(path),
    separate: true,
    strict,
    ...(upstreams === undefined ? {} : { upstreams }),
    refer: () => config,
    onVerified: (fileName, again) => kept.readings.keep(pathIn(directory, fileName), again),
  });
  const texts = outputs.map(({ fileName, text }) => ({ path: pathIn(directory, fileName), text: kept.texts.put(text) }));
  return diagnostics.length === 0 ? { outputs: texts, diagnostics } : { outputs: texts, diagnostics, source: reading.source };
}
