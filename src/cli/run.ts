import { Argument, Command, CommanderError, type CommandOptions, Option, type OutputConfiguration } from 'commander';
import { version } from '../../package.json';
import { closest } from '../diagnostics/words.js';
import { Interrupted, JobError } from '../host/job-error.js';
import { pathExists } from '../host/read.js';
import { builtInFormats } from '../index.js';
import { comparisonForms, fleetForms, graphForms, machineForms } from '../report/forms.js';
import { printable } from '../report/source-line.js';
import type { CheckFlags } from './commands/check/check-command.js';
import type { ConvertFlags } from './commands/convert-command.js';
import type { DiffFlags } from './commands/diff-command.js';
import type { FmtFlags } from './commands/fmt-command.js';
import type { GraphFlags } from './commands/graph-command.js';
import type { KrmFlags } from './commands/krm-command.js';
import type { LspFlags } from './commands/lsp-command.js';
import type { MigrateFlags } from './commands/migrate/migration-run.js';
import type { PageFlags } from './commands/page-command.js';
import type { ReportFlags } from './commands/report-command.js';
import type { SchemaFlags } from './commands/schema-command.js';
import type { UndoFlags } from './commands/undo-command.js';
import { completionScript, type Shell, shells } from './completion.js';
import { versionHelp } from './fluent-bit-version.js';
import { type CommandName, formatHelp, optionDescription } from './help.js';
import type { Io } from './io.js';

/** How a check is reported. */
const forms = ['pretty', ...machineForms];

const chartValuesHelp = "the defaults of the chart whose values are converted, as 'helm show values' prints them";

/** Options of a migration that have something written. */
const writing = ['write', 'directory'];

/** Runs the command line and gives its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const program = emptyProgram(io);
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

function emptyProgram(io: Io): Command {
  return new Command('flb-convert')
    .description('Converts Fluent Bit configuration between classic, YAML and JSON and loses nothing.')
    .version(version, '-V, --version')
    .showHelpAfterError('(flb-convert --help shows what there is)')
    .configureOutput(plainOutput(io))
    .configureHelp({ minWidthToWrap: 20, optionDescription, formatHelp })
    .exitOverride();
}

/** The program with all its commands, for those who describe it. */
export function wholeProgram(io: Io): Command {
  const program = emptyProgram(io);
  for (const name of commandNames) commands[name](program, io, () => {});
  return program;
}

/** One sentence about whatever stopped the run. */
function messageOf(problem: unknown): string {
  if (problem instanceof JobError) return problem.message;
  const { message = String(problem), syscall } = (problem ?? {}) as NodeJS.ErrnoException;
  if (syscall === 'uv_cwd') return 'the working directory is gone: change to one that is there';
  return `a bug of flb-convert: ${message} (FLB_CONVERT_DEBUG=1 shows where)`;
}

const commands: Record<CommandName, (program: Command, io: Io, done: (code: number) => void) => void> = {
  convert: defineConvert,
  check: defineCheck,
  fmt: defineFmt,
  migrate: defineMigrate,
  undo: defineUndo,
  report: defineReport,
  diff: defineDiff,
  graph: defineGraph,
  explain: defineExplain,
  page: definePage,
  schema: defineSchema,
  krm: defineKrm,
  lsp: defineLsp,
  completion: defineCompletion,
};

const commandNames = Object.keys(commands) as CommandName[];

/** The command that is asked for: defining each of the others takes a hundredth of the time of a start. Without a command, `convert` is meant. */
function wantedCommands([first = '--help']: readonly string[]): CommandName[] {
  if (Object.hasOwn(commands, first)) return [first as CommandName];
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
function addCommand(program: Command, name: CommandName, options?: CommandOptions): Command {
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
      const { runConvert } = await import('./commands/convert-command.js');
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
    .addOption(skipOthers())
    .option('-v, --verbose', 'show each of many messages')
    .addOption(new Option('--format <form>', 'how to report').choices(forms).default('pretty'))
    .action(async (paths: string[], flags: CheckFlags & ColorFlag) => {
      const { runCheck } = await import('./commands/check/check-command.js');
      done(await runCheck(paths, flags, withColor(io, flags)));
    });
}

function defineFmt(program: Command, io: Io, done: (code: number) => void): void {
  addCommonOptions(addCommand(program, 'fmt'))
    .description('write files in the canonical style of their format, in place')
    .argument('<files...>', 'the files to format, - for standard input, which goes to standard output')
    .option('--check', 'write nothing; exit code 1 if a file is not in this style')
    .option('--diff', 'write nothing, show what would change as a unified diff; exit code 1 if anything would')
    .addOption(skipOthers())
    .action(async (files: string[], flags: FmtFlags & ColorFlag) => {
      const { runFmt } = await import('./commands/fmt-command.js');
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
      const { runMigrate } = await import('./commands/migrate/migrate-command.js');
      done(await runMigrate(paths, flags, withColor(io, flags)));
    });
}

function defineUndo(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'undo')
    .description('take back the last migration of a directory that was made with --backup')
    .argument('<dir>', 'the directory that holds .flb-convert-backup')
    .option('--force', 'overwrite files that were changed since or stand in the way')
    .action(async (directory: string, flags: UndoFlags) => {
      const { runUndo } = await import('./commands/undo-command.js');
      done(await runUndo(directory, flags, io));
    });
}

