import { checkConfig } from '../check/index.js';
import { readConfig } from '../convert.js';
import { applyFixes } from '../diagnostics/apply-fixes.js';
import { isError } from '../diagnostics/diagnostic.js';
import type { Format } from '../formats/format.js';
import { JobError } from '../host/job-error.js';
import { writeFileSafely } from '../host/write.js';
import type { FileDiagnostics } from '../report/located.js';
import { formatGithub, formatJson } from '../report/machine.js';
import { formatPretty, formatSummary } from '../report/pretty.js';
import { readInput } from './input.js';
import type { Io } from './io.js';
import { loadFormats } from './plugins.js';

export interface CheckFlags {
  from?: string;
  stdinFilepath?: string;
  fix?: boolean;
  format: 'pretty' | 'json' | 'github';
  plugin: string[];
}

/** Says what Fluent Bit makes of each file. Exit code 1 if one has errors. */
export async function runCheck(paths: readonly string[], flags: CheckFlags, io: Io): Promise<number> {
  const formats = await loadFormats(flags.plugin);
  const files: FileDiagnostics[] = [];
  let fixed = 0;
  for (const path of paths) {
    let checked = await checkFile(path, flags, formats, io);
    if (flags.fix) {
      const fixes = fixFile(path, checked);
      if (fixes > 0) checked = await checkFile(path, flags, formats, io);
      fixed += fixes;
    }
    files.push(checked);
  }
  switch (flags.format) {
    case 'json':
      io.writeStdout(formatJson(files));
      break;
    case 'github':
      io.writeStdout(formatGithub(files));
      break;
    case 'pretty':
      io.writeStdout(formatPretty(files, { color: io.stdoutColor }) + formatSummary(files, fixed));
  }
  return files.some(({ diagnostics }) => diagnostics.some(isError)) ? 1 : 0;
}

async function checkFile(path: string, flags: CheckFlags, formats: Format[], io: Io): Promise<FileDiagnostics> {
  const input = await readInput(path, io, flags.stdinFilepath);
  if ('problem' in input) return { source: input.source, diagnostics: [input.problem] };
  const reading = await readConfig(input.text, {
    fileName: input.name,
    formats,
    ...(flags.from === undefined ? {} : { from: flags.from }),
  });
  const { source, config, diagnostics, format } = reading;
  if (format === undefined) return { source, diagnostics };
  const isWhole = !diagnostics.some(isError);
  return { source, diagnostics: [...diagnostics, ...checkConfig(config, { isWhole })] };
}

/** Mends what can be mended without changing what Fluent Bit does for the worse; gives the number of places. */
function fixFile(path: string, { source, diagnostics }: FileDiagnostics): number {
  const { text, count } = applyFixes(source.text, diagnostics);
  if (count === 0) return 0;
  if (path === '-') throw new JobError('--fix needs a file: standard input cannot be written');
  writeFileSafely(path, text, { force: true });
  return count;
}
