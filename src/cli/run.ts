import { Argument, Command, CommanderError, type CommandOptions, Help, Option, type OutputConfiguration } from 'commander';
import { version } from '../../package.json';
import { closest } from '../diagnostics/words.js';
import { Interrupted, JobError } from '../host/job-error.js';
import { pathExists } from '../host/read.js';
import { builtInFormats } from '../index.js';
import { machineForms } from '../report/check-report.js';
import { comparisonForms } from '../report/comparison-report.js';
import { graphForms } from '../report/graph-report.js';
import { printable } from '../report/source-line.js';
import { type CheckFlags, runCheck } from './check/check-command.js';
import { completionScript, type Shell, shells } from './completion.js';
import { type ConvertFlags, runConvert } from './convert-command.js';
import { type DiffFlags, runDiff } from './diff-command.js';
import { runExplain } from './explain-command.js';
import { versionHelp } from './fluent-bit-version.js';
import { type FmtFlags, runFmt } from './fmt-command.js';
import { type GraphFlags, runGraph } from './graph-command.js';
import type { Io } from './io.js';
import { type KrmFlags, runKrm } from './krm-command.js';
import { runMigrate } from './migrate/migrate-command.js';
import type { MigrateFlags } from './migrate/migration-run.js';
import { runUndo, type UndoFlags } from './undo-command.js';

/** Commands for people to copy, and what they do. */
const examples = [
  ['flb-convert upstream.conf', 'YAML on standard output'],
  ['flb-convert fluent-bit.conf -o fluent-bit.yaml', 'a whole configuration'],
  ['flb-convert upstream.conf -o upstream.yaml', 'the same into a file'],
  ['flb-convert upstream.yaml --to classic', 'and back'],
  ['cat upstream.conf | flb-convert - --to json', 'through a pipe'],
  ['flb-convert two.conf --upstreams split -d out', 'a file for each upstream'],
  ['flb-convert check upstream.conf', 'what Fluent Bit makes of it'],
  ['flb-convert fmt upstream.conf', 'canonical style, in place'],
  ['flb-convert diff old.conf new.yaml', 'whether both mean the same'],
  ['flb-convert graph fluent-bit.conf', 'how records go through it, as a picture'],
  ['flb-convert explain FLB213', 'what a code means and how to fix it'],
  ['flb-convert schema > fluent-bit.schema.json', 'for editors that know YAML'],
  ['flb-convert migrate /etc/fluent-bit', 'the plan of a migration'],
  ['flb-convert migrate /etc/fluent-bit --write', 'the migration'],
  ['flb-convert undo /etc/fluent-bit', 'takes one back that was made with --backup'],
] as const;

const exitCodes = `
Exit codes:
  0    done
  1    the input has errors, or --check or --diff found something
  2    the job could not be done
  130  interrupted`;

/** Side by side where the terminal is wide enough, else one below the other. */
function shownExamples(columns: number): string {
  const widest = Math.max(...examples.map(([command]) => command.length));
  const isWide = examples.every(([, does]) => `  $ ${' '.repeat(widest)}  ${does}`.length <= columns);
  const lines = examples.map(([command, does]) => (isWide ? `  $ ${command.padEnd(widest)}  ${does}` : `  $ ${command}\n      ${does}`));
  return `\nExamples:\n${lines.join('\n')}\n${exitCodes}`;
}

const undoExamples = `
Examples:
  $ flb-convert undo /etc/fluent-bit           what the last --write made goes, what it replaced and removed comes back
  $ flb-convert undo /etc/fluent-bit           again: the run before that
  $ flb-convert undo new                       after -d new; what --delete-source removed is in the old directory's backup`;

const diffExitCodes = `
Exit codes:
  0    they mean the same
  1    they differ
  2    they could not be compared`;

const graphExitCodes = `
Exit codes:
  0    drawn
  1    drawn as far as it could be read: it has errors
  2    there is nothing to draw`;

/** How a check is reported. */
const forms = ['pretty', ...machineForms];

const chartValuesHelp = "the defaults of the chart whose values are converted, as 'helm show values' prints them";

/** Options of a migration that have something written. */
const writing = ['write', 'directory'];

