import { Command, CommanderError, Option, type OutputConfiguration } from 'commander';
import { version } from '../../package.json';
import { JobError } from '../host/job-error.js';
import { type CheckFlags, runCheck } from './check-command.js';
import { type ConvertFlags, runConvert } from './convert-command.js';
import type { Io } from './io.js';

const examples = `
Examples:
  $ flb-convert upstream.conf                         YAML on standard output
  $ flb-convert fluent-bit.conf -o fluent-bit.yaml    a whole configuration
  $ flb-convert upstream.conf -o upstream.yaml        the same into a file
  $ flb-convert upstream.yaml --to classic            and back
  $ cat upstream.conf | flb-convert - --to json       through a pipe
  $ flb-convert two.conf --upstreams split -d out     a file for each upstream
  $ flb-convert check upstream.conf                   what Fluent Bit makes of it

Exit codes: 0 done; 1 the input has errors; 2 the job could not be done.`;

/** Runs the command line and gives its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const program = new Command('flb-convert')
    .description('Converts Fluent Bit configuration between classic, YAML and JSON and loses nothing.')
    .version(version, '-V, --version')
    .addHelpText('after', examples)
    .showHelpAfterError('(flb-convert --help shows what there is)')
    .configureOutput(plainOutput(io))
    .exitOverride();

  addCommonOptions(program.command('convert', { isDefault: true }))
    .description('convert one file, or standard input (-)')
    .argument('<file>', 'the file to convert, - for standard input')
    .option('-t, --to <format>', 'the format to write: yaml, classic, json (default: by the suffix of -o, else yaml)')
    .option('-o, --output <file>', 'write a file instead of standard output')
    .addOption(new Option('-d, --directory <dir>', 'write into this directory, named after the upstream or the source').conflicts('output'))
    .option('--force', 'overwrite a file that exists and is different')
    .addOption(
      new Option('--upstreams <how>', 'several upstreams in one file: a file for each, or all nodes in one').choices(['split', 'merge']),
    )
    .option('--expand-aliases', 'write YAML aliases out in full, which Fluent Bit does not read')
    .option('--strict', 'losses of the target format (comments in JSON) are errors')
    .option('--no-verify', 'do not read the output back before it leaves')
    .option('-q, --quiet', 'errors only')
    .action(async (file: string, flags: ConvertFlags) => {
      code = await runConvert(file, flags, io);
    });

  addCommonOptions(program.command('check'))
    .description('say what Fluent Bit makes of files')
    .argument('<files...>', 'the files to check, - for standard input')
    .option('--fix', 'mend what is safe to mend')
    .option('--no-references', 'leave out the files that they refer to')
    .addOption(new Option('--format <form>', 'how to report').choices(['pretty', 'json', 'github']).default('pretty'))
    .action(async (files: string[], flags: CheckFlags) => {
      code = await runCheck(files, flags, io);
    });

  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (problem) {
    if (problem instanceof CommanderError) return problem.exitCode === 0 ? 0 : 2;
    if (!(problem instanceof JobError)) throw problem;
    io.writeStderr(`flb-convert: ${problem.message}\n`);
    return 2;
  }
}

/** commander asks `process.stdout` for its width and colors, whose making costs a tenth of a start. */
function plainOutput(io: Io): OutputConfiguration {
  const width = () => Number(process.env.COLUMNS) || 80;
  const no = () => false;
  return {
    writeOut: io.writeStdout,
    writeErr: io.writeStderr,
    getOutHelpWidth: width,
    getErrHelpWidth: width,
    getOutHasColors: no,
    getErrHasColors: no,
  };
}

function addCommonOptions(command: Command): Command {
  return command
    .option('-f, --from <format>', 'the format to read (default: by suffix, else by content)')
    .option('--stdin-filepath <path>', 'the name of what comes through standard input')
    .option('--plugin <module>', "a module with a format of one's own", (path: string, paths: string[]) => [...paths, path], []);
}
