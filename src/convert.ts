import { checkConfig } from './check/check-config.js';
import { CheckTables } from './check/check-tables.js';
import { withOneCause } from './check/one-cause.js';
import { prepareCheck } from './check/regexes.js';
import { define } from './diagnostics/define.js';
import { type Diagnostic, diagnostic, isError } from './diagnostics/diagnostic.js';
import { severityIn } from './diagnostics/severity.js';
import { detectFormat, stemOf } from './formats/detect.js';
import { commentsDropped, notFluentBits, notWellFormedText } from './formats/diagnostics.js';
import type { Format, Reading } from './formats/format.js';
import { builtInFormats } from './formats/index.js';
import { configDifference } from './model/compare/equal.js';
import { type Config, sectionSpan } from './model/config.js';
import { foreignConfig } from './model/foreign.js';
import type { PluginsOfVersion } from './model/plugins-of-version.js';
import { commentNear } from './source/comment-near.js';
import { decodeUtf8 } from './source/decode.js';
import { SourceFile } from './source/source-file.js';
import type { Span } from './source/span.js';
import { renameIncludes } from './split/rename-includes.js';
import { takeApart } from './split/take-apart.js';
import { versionAssumed } from './versions/diagnostics.js';
import { isReadForGood, type Need, needOf } from './versions/needs.js';
import { withoutLists } from './versions/spelling.js';
import type { VersionTarget } from './versions/target.js';
import { familyOf, usesOf } from './versions/uses.js';

export { fileNamesOf } from './split/take-apart.js';

export const invalidUtf8 = define({
  code: 'FLB101',
  name: 'invalid-utf8',
  severity: 'error',
  facts: ['Y-47', 'C-18'],
  why: 'YAML must be UTF-8, and Fluent Bit refuses a file with any other byte. Classic files may hold such bytes, but no other format can.',
  example: {
    classic: '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    tag café\n',
    encoding: 'latin1',
  },
  says: ({ byteOffset }: { byteOffset: number }) => ({
    text: `not UTF-8 at byte offset ${byteOffset}: Fluent Bit refuses such YAML, and classic text cannot be carried over`,
    help: 'save the file as UTF-8',
  }),
});

export const verificationFailed = define({
  code: 'FLB403',
  name: 'verification-failed',
  severity: 'error',
  facts: [],
  why: 'Each output is read back and compared with the input before it is written. A difference is a bug of flb-convert, and nothing is written. There is no example.',
  sample: { difference: 'filter 2: key regex' },
  says: ({ difference }: { difference: string }) => ({
    text: `what was written does not read back the same (${difference}), so nothing is written: this is a bug of flb-convert`,
    help: 'please report it',
  }),
});

export interface ReadConfigOptions {
  /** The format's name; without it the suffix of `fileName` decides, else the content. */
  from?: string;
  fileName?: string;
  /** Write YAML's aliases out in full instead of refusing them as Fluent Bit does. */
  expandAliases?: boolean;
  /** Formats beside the built-in ones. */
  formats?: readonly Format[];
}

export interface ConvertOptions extends ReadConfigOptions {
  /** The target format's name; YAML by default. */
  to?: string;
  /** What to do with several upstreams in one file: a file for each, or one group of all nodes, as classic runs today. */
  upstreams?: 'split' | 'merge';
  /** Whether it may result in several files: what classic does not take in a main file goes into files of its own. */
  separate?: boolean;
  /** Whether a loss of the target format (comments in JSON) is an error. */
  strict?: boolean;
  /** Whether each output is read back and compared before it is returned; yes by default. */
  verify?: boolean;
  /** The Fluent Bit that must read the outputs: `3.1` for all of a line, `3.1.4`, or `latest`, which is the default. */
  target?: string;
}

/** A configuration that was read, its format, and its diagnostics. */
export interface ReadResult extends Reading {
  readonly source: SourceFile;
  /** Undefined if neither the name nor the content tells it. */
  readonly format: Format | undefined;
}

export interface Output {
  readonly text: string;
  /** A name for the file, after the source or the upstream that it holds. Without a folder. */
  readonly fileName: string;
  /** The least version that reads the forms in it; left out if every known version does. */
  readonly needs?: Need;
}

