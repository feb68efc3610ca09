import { basename, join } from 'node:path';
import { type Conversion, convert, type Output } from '../convert.js';
import { type Diagnostic, isError } from '../diagnostics/diagnostic.js';
import { formatOfName, suffixOf } from '../formats/detect.js';
import type { Format } from '../formats/format.js';
import { builtInFormats } from '../formats/index.js';
import { JobError } from '../host/job-error.js';
import { modeOf } from '../host/read.js';
import { writeFileSafely } from '../host/write.js';
import { formatPretty } from '../report/pretty.js';
import type { SourceFile } from '../source/source-file.js';
import { fileNames } from './file-names.js';
import { readInput } from './input.js';
import type { Io } from './io.js';
import { loadFormats } from './plugins.js';

export interface ConvertFlags {
  from?: string;
  to?: string;
  output?: string;
  directory?: string;
  stdinFilepath?: string;
  upstreams?: 'split' | 'merge';
  expandAliases?: boolean;
  strict?: boolean;
  force?: boolean;
  quiet?: boolean;
  verify: boolean;
  plugin: string[];
}

/** Converts one file, or standard input, to standard output or where the flags say. */
export async function runConvert(path: string, flags: ConvertFlags, io: Io): Promise<number> {
  const formats = await loadFormats(flags.plugin);
  const to = targetFormat(flags, [...formats, ...builtInFormats]);
  const input = await readInput(path, io, flags.stdinFilepath);
  if ('problem' in input) {
    report(io, input.source, [input.problem]);
    return 1;
  }
  const { from, upstreams, expandAliases = false, strict = false, verify } = flags;
  const conversion = await convert(input.text, {
    ...(from === undefined ? {} : { from }),
    ...(upstreams === undefined ? {} : { upstreams }),
    ...{ to: to.name, fileName: input.name, expandAliases, strict, verify, formats },
  });
  const shown = flags.quiet ? conversion.diagnostics.filter(isError) : conversion.diagnostics;
  if (shown.length > 0) report(io, conversion.source, shown);
  if (conversion.diagnostics.some(isError)) return 1;
  emit(conversion, path, flags, io);
  return 0;
}

/** `--to`, else the suffix of the file that is written, else YAML. */
function targetFormat({ to, output }: ConvertFlags, formats: readonly Format[]): Format {
  const named = output === undefined ? undefined : formatOfName(output, formats);
  const asked = to === undefined ? undefined : formats.find(({ name }) => name === to);
  if (to !== undefined && asked === undefined) {
    throw new JobError(`unknown format '${to}' for --to: expected ${formats.map(({ name }) => name).join(', ')}`);
  }
  // JSON also loads under a .yaml name (Y-11); anything else under another's suffix, Fluent Bit could not read.
  if (asked !== undefined && named !== undefined && asked !== named && !(asked.name === 'json' && named.name === 'yaml')) {
    throw new JobError(`-o ${output} would be ${named.name}, --to says ${asked.name}: give the file another suffix`);
  }
  return asked ?? named ?? formats.find(({ name }) => name === 'yaml') ?? (builtInFormats[0] as Format);
}

function report(io: Io, source: SourceFile, diagnostics: readonly Diagnostic[]): void {
  io.writeStderr(formatPretty([{ source, diagnostics }], { color: io.stderrColor }));
}

function emit({ outputs, to }: Conversion, path: string, flags: ConvertFlags, io: Io): void {
  const { output, directory, force = false } = flags;
  const mode = path === '-' ? undefined : modeOf(path);
  const [first, ...others] = outputs;
  if (directory !== undefined) {
    const names = namesIn(outputs, path, to, flags);
    for (const [i, { text }] of outputs.entries()) writeFileSafely(join(directory, names[i] ?? ''), text, { force, mode });
  } else if (others.length > 0) {
    throw new JobError('--upstreams split makes several files: say where with -d DIR');
  } else if (first !== undefined) {
    if (output === undefined) io.writeStdout(first.text);
    else writeFileSafely(output, first.text, { force, mode });
  }
}

/** In a directory, an upstream's file is named after it, any other after its source. */
function namesIn(outputs: readonly Output[], path: string, to: Format, { stdinFilepath }: ConvertFlags): string[] {
  const source = basename(path === '-' ? (stdinFilepath ?? 'stdin') : path);
  const stem = source.slice(0, source.length - suffixOf(source).length);
  const [suffix = ''] = to.suffixes;
  return fileNames(
    outputs.map(({ upstream }) => upstream ?? stem),
    suffix,
  );
}
