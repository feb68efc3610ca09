import { type Output, type ReadConfigOptions, type ReadResult, readConfig } from '../convert.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { suffixOf } from '../formats/detect.js';
import type { Config } from '../model/config.js';
import type { EqualSections } from '../model/equal.js';
import { decodeUtf8 } from '../source/decode.js';
import { SourceFile } from '../source/source-file.js';

/** As much text is remembered with what was read of it, which takes twenty times as much memory. */
export const mostText = 1 << 17; // code units

/** As many results of one text are remembered: where each machine has its own names, none comes again. */
const mostMade = 4;

/** What came of a configuration, wherever it stands. */
export interface Made {
  readonly outputs: readonly Output[];
  readonly diagnostics: readonly Diagnostic[];
  /** What was read of the new texts, by the names of their files. */
  readonly readings: ReadonlyMap<string, ReadResult>;
}

/** The name of a file, and its format if somebody has said it. */
type FileOptions = Pick<ReadConfigOptions, 'from'> & { readonly fileName: string };

/** What of a text depends on nothing else than what tells its format. */
type Known = Omit<ReadResult, 'source'> & { readonly told: string };

/**
 * What came of texts lately. In a fleet, most files say word for word what another one says: those are read, converted and
 * verified once.
 */
export class KnownTexts {
  /** Those that were asked for last are at the end. */
  private readonly known = new Map<string, Known>();
  private size = 0;
  private readonly renamed = new WeakMap<Config, Map<string, Config>>();
  private readonly made = new WeakMap<Config, Map<string, Made>>();
  /** Sections of what was read, each with what was read of its new text: what a text becomes is verified once. */
  readonly equals: EqualSections = new WeakMap();

  /** Reads the content of a file. */
  async read(bytes: Uint8Array, options: FileOptions): Promise<ReadResult> {
    const decoded = decodeUtf8(bytes);
    if ('invalidAt' in decoded) return readConfig(bytes, options);
    const { text } = decoded;
    const known = this.known.get(text);
    const { fileName, from } = options;
    const told = from ?? suffixOf(fileName);
    if (known?.told === told) {
      this.remember(text, known);
      const { format, config, diagnostics } = known;
      return { source: new SourceFile(fileName, text), format, config, diagnostics };
    }
    const reading = await readConfig(text, options);
    const { format, config, diagnostics } = reading;
    this.remember(text, { told, format, config, diagnostics });
    return reading;
  }

  /** The configuration with new names, the same one for each file that says the same and gets the same names. */
  withNames(config: Config, names: string, make: () => Config): Config {
    const known = this.renamed.get(config)?.get(names);
    return known ?? keep(this.renamed, config, names, make());
  }

  /** What comes of a configuration whose main file is to be called so. */
  async conversionOf(config: Config, stem: string, make: () => Promise<Made>): Promise<Made> {
    const known = this.made.get(config)?.get(stem);
    return known ?? keep(this.made, config, stem, await make());
  }

  private remember(text: string, known: Known): void {
    if (this.known.delete(text)) this.size -= text.length;
    this.known.set(text, known);
    this.size += text.length;
    for (const oldest of this.known.keys()) {
      if (this.size <= mostText) break;
      this.known.delete(oldest);
      this.size -= oldest.length;
    }
  }
}

/** Keeps what was made of a configuration last. */
function keep<Result>(results: WeakMap<Config, Map<string, Result>>, config: Config, key: string, result: Result): Result {
  const own = results.get(config) ?? new Map<string, Result>();
  results.set(config, own.set(key, result));
  const [oldest = key] = own.keys();
  if (own.size > mostMade) own.delete(oldest);
  return result;
}
