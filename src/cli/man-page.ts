import type { Argument, Command, Help, Option } from 'commander';
import { examplesOf, exitCodesOf, optionDescription } from './help.js';

/**
 * The manual page of a program with all its commands, in the macros of man(7): what `--help` says of each. It has no date, so that a
 * build is the same each time.
 */
export function manPage(program: Command): string {
  const help = program.createHelp();
  const name = program.name();
  return [
    `.TH ${literal(name.toUpperCase())} 1 "" "${literal(`${name} ${program.version()}`)}" "User Commands"`,
    '.SH NAME',
    literal(`${name} - ${program.description().replace(/\.$/, '')}`),
    '.SH SYNOPSIS',
    program.commands.map((command) => usageOf(command, help)).join('\n.PP\n'),
    '.SH DESCRIPTION',
    literal(program.description()),
    literal("Without the name of a command, 'convert' is meant."),
    ...help.visibleOptions(program).flatMap(optionItem),
    '.SH COMMANDS',
    ...program.commands.flatMap((command) => [`.SS ${literal(command.name())}`, ...commandText(command, help)]),
    '.SH EXAMPLES',
    ...exampleItems(name),
    '.SH EXIT STATUS',
    ...exitCodeItems(name),
    '',
  ].join('\n');
}

function commandText(command: Command, help: Help): string[] {
  const does = literal(command.description());
  return [
    usageOf(command, help),
    '.PP',
    `${does.charAt(0).toUpperCase()}${does.slice(1)}.`,
    ...help.visibleArguments(command).flatMap((argument) => argumentItem(argument, help)),
    ...help.visibleOptions(command).flatMap(optionItem),
    '.PP',
    'Examples:',
    ...exampleItems(command.name()),
    '.PP',
    'Exit codes:',
    ...exitCodeItems(command.name()),
  ];
}

/** `flb-convert check [options] <paths...>` */
function usageOf(command: Command, help: Help): string {
  const [called = '', ...rest] = help.commandUsage(command).split(/ (?=[[<])/);
  return [bold(called), ...rest.map(marked)].join(' ');
}

function argumentItem(argument: Argument, help: Help): string[] {
  return item(italic(help.argumentTerm(argument)), help.argumentDescription(argument));
}

function optionItem(option: Option): string[] {
  return item(marked(option.flags), optionDescription(option));
}

function exampleItems(name: string): string[] {
  return examplesOf(name).flatMap(([command, does]) => item(bold(command), does));
}

function exitCodeItems(name: string): string[] {
  return exitCodesOf(name).flatMap(([code, meaning]) => item(bold(code), meaning));
}

/** A paragraph with something hanging at its left. */
function item(tag: string, text: string): string[] {
  return ['.TP', tag, literal(text)];
}

/** Flags in bold, what is to be filled in in italics. */
function marked(text: string): string {
  return text.replace(/-[\w-]+|<[^>]*>|[^-<]+|./g, (part) => {
    if (part.startsWith('<')) return italic(part.slice(1, -1));
    return part.startsWith('-') ? bold(part) : literal(part);
  });
}

function bold(text: string): string {
  return `\\fB${literal(text)}\\fR`;
}

function italic(text: string): string {
  return `\\fI${literal(text)}\\fR`;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** As it is typed: roff makes typographic characters of these, and takes a dot at the beginning of a line for a request. */
function literal(text: string): string {
  return text.replace(/[\\'`^~-]/g, (character) => escapes[character] ?? character).replace(/^\./, '\\&.');
}