/** Runs the command line and gives its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const program = new Command('flb-convert')
    .description('Converts Fluent Bit configuration between classic, YAML and JSON and loses nothing.')
    .version(version, '-V, --version')
    .addHelpText('after', () => shownExamples(io.columns))
    .showHelpAfterError('(flb-convert --help shows what there is)')
    .configureOutput(plainOutput(io))
    .configureHelp({ minWidthToWrap: 20, optionDescription })
    .exitOverride();

  const done = (result: number) => {
    code = result;
  };
  for (const name of wantedCommands(argv)) commands[name](program, io, done);

  try {
    checkCommandName(argv);
    if (argv.length === 0 && io.stdinIsTerminal) return await run(['--help'], io);
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (problem) {
    // Whoever starts us without a word may not know what for.
    if (argv.length === 0) await run(['--help'], { ...io, writeStdout: io.writeStderr });
    if (problem instanceof CommanderError) return problem.exitCode === 0 ? 0 : 2;
    if (problem instanceof Interrupted) {
      io.writeStderr(`flb-convert: ${problem.message}\n`);
      return 130;
    }
    io.writeStderr(`flb-convert: ${printable(messageOf(problem))}\n`);
    if (process.env.FLB_CONVERT_DEBUG && problem instanceof Error) io.writeStderr(`${problem.stack}\n`);
    return 2;
  }
}

/** One sentence about whatever stopped the run. */
function messageOf(problem: unknown): string {
  if (problem instanceof JobError) return problem.message;
  const { message = String(problem), syscall } = (problem ?? {}) as NodeJS.ErrnoException;
  if (syscall === 'uv_cwd') return 'the working directory is gone: change to one that is there';
  return `a bug of flb-convert: ${message} (FLB_CONVERT_DEBUG=1 shows where)`;
}

const commands = {
  convert: defineConvert,
  check: defineCheck,
  fmt: defineFmt,
  migrate: defineMigrate,
  undo: defineUndo,
  diff: defineDiff,
  graph: defineGraph,
  explain: defineExplain,
  schema: defineSchema,
  krm: defineKrm,
  lsp: defineLsp,
  completion: defineCompletion,
};

const commandNames = Object.keys(commands) as (keyof typeof commands)[];

/** The command that is asked for: defining each of the others takes a hundredth of the time of a start. Without a command, `convert` is meant. */
function wantedCommands([first = '--help']: readonly string[]): (keyof typeof commands)[] {
  if (Object.hasOwn(commands, first)) return [first as keyof typeof commands];
  return helpWords.has(first) ? commandNames : ['convert'];
}

const helpWords = new Set(['help', '-h', '--help']);

/** Throws a JobError where a misspelt command would be taken for a file, or `help` is asked about one. */
function checkCommandName([first = '', second]: readonly string[]): void {
  if (first === 'help' && second !== undefined && !second.startsWith('-') && !Object.hasOwn(commands, second) && second !== 'help') {
    const meant = closest(second, commandNames);
    throw new JobError(`there is no command '${second}'${meant === undefined ? '' : `: did you mean '${meant}'?`}`);
  }
  if (Object.hasOwn(commands, first) || helpWords.has(first)) return;
  const meant = closest(first, commandNames);
  if (meant === undefined || pathExists(first)) return;
  throw new JobError(`there is no command and no file '${first}': did you mean '${meant}'?`);
}

/** A command whose errors of usage name its own help. */
function addCommand(program: Command, name: keyof typeof commands, options?: CommandOptions): Command {
  return program.command(name, options).showHelpAfterError(`(flb-convert ${name} --help shows what there is)`);
}

interface ColorFlag {
  color?: 'always' | 'never' | 'auto';
}

function addColor(command: Command): Command {
  return command.addOption(new Option('--color <when>', 'whether to use colors').choices(['always', 'never', 'auto']));
}

/** What the option says counts before the environment. */
function withColor(io: Io, { color = 'auto' }: ColorFlag): Io {
  return color === 'auto'
    ? io
    : Object.create(io, { stdoutColor: { value: color === 'always' }, stderrColor: { value: color === 'always' } });
}

function defineConvert(program: Command, io: Io, done: (code: number) => void): void {
  addCommonOptions(addCommand(program, 'convert', { isDefault: true }))
    .description('convert one file, or standard input (-)')
    .argument('<file>', 'the file to convert, - for standard input')
    .option('-t, --to <format>', 'the format to write: yaml, classic, json (default: by the suffix of -o, else yaml)')
    .option('-o, --output <file>', 'write a file instead of standard output')
    .addOption(new Option('-d, --directory <dir>', 'write into this directory, named after the upstream or the source').conflicts('output'))
    .option('--force', 'overwrite a file that exists and is different')
    .addOption(
      new Option('--upstreams <how>', 'several upstreams in one file: a file for each, or all nodes in one').choices(['split', 'merge']),
    )
    .option('--fluent-bit <version>', versionHelp)
    .option('--chart-values <file>', chartValuesHelp)
    .option('--expand-aliases', 'write YAML aliases out in full, which Fluent Bit does not read')
    .option('--strict', 'losses of the target format (comments in JSON) are errors')
    .option('--no-verify', 'do not read the output back to compare it')
    .option('-q, --quiet', 'errors only')
    .option('-v, --verbose', 'show each of many messages')
    .action(async (file: string, flags: ConvertFlags & ColorFlag) => {
      done(await runConvert(file, flags, withColor(io, flags)));
    });
}

