import { extname, join } from 'node:path';
import { isManifestName, mayHoldConfiguration } from '../../containers/likely.js';
import { shellWord } from '../../diagnostics/words.js';
import { JobError } from '../../host/job-error.js';
import { leadsToDirectory } from '../../host/list-directory.js';
import { modeOf, readInput } from '../../host/read.js';
import { builtInFormats, type Conversion, convert, type Format, formatOfName, isError } from '../../index.js';
import { greatestNeed, needInWords } from '../../versions/needs.js';
import { versionOf } from '../fluent-bit-version.js';
import type { Io } from '../io.js';
import { formatNamed, loadFormats } from '../plugins.js';

export interface ConvertFlags {
  from?: string;
  to?: string;
  output?: string;
  directory?: string;
  stdinFilepath?: string;
  upstreams?: 'split' | 'merge';
  expandAliases?: boolean;
  strict?: boolean;
  fluentBit?: string;
  chartValues?: string;
  force?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  verify: boolean;
  plugin: string[];
}

/** Converts one file, or standard input, to standard output or where the flags say. */
export async function runConvert(path: string, flags: ConvertFlags, io: Io): Promise<number> {
  const formats = await loadFormats(flags.plugin, io);
  const { from, upstreams, expandAliases = false, strict = false, verify } = flags;
  const target = await versionOf(flags.fluentBit, '--fluent-bit', io);
  if (leadsToDirectory(path))
    throw new JobError(`${path} is a directory: see what would become of it with flb-convert migrate ${shellWord(path)}`);
  const input = await readInput(path, io);
  if (from === undefined && isManifest(path, input)) {
    const { convertManifest } = await import('./convert-manifest.js');
    const code = await convertManifest(path, flags, target, io);
    if (code !== undefined) return code;
  }
  const to = targetFormat(flags, formats);
  const conversion = await convert(input, {
    ...(from === undefined ? {} : { from: formatNamed(from, '--from', formats).name }),
    ...(upstreams === undefined ? {} : { upstreams }),
    ...(target === undefined ? {} : { target: target.name }),
    fileName: path === '-' ? (flags.stdinFilepath ?? 'stdin') : path,
    to: to.name,
    separate: flags.directory !== undefined,
    ...{ expandAliases, strict, verify, formats },
  });
  const diagnostics = flags.quiet ? conversion.diagnostics.filter(isError) : conversion.diagnostics;
  if (diagnostics.length > 0) {
    const { formatPretty, formatStopping } = await import('../../report/pretty.js');
    const howToSeeAll = flags.verbose ? undefined : '--verbose';
    const files = [{ source: conversion.source, diagnostics }];
    io.writeStderr(formatPretty(files, { color: io.stderrColor, codesPage: io.codesPage, howToSeeAll }) + formatStopping(files));
  }
  if (conversion.diagnostics.some(isError)) return 1;
  await emit(conversion, path, flags, io);
  const needs = greatestNeed(conversion.outputs.flatMap((output) => output.needs ?? []));
  if (needs !== undefined && !flags.quiet) io.writeStderr(`${needInWords(needs)}\n`);
  return 0;
}

/** Whether an input is a manifest that may hold configurations, by its name and its text. */
function isManifest(path: string, bytes: Uint8Array): boolean {
  return path !== '-' && isManifestName(path) && mayHoldConfiguration(new TextDecoder().decode(bytes));
}

/** `--to`, else the suffix of the file that is written, else YAML. */
function targetFormat({ to, output }: ConvertFlags, own: readonly Format[]): Format {
  const named = output === undefined ? undefined : formatOfName(output, [...own, ...builtInFormats]);
  if (to === undefined && output !== undefined && named === undefined && extname(output) !== '') {
    throw new JobError(
      `-o ${output}: no format has the suffix ${extname(output)}: name the format with --to, or give the file another suffix`,
    );
  }
  if (to === undefined) return named ?? formatNamed('yaml', '--to', own);
  const asked = formatNamed(to, '--to', own);
  // JSON also loads under a .yaml name (Y-11); anything else under another's suffix, Fluent Bit could not read.
  if (named !== undefined && asked !== named && !(asked.name === 'json' && named.name === 'yaml')) {
    throw new JobError(`-o ${output} would be ${named.name}, --to says ${asked.name}: give the file another suffix`);
  }
  return asked;
}

async function emit({ outputs }: Conversion, path: string, flags: ConvertFlags, io: Io): Promise<void> {
  const { output, directory, force = false } = flags;
  const [first, ...others] = outputs;
  if (directory === undefined && others.length > 0) throw new JobError('--upstreams split makes several files: say where with -d DIR');
  if (directory === undefined && output === undefined) {
    if (first !== undefined) io.writeStdout(first.text);
    return;
  }
  const files = outputs.map(({ text, fileName }) => ({ path: output ?? join(directory ?? '', fileName), text }));
  const { writeTexts } = await import('../../host/write/write-texts.js');
  await writeTexts(files, {
    force,
    mode: path === '-' ? undefined : modeOf(path),
    ...(directory === undefined ? {} : { within: directory }),
  });
}
