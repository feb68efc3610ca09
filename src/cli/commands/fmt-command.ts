import { canonicalOf } from '../../editors/canonical.js';
import { JobError } from '../../host/job-error.js';
import { leadsToDirectory } from '../../host/list-directory.js';
import { nodeHost } from '../../host/node-host.js';
import { readInput } from '../../host/read.js';
import { realOf } from '../../host/write/places.js';
import { type NewFile, writeTexts } from '../../host/write/write-texts.js';
import { type FileDiagnostics, type Format, formatPretty, isError, readConfig } from '../../index.js';
import { counted } from '../../report/pretty.js';
import { printable } from '../../report/source-line.js';
import { unifiedDiff } from '../../report/unified-diff.js';
import type { Io } from '../io.js';
import { formatNamed, loadFormats } from '../plugins.js';
import { withoutOthers } from '../skip-others.js';

export interface FmtFlags {
  from?: string;
  stdinFilepath?: string;
  check?: boolean;
  diff?: boolean;
  skipOthers?: boolean;
  plugin: string[];
}

/** A file in its style and as it is. */
interface Formatted {
  readonly path: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Writes files in the canonical style of their own formats, all of them or none; standard input to standard output. With `--check`
 * and `--diff` nothing is written. Exit code 1 if a file has errors, or if one of these two found something.
 */
export async function runFmt(given: readonly string[], flags: FmtFlags, io: Io): Promise<number> {
  const formats = await loadFormats(flags.plugin, io);
  const paths = flags.skipOthers ? await withoutOthers(given, nodeHost(), io) : given;
  const formatted: Formatted[] = [];
  const faulty: FileDiagnostics[] = [];
  for (const path of onceEach(paths)) {
    const { source, diagnostics, ...texts } = await format(path, flags, formats, io);
    const errors = diagnostics.filter(isError);
    if (errors.length > 0) faulty.push({ source, diagnostics: errors });
    else formatted.push({ path, name: source.name, ...texts });
  }
  if (faulty.length > 0) io.writeStderr(formatPretty(faulty, { color: io.stderrColor, codesPage: io.codesPage }));
  const changed = formatted.filter(({ before, after }) => before !== after);
  if (flags.diff) await showDifferences(changed, io);
  if (flags.check) showWhatIsLeft(changed, formatted.length + faulty.length, io);
  if (flags.diff || flags.check) return faulty.length > 0 || changed.length > 0 ? 1 : 0;
  if (faulty.length > 0) return 1;
  await write(formatted, changed, io);
  return 0;
}

/** The paths without those that lead to a file once more. */
function onceEach(paths: readonly string[]): string[] {
  return [...new Map(paths.map((path) => [path === '-' ? path : realOf(path), path])).values()];
}

async function format(path: string, { from, stdinFilepath = 'stdin' }: FmtFlags, formats: readonly Format[], io: Io) {
  if (leadsToDirectory(path)) throw new JobError(`${path} is a directory: name the files in it`);
  const bytes = await readInput(path, io);
  const reading = await readConfig(bytes, {
    fileName: path === '-' ? stdinFilepath : path,
    formats,
    ...(from === undefined ? {} : { from: formatNamed(from, '--from', formats).name }),
  });
  const { text, diagnostics } = await canonicalOf(reading);
  const before = textOf(bytes);
  return { source: reading.source, diagnostics, before, after: text ?? before };
}

async function showDifferences(changed: readonly Formatted[], io: Io): Promise<void> {
  for (const { name, before, after } of changed) {
    const shown = printable(name);
    io.writeStdout(await unifiedDiff(before, after, { from: shown, to: shown }));
  }
}

function showWhatIsLeft(changed: readonly Formatted[], all: number, io: Io): void {
  for (const { name } of changed) io.writeStderr(`${printable(name)}: not in canonical style\n`);
  io.writeStderr(`${counted(all, 'file')} checked: ${changed.length} to format\n`);
}

/** Standard input goes to standard output, so that nothing else may be said there. */
async function write(formatted: readonly Formatted[], changed: readonly Formatted[], io: Io): Promise<void> {
  const files = changed.flatMap(({ path, after }): NewFile[] => (path === '-' ? [] : [{ path, text: after }]));
  await writeTexts(files, { force: true, isCurrent: () => changed.find((one) => one.path !== '-' && !isAsRead(one))?.path });
  for (const { path, after } of formatted) if (path === '-') io.writeStdout(after);
  const inPlace = formatted.filter(({ path }) => path !== '-').length;
  if (inPlace > 0) io.writeStderr(`${counted(inPlace, 'file')}: ${files.length} formatted\n`);
}

function isAsRead({ path, before }: Formatted): boolean {
  const read = nodeHost().read(path);
  return 'bytes' in read && textOf(read.bytes) === before;
}

/** As a file is, with its byte order mark. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