function defineCheck(program: Command, io: Io, done: (code: number) => void): void {
  addCommonOptions(addCommand(program, 'check'))
    .description('say what Fluent Bit would do with files')
    .argument('<paths...>', 'files, directories and patterns; - for standard input')
    .option('--fix', 'fix what is safe to fix; with -, write the fixed text to standard output')
    .option('--diff', 'show what --fix would change as a unified diff; exit code 1 if anything would')
    .option('--fluent-bit <version>', versionHelp)
    .option('--upgrade-from <version>', 'say what changes against this Fluent Bit, too')
    .option('--exclude <pattern>', 'leave files out, as a line of .gitignore does; may be repeated', collect, [])
    .option('--ignore <code>', 'do not report this code; may be repeated', collect, [])
    .option('--error-on-warnings', 'exit code 1 for warnings, too')
    .option('--root <from=dir>', 'where a directory of the other machine is found here; may be repeated', collect, [])
    .option('--cwd <dir>', 'where Fluent Bit starts (default: here)')
    .option('--no-references', 'leave out the files that they refer to')
    .option('-v, --verbose', 'show each of many messages')
    .addOption(new Option('--format <form>', 'how to report').choices(forms).default('pretty'))
    .action(async (paths: string[], flags: CheckFlags & ColorFlag) => {
      done(await runCheck(paths, flags, withColor(io, flags)));
    });
}

function defineFmt(program: Command, io: Io, done: (code: number) => void): void {
  addCommonOptions(addCommand(program, 'fmt'))
    .description('write files in the canonical style of their format, in place')
    .argument('<files...>', 'the files to format, - for standard input, which goes to standard output')
    .option('--check', 'write nothing; exit code 1 if a file is not in this style')
    .option('--diff', 'write nothing, show what would change as a unified diff; exit code 1 if anything would')
    .action(async (files: string[], flags: FmtFlags & ColorFlag) => {
      done(await runFmt(files, flags, withColor(io, flags)));
    });
}

function defineMigrate(program: Command, io: Io, done: (code: number) => void): void {
  addColor(addCommand(program, 'migrate'))
    .description('convert whole directories, safely: shows a plan first')
    .argument('<paths...>', 'directories, files and patterns')
    .option('-t, --to <format>', 'the format to write: yaml, classic, json', 'yaml')
    .option('--exclude <pattern>', 'leave files out, as a line of .gitignore does; may be repeated', collect, [])
    .option('--root <from=dir>', 'where a directory of the other machine is found here; may be repeated', collect, [])
    .option('--cwd <dir>', 'where Fluent Bit starts (default: here)')
    .option('--write', 'put the new files beside the old ones')
    .addOption(new Option('-d, --directory <dir>', 'build the tree anew in this directory').conflicts('write'))
    .option('--delete-source', 'remove what was converted, once everything is written and verified')
    .option('--force', 'overwrite files that exist and are different')
    .option('--backup', 'keep a copy of what is overwritten, updated or removed in .flb-convert-backup, for undo')
    .addOption(new Option('--diff', 'show what would change as a unified diff; exit code 1 if anything would').conflicts(writing))
    .addOption(new Option('--check', 'exit code 1 if anything is left to migrate').conflicts(writing))
    .addOption(new Option('--format <form>', 'how --check reports').choices(forms).conflicts(writing))
    .addOption(
      new Option('--upstreams <how>', 'several upstreams in one file: a file for each, or all nodes in one').choices(['split', 'merge']),
    )
    .option('--fluent-bit <version>', `${versionHelp}, or what --verify-with is`)
    .option('--chart-values <file>', chartValuesHelp)
    .option('--strict', 'losses of the target format (comments in JSON) are errors')
    .option('--verify-with <fluent-bit>', 'let this Fluent Bit try each new main file')
    .addOption(new Option('-q, --quiet', 'only errors, the summary and what is left to do').conflicts('verbose'))
    .option('-v, --verbose', 'list each file and each diagnostic')
    .option('--report <file>', 'write a report: .md, .json or .sarif')
    .action(async (paths: string[], flags: MigrateFlags & ColorFlag) => {
      done(await runMigrate(paths, flags, withColor(io, flags)));
    });
}

function defineUndo(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'undo')
    .description('take back the last migration of a directory that was made with --backup')
    .argument('<dir>', 'the directory that holds .flb-convert-backup')
    .option('--force', 'overwrite files that were changed since or stand in the way')
    .addHelpText('after', undoExamples)
    .action(async (directory: string, flags: UndoFlags) => {
      done(await runUndo(directory, flags, io));
    });
}