export interface Conversion {
  readonly source: SourceFile;
  readonly from: Format | undefined;
  readonly to: Format;
  /** One text, or several if that was asked for, the main file last; none if a diagnostic is an error. */
  readonly outputs: readonly Output[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a configuration from a text, or its bytes, in any format. Bad input gives diagnostics, never an exception. */
export async function readConfig(input: string | Uint8Array, options: ReadConfigOptions = {}): Promise<ReadResult> {
  const formats = allFormats(options);
  const { source, problem } = sourceOf(input, options.fileName ?? 'input');
  if (problem !== undefined) return { source, format: undefined, config: { sections: [] }, diagnostics: [problem] };
  const found = options.from === undefined ? detectFormat(source, formats) : { format: formatNamed(options.from, formats) };
  if ('problem' in found) return { source, format: undefined, config: { sections: [] }, diagnostics: [found.problem] };
  const { format } = found;
  const { config, diagnostics } = await format.read(source, { expandAliases: options.expandAliases ?? false });
  await prepareCheck(config);
  return { source, format, config, diagnostics: [...checkSurrogates(source), ...diagnostics] };
}

/** Writes a configuration in a format. The text is for use only if no diagnostic is an error. */
export function writeConfig(config: Config, { to = 'yaml', formats }: { to?: string; formats?: readonly Format[] } = {}) {
  return formatNamed(to, allFormats({ formats })).write(config);
}

/** Reads, checks, writes and verifies: the way of one text from one format to another. */
export async function convert(input: string | Uint8Array, options: ConvertOptions = {}): Promise<Conversion> {
  const to = formatNamed(options.to ?? 'yaml', allFormats(options));
  const { target, note, plugins } = options.target === undefined ? {} : await versionNamed(options.target);
  const reading = await readConfig(input, options);
  if (note !== undefined) reading.diagnostics.push(diagnostic(versionAssumed, reading.source.startSpan, { effect: note }));
  return convertReading(reading, {
    ...options,
    to,
    target,
    tables: new CheckTables(plugins),
    suffix: to.suffixes[0] ?? '',
    stem: stemOf(options.fileName ?? 'input'),
    refer: (config, from, diagnostics) => renameIncludes(config, from, to, diagnostics),
  });
}

/** How a configuration that was read is to be converted. */
export interface ReadingOptions extends Pick<ConvertOptions, 'upstreams' | 'separate' | 'strict' | 'verify'> {
  readonly to: Format;
  /** The name of the main output, and how all names end. */
  readonly stem: string;
  readonly suffix: string;
  /** The configuration under the names that other files have afterwards; may add to the diagnostics. */
  refer(config: Config, from: Format, diagnostics: Diagnostic[]): Config;
  /** What the checks of many files share. */
  readonly tables?: CheckTables;
  readonly target?: VersionTarget | undefined;
  /** Called for each output with what was read back. */
  onVerified?(fileName: string, reading: ReadResult): void;
}

/** Checks, writes and verifies what was read. */
export async function convertReading(reading: ReadResult, options: ReadingOptions): Promise<Conversion> {
  const { source, format: from } = reading;
  const { to, stem, suffix } = options;
  const diagnostics =
    from === undefined ? [...reading.diagnostics] : [...withOneCause(reading.diagnostics.concat(traps(reading, options.tables)))];
  const ends = (outputs: Output[]): Conversion => ({ source, from, to, outputs, diagnostics });
  if (from === undefined || diagnostics.some(isError)) return ends([]);
  const what = from.name === 'classic' ? undefined : foreignConfig(reading.config);
  if (what !== undefined) {
    const others = diagnostics.filter(({ code }) => code !== 'FLB221');
    return { ...ends([]), diagnostics: [...others, diagnostic(notFluentBits, firstSpan(reading.config), { what })] };
  }

  const choice = { upstreams: options.upstreams, separate: options.separate ?? false };
  const referring = options.refer(reading.config, from, diagnostics);
  const parts = takeApart(referring, { from, to, stem, suffix }, choice, diagnostics);
  if (diagnostics.some(isError)) return ends([]);
  const outputs: Output[] = [];
  const family = familyOf(to);
  for (const { config: wanted, fileName } of parts) {
    const config = family === 'yaml' && options.target !== undefined ? inSpellingFor(options.target, wanted) : wanted;
    const uses = family === undefined ? [] : usesOf(config, { family });
    if (family !== undefined && options.target !== undefined) {
      const { checkVersion } = await import('./versions/check-version.js');
      diagnostics.push(...checkVersion(config, uses, { target: options.target }));
    }
    if (diagnostics.some(isError)) return ends([]);
    const writing = to.write(config);
    for (const one of writing.diagnostics.map((one) => atComment(one, source))) diagnostics.push(options.strict ? strictly(one) : one);
    if (diagnostics.some(isError)) return ends([]);
    if (options.verify !== false) {
      const again = await readAgain(writing.text, to);
      const difference = outputDifference(config, again, to);
      if (difference !== undefined) {
        diagnostics.push(diagnostic(verificationFailed, source.startSpan, { difference }));
        return ends([]);
      }
      options.onVerified?.(fileName, again);
    }
    const needs = needOf(uses);
    outputs.push({ text: writing.text, fileName, ...(needs === undefined ? {} : { needs }) });
  }
  return ends(outputs);
}

/** The configuration as a version reads it in YAML, as far as another spelling is enough. */
function inSpellingFor({ releases }: VersionTarget, config: Config): Config {
  return isReadForGood('lists', releases) ? config : withoutLists(config);
}

/** The text of an input; bytes that are not UTF-8 are shown as Latin-1, which is good enough for a message. */
function sourceOf(input: string | Uint8Array, name: string): { source: SourceFile; problem?: Diagnostic } {
  if (typeof input === 'string') return { source: new SourceFile(name, input) };
  const decoded = decodeUtf8(input);
  if ('text' in decoded) return { source: new SourceFile(name, decoded.text) };
  const { invalidAt } = decoded;
  const problem = diagnostic(invalidUtf8, { start: invalidAt, end: invalidAt + 1 }, { byteOffset: invalidAt });
  return { source: new SourceFile(name, new TextDecoder('latin1').decode(input)), problem };
}

/** What reads without errors is converted, even if Fluent Bit would refuse to load it: that is a warning. */
function traps({ config, diagnostics }: ReadResult, tables: CheckTables | undefined): Diagnostic[] {
  return checkConfig(config, { isWhole: !diagnostics.some(isError), purpose: 'convert', ...(tables === undefined ? {} : { tables }) });
}

function firstSpan({ sections: [first] }: Config): Span {
  return first === undefined ? { start: 0, end: 0 } : sectionSpan(first);
}

/** Reads an output back. */
async function readAgain(text: string, format: Format): Promise<ReadResult> {
  const source = new SourceFile('output', text);
  return { source, format, ...(await format.read(source)) };
}

/** The first difference of an output to what it should hold. */
function outputDifference(config: Config, again: ReadResult, { comments }: Format): string | undefined {
  const problem = again.diagnostics.find(isError);
  if (problem !== undefined) return `${problem.code} in the output`;
  return configDifference(config, again.config, { comments });
}

/** A writer knows what comments belong to, and the text where they are. */
function atComment(one: Diagnostic, { text }: SourceFile): Diagnostic {
  return one.code === 'FLB303' ? { ...one, span: commentNear(text, one.span) } : one;
}

function strictly(one: Diagnostic): Diagnostic {
  return one.code === commentsDropped.code ? { ...one, severity: severityIn('strict', commentsDropped) } : one;
}

/** Text from a file is always well-formed; text that a program hands over may not be. */
function checkSurrogates({ text }: SourceFile): Diagnostic[] {
  if (text.isWellFormed()) return [];
  return [...text.matchAll(/\p{Surrogate}/gu)].map(({ index }) => diagnostic(notWellFormedText, { start: index, end: index + 1 }, {}));
}

function allFormats({ formats = [] }: { formats?: readonly Format[] | undefined }): readonly Format[] {
  return [...formats, ...builtInFormats];
}

/** What is known of a version, whose tables few runs load. Throws if it is not one: a mistake of the caller, not of the input. */
async function versionNamed(text: string): Promise<{ target: VersionTarget; note?: string; plugins?: PluginsOfVersion }> {
  const { noteOf, pluginTables, targetNamed } = await import('./versions/target.js');
  const target = targetNamed(text);
  const [note, plugins] = [noteOf(target), pluginTables(target)];
  return { target, ...(note === undefined ? {} : { note }), ...(plugins === undefined ? {} : { plugins }) };
}

/** Throws if there is no format of that name: a mistake of the caller, not of the input. */
export function formatNamed(name: string, formats: readonly Format[]): Format {
  const format = formats.find((one) => one.name === name);
  if (format === undefined) {
    throw new RangeError(`unknown format '${name}', expected one of ${formats.map((one) => one.name).join(', ')}`);
  }
  return format;
}
