import type { CheckTables } from '../../check/check-tables.js';
import { convertReading, type ReadResult } from '../../convert.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Config } from '../../model/config.js';
import { directoryOf, pathIn } from '../../project/paths.js';
import type { TextStore } from '../../project/text-store.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Need } from '../../versions/needs.js';
import type { MovedReference } from '../plan.js';
import { newStem, type Target } from '../request.js';

/** A file that a source is converted to. */
export interface NewText {
  readonly path: string;
  /** Its number in the store. */
  readonly text: number;
  /** The least version that reads it. */
  readonly needs?: Need | undefined;
}

/** What a source is converted to. Texts are in the store, so that a file without diagnostics takes little memory. */
export interface Converted {
  readonly outputs: readonly NewText[];
  readonly diagnostics: readonly Diagnostic[];
  /** References that have other values now. */
  readonly references?: readonly MovedReference[];
  /** Only where there are diagnostics. */
  readonly source?: SourceFile;
}

/** Where new texts are kept, and what was read of them by the paths that they will have. */
export interface Kept {
  readonly texts: TextStore;
  readonly readings: Readings;
  /** What the checks of all files share. */
  readonly tables: CheckTables;
  /** What files have become that are in several pods at the same path. */
  readonly pods?: PodConversions | undefined;
}

/** Converts what refers to nothing: in each pod that has it at this path, it becomes the same. */
export async function convertAlone(path: string, reading: ReadResult, target: Target, kept: Kept): Promise<Converted> {
  const { text } = reading.source;
  const known = kept.pods?.get(path, text);
  if (known !== undefined) {
    for (const [newPath, again] of known.readings) kept.readings.keep(newPath, again);
    return known.converted;
  }
  const converted = await convertSource(path, reading, reading.config, target, kept);
  const readings = converted.outputs.flatMap(({ path: newPath }) => {
    const again = kept.readings.get(newPath);
    return again === undefined ? [] : [[newPath, again] as const];
  });
  kept.pods?.keep(path, text, { converted, readings });
  return converted;
}

/** Converts what was read, in the form that it takes in the new tree. */
export async function convertSource(path: string, reading: ReadResult, config: Config, target: Target, kept: Kept): Promise<Converted> {
  const { to, suffix, upstreams, strict = false, version } = target;
  const directory = target.destination.directoryFor(directoryOf(path));
  const { outputs, diagnostics } = await convertReading(reading, {
    to,
    suffix,
    stem: newStem(path),
    separate: true,
    tables: kept.tables,
    strict,
    target: version,
    ...(upstreams === undefined ? {} : { upstreams }),
    refer: () => config,
    onVerified: (fileName, again) => kept.readings.keep(pathIn(directory, fileName), again),
  });
  const texts = outputs.map(({ fileName, text, needs }) => ({
    path: pathIn(directory, fileName),
    text: kept.texts.put(text),
    ...(needs === undefined ? {} : { needs }),
  }));
  return diagnostics.length === 0 ? { outputs: texts, diagnostics } : { outputs: texts, diagnostics, source: reading.source };
}

/** At most this much text stays in memory with its configurations, those of a few hundred files; more is read again when it is needed. */
const mostText = 1 << 20; // code units

/** What was read from files, by their paths, as far as there is room for it. */
export class Readings {
  private readonly known = new Map<string, ReadResult>();
  private size = 0;

  /** Takes the place of what was read before. */
  keep(path: string, reading: ReadResult): void {
    this.size += reading.source.text.length;
    if (this.size <= mostText) this.known.set(path, reading);
    else this.known.delete(path);
  }

  get(path: string): ReadResult | undefined {
    return this.known.get(path);
  }
}

interface PodConversion {
  readonly converted: Converted;
  /** What was read of the new texts, by their paths. */
  readonly readings: readonly (readonly [string, ReadResult])[];
}

/** Conversions by the paths and texts of files in pods, as far as there is room for them. */
export class PodConversions {
  private readonly known = new Map<string, Map<string, PodConversion>>();
  private size = 0;

  keep(path: string, text: string, conversion: PodConversion): void {
    this.size += text.length;
    if (this.size > mostText) return;
    const byText = this.known.get(path) ?? new Map<string, PodConversion>();
    this.known.set(path, byText.set(text, conversion));
  }

  get(path: string, text: string): PodConversion | undefined {
    return this.known.get(path)?.get(text);
  }
}