function defineDiff(program: Command, io: Io, done: (code: number) => void): void {
  addColor(addCommand(program, 'diff'))
    .description('say whether two configurations mean the same to Fluent Bit')
    .argument('<before>', 'a file, a main file with all that it loads, or a directory; - for standard input')
    .argument('<after>', 'the same, in any format')
    .option('--exclude <pattern>', 'leave files of directories out, as a line of .gitignore does; may be repeated', collect, [])
    .option('--root <from=dir>', 'where a directory of the other machine is found here; may be repeated', collect, [])
    .option('--cwd <dir>', 'where Fluent Bit starts (default: here)')
    .addOption(new Option('--format <form>', 'how to report').choices(comparisonForms).default('pretty'))
    .addHelpText('after', diffExitCodes)
    .action(async (before: string, after: string, flags: DiffFlags & ColorFlag) => {
      done(await runDiff(before, after, flags, withColor(io, flags)));
    });
}

function defineGraph(program: Command, io: Io, done: (code: number) => void): void {
  addColor(addCommand(program, 'graph'))
    .description('draw how records go through a configuration')
    .argument('<path>', 'a main file with all that it loads, or a directory; - for standard input')
    .option('--exclude <pattern>', 'leave files of a directory out, as a line of .gitignore does; may be repeated', collect, [])
    .option('--root <from=dir>', 'where a directory of the other machine is found here; may be repeated', collect, [])
    .option('--cwd <dir>', 'where Fluent Bit starts (default: here)')
    .addOption(new Option('--format <form>', 'how to draw').choices(graphForms).default('mermaid'))
    .addHelpText('after', graphExitCodes)
    .action(async (path: string, flags: GraphFlags & ColorFlag) => {
      done(await runGraph(path, flags, withColor(io, flags)));
    });
}

function defineExplain(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'explain')
    .description('say what a code means, why it matters and how to fix it')
    .argument('[code]', 'such as FLB213, 213 or ignored-node-key; without it, all codes are listed')
    .action(async (code: string | undefined) => {
      done(await runExplain(code, io));
    });
}

function defineSchema(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'schema')
    .description("write a JSON Schema of Fluent Bit's YAML, for editors")
    .addHelpText('after', '\nExample: flb-convert schema > fluent-bit.schema.json')
    .action(async () => {
      const { runSchema } = await import('./schema-command.js');
      done(runSchema(io));
    });
}

function defineKrm(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'krm')
    .description('a KRM function for pipelines of kustomize and kpt: a ResourceList on standard input and output')
    .option('--fluent-bit <version>', versionHelp)
    .option('--chart-values <file>', chartValuesHelp)
    .option('--strict', 'losses of the target format are errors')
    .addHelpText('after', "\nExample: kpt fn eval DIR --exec 'flb-convert krm'")
    .action(async (flags: KrmFlags) => {
      done(await runKrm(flags, io));
    });
}

function defineLsp(program: Command, _io: Io, done: (code: number) => void): void {
  addCommand(program, 'lsp')
    .description('answer an editor: a language server on standard input and output')
    .option('--stdio', 'what it does anyway; editors give it')
    .addHelpText('after', '\nEditors start it themselves: docs/editors.md in the repository of flb-convert shows how to tell them.')
    .action(async () => {
      const { runLsp } = await import('./lsp-command.js');
      done(await runLsp());
    });
}

function defineCompletion(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'completion')
    .description('write a script that completes commands in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText('after', '\nExample: eval "$(flb-convert completion bash)" in ~/.bashrc')
    .action((shell: Shell) => {
      const all = new Command('flb-convert');
      for (const name of commandNames) commands[name](all, io, done);
      const formats = builtInFormats.map(({ name }) => name);
      io.writeStdout(completionScript(shell, all, formats));
      done(0);
    });
}

/** commander asks `process.stdout` for its width and colors, whose making costs a tenth of a start. */
function plainOutput(io: Io): OutputConfiguration {
  const width = () => io.columns;
  const no = () => false;
  return {
    writeOut: io.writeStdout,
    // Its messages repeat what was typed.
    writeErr: (text) => io.writeStderr(text.split('\n').map(printable).join('\n')),
    getOutHelpWidth: width,
    getErrHelpWidth: width,
    getOutHasColors: no,
    getErrHasColors: no,
  };
}

function addCommonOptions(command: Command): Command {
  return addColor(command)
    .option('-f, --from <format>', 'the format to read (default: by suffix, else by content)')
    .option('--stdin-filepath <path>', 'the name of what comes through standard input')
    .option('--plugin <module>', "a module with a format of one's own", collect, []);
}

/** What commander says of an option, without the empty list that one which may be repeated begins with. */
function optionDescription(option: Option): string {
  return Array.isArray(option.defaultValue) ? option.description : new Help().optionDescription(option);
}

/** The values of an option that may be repeated. */
function collect(value: string, values: string[]): string[] {
  return [...values, value];
}