function defineReport(program: Command, io: Io, done: (code: number) => void): void {
  addColor(addCommand(program, 'report'))
    .description('merge the reports of many hosts into one, by what is left to do')
    .argument('<paths...>', 'JSON reports, directories of them and patterns; - for a list of names on standard input')
    .addOption(new Option('--format <form>', 'how to report (default: by the suffix of -o, else pretty)').choices(fleetForms))
    .option('-o, --output <file>', 'write a file instead of standard output: .md, .json or .sarif')
    .option('--force', 'overwrite a file that exists')
    .action(async (paths: string[], flags: ReportFlags & ColorFlag) => {
      const { runReport } = await import('./commands/report-command.js');
      done(await runReport(paths, flags, withColor(io, flags)));
    });
}

function defineDiff(program: Command, io: Io, done: (code: number) => void): void {
  addColor(addCommand(program, 'diff'))
    .description('say whether two configurations mean the same to Fluent Bit')
    .argument('<before>', 'a main file with all that it loads, a manifest, or a directory; - for standard input')
    .argument('<after>', 'the same, in any format')
    .option('--exclude <pattern>', 'leave files of directories out, as a line of .gitignore does; may be repeated', collect, [])
    .option('--root <from=dir>', 'where a directory of the other machine is found here; may be repeated', collect, [])
    .option('--cwd <dir>', 'where Fluent Bit starts (default: here)')
    .addOption(new Option('--format <form>', 'how to report').choices(comparisonForms).default('pretty'))
    .action(async (before: string, after: string, flags: DiffFlags & ColorFlag) => {
      const { runDiff } = await import('./commands/diff-command.js');
      done(await runDiff(before, after, flags, withColor(io, flags)));
    });
}

function defineGraph(program: Command, io: Io, done: (code: number) => void): void {
  addColor(addCommand(program, 'graph'))
    .description('draw how records go through a configuration')
    .argument('<path>', 'a main file with all that it loads, a manifest, or a directory; - for standard input')
    .option('--exclude <pattern>', 'leave files of a directory out, as a line of .gitignore does; may be repeated', collect, [])
    .option('--root <from=dir>', 'where a directory of the other machine is found here; may be repeated', collect, [])
    .option('--cwd <dir>', 'where Fluent Bit starts (default: here)')
    .addOption(new Option('--format <form>', 'how to draw').choices(graphForms).default('mermaid'))
    .action(async (path: string, flags: GraphFlags & ColorFlag) => {
      const { runGraph } = await import('./commands/graph-command.js');
      done(await runGraph(path, flags, withColor(io, flags)));
    });
}

function defineExplain(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'explain')
    .description('say what a code means, why it matters and how to fix it')
    .argument('[code]', 'such as FLB213, 213 or ignored-node-key; without it, all codes are listed')
    .action(async (code: string | undefined) => {
      const { runExplain } = await import('./commands/explain-command.js');
      done(await runExplain(code, io));
    });
}

function definePage(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'page')
    .description('write a page that converts in a browser and sends nothing, or open it')
    .option('-o, --output <file>', 'write a file instead of standard output')
    .option('--force', 'overwrite a file that exists and is different')
    .option('--open', 'open it in a browser')
    .action(async (flags: PageFlags) => {
      const { runPage } = await import('./commands/page-command.js');
      done(await runPage(flags, io));
    });
}

function defineSchema(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'schema')
    .description("write a JSON Schema of Fluent Bit's YAML, for editors")
    .option('--fluent-bit <version>', versionHelp)
    .action(async (flags: SchemaFlags) => {
      const { runSchema } = await import('./commands/schema-command.js');
      done(await runSchema(flags, io));
    });
}

function defineKrm(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'krm')
    .description('a KRM function for pipelines of kustomize and kpt: a ResourceList on standard input and output')
    .option('--fluent-bit <version>', versionHelp)
    .option('--chart-values <file>', chartValuesHelp)
    .option('--strict', 'losses of the target format are errors')
    .action(async (flags: KrmFlags) => {
      const { runKrm } = await import('./commands/krm-command.js');
      done(await runKrm(flags, io));
    });
}

function defineLsp(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'lsp')
    .description('answer an editor: a language server on standard input and output')
    .option('--stdio', 'what it does anyway; editors give it')
    .option('--fluent-bit <version>', versionHelp)
    .action(async (flags: LspFlags) => {
      const { runLsp } = await import('./commands/lsp-command.js');
      done(await runLsp(flags, io));
    });
}

function defineCompletion(program: Command, io: Io, done: (code: number) => void): void {
  addCommand(program, 'completion')
    .description('write a script that completes commands in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .action((shell: Shell) => {
      const formats = builtInFormats.map(({ name }) => name);
      io.writeStdout(completionScript(shell, wholeProgram(io), formats));
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

/** For those who name whatever a commit has. */
function skipOthers(): Option {
  return new Option('--skip-others', "leave files alone that are named but not Fluent Bit's").conflicts('from');
}

/** The values of an option that may be repeated. */
function collect(value: string, values: string[]): string[] {
  return [...values, value];
}
