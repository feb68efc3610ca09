import { type Command, Help, type Option } from 'commander';

/** A command to copy, and what it does. */
export type Example = readonly [command: string, does: string];

/** What the help of a command shows below its options. */
interface Appendix {
  /** The first one also stands in the help of the program. */
  readonly examples: readonly [Example, ...Example[]];
  /** What its exit codes mean, where it is not what they mean of any command. */
  readonly exitCodes?: Readonly<Record<number, string>>;
}

/** Of any command. */
const usualCodes = { 0: 'done', 2: 'the job could not be done', 130: 'interrupted' };

const formatCodes = { 1: 'a file has errors, or --check or --diff found something' };

/** Made when a help is asked for: no other run needs it. */
function appendices() {
  return {
    convert: {
      examples: [
        ['flb-convert upstream.conf', 'YAML on standard output'],
        ['flb-convert fluent-bit.conf -o fluent-bit.yaml', 'a whole configuration'],
        ['flb-convert upstream.conf -o upstream.yaml', 'the same into a file'],
        ['flb-convert upstream.yaml --to classic', 'and back'],
        ['cat upstream.conf | flb-convert - --to json', 'through a pipe'],
        ['flb-convert two.conf --upstreams split -d out', 'a file for each upstream'],
      ],
      exitCodes: { 1: 'the file has errors: nothing is written' },
    },
    check: {
      examples: [
        ['flb-convert check upstream.conf', 'what Fluent Bit makes of it'],
        ['flb-convert check . --error-on-warnings', 'all configurations of a repository, in CI'],
        ['flb-convert check fluent-bit.conf --fix', 'fixes what is safe to fix'],
      ],
      exitCodes: { 0: 'no errors', 1: 'errors, warnings with --error-on-warnings, or --diff found something' },
    },
    fmt: {
      examples: [
        ['flb-convert fmt upstream.conf', 'canonical style, in place'],
        ['flb-convert fmt --check *.conf', 'whether files are in this style'],
      ],
      exitCodes: formatCodes,
    },
    migrate: {
      examples: [
        ['flb-convert migrate /etc/fluent-bit', 'the plan of a migration'],
        ['flb-convert migrate /etc/fluent-bit --write --backup', 'the migration'],
        ['flb-convert migrate /etc/fluent-bit --check', 'whether anything is left, for CI'],
      ],
      exitCodes: {
        0: 'done, or the plan can be carried out',
        1: 'a file has errors, or --check or --diff found something left to do',
      },
    },
    undo: {
      examples: [
        ['flb-convert undo /etc/fluent-bit', 'takes back the last migration that was made with --backup'],
        ['flb-convert undo new', 'after -d new; what --delete-source removed is in the backup of the old directory'],
      ],
    },
    report: {
      examples: [
        ['flb-convert report reports/', 'what is left on all hosts, from their reports'],
        ['flb-convert report web-01.json web-02.json', 'what migrate --report and check --format json wrote on each'],
        ['flb-convert report reports/ -o all.md', 'every .json in a directory, as Markdown'],
        ['find fetched -name plan.json | flb-convert report -', 'names from standard input, one a line'],
      ],
      exitCodes: {
        0: 'merged: no host has errors, and none has a file left to migrate',
        1: 'merged: some hosts have',
        2: 'a report could not be merged, the others were',
      },
    },
    diff: {
      examples: [['flb-convert diff old.conf new.yaml', 'whether both mean the same']],
      exitCodes: { 0: 'they mean the same', 1: 'they differ', 2: 'they could not be compared' },
    },
    graph: {
      examples: [
        ['flb-convert graph fluent-bit.conf', 'how records go through it, as a picture'],
        ['flb-convert graph fluent-bit.conf --format svg > graph.svg', 'as an image'],
      ],
      exitCodes: { 0: 'drawn', 1: 'drawn as far as it could be read: it has errors', 2: 'there is nothing to draw' },
    },
    explain: {
      examples: [
        ['flb-convert explain FLB213', 'what a code means and how to fix it'],
        ['flb-convert explain', 'lists all codes'],
      ],
      exitCodes: { 2: 'there is no such code' },
    },
    page: {
      examples: [
        ['flb-convert page --open', 'all of this in a browser, which sends nothing'],
        ['flb-convert page -o index.html', 'a file to host'],
      ],
    },
    schema: { examples: [['flb-convert schema > fluent-bit.schema.json', 'for editors that know YAML']] },
    krm: { examples: [['flb-convert krm < list.yaml', 'converts what the objects of a ResourceList hold, as kustomize and kpt give it']] },
    lsp: {
      examples: [['flb-convert lsp --stdio', 'as editors start it: docs/editors.md in the repository of flb-convert shows how']],
      exitCodes: { 0: 'the editor has shut it down', 1: 'the editor went without that' },
    },
    completion: { examples: [['eval "$(flb-convert completion bash)"', 'completes commands in bash, from ~/.bashrc on']] },
  } as const satisfies Record<string, Appendix>;
}

export type CommandName = keyof ReturnType<typeof appendices>;

/** Commands to copy: those of a command, or of the program. */
export function examplesOf(name: string): readonly Example[] {
  const own = appendixOf(name)?.examples;
  if (own !== undefined) return own;
  // Without a command, `convert` is meant.
  const { convert, ...others } = appendices();
  return [...convert.examples, ...Object.values(others).map(({ examples }): Example => examples[0])];
}

/** What the exit codes of a command mean, or of the program, in order. */
export function exitCodesOf(name: string): readonly [code: string, meaning: string][] {
  const { exitCodes } = appendixOf(name) ?? { exitCodes: { 1: 'the input has errors, or --check or --diff found something' } };
  return Object.entries({ ...usualCodes, ...exitCodes });
}

function appendixOf(name: string): Appendix | undefined {
  return Object.entries<Appendix>(appendices()).find(([command]) => command === name)?.[1];
}

/** What commander says of an option, without the empty list that one which may be repeated begins with. */
export function optionDescription(option: Option): string {
  return Array.isArray(option.defaultValue) ? option.description : new Help().optionDescription(option);
}

/** The help of a command, as commander makes it, with examples and exit codes. */
export function formatHelp(command: Command, helper: Help): string {
  const usual = Help.prototype.formatHelp.call(helper, command, helper);
  const codes = exitCodesOf(command.name()).map(([code, meaning]) => helper.formatItem(code, '130'.length, meaning, helper));
  return [usual, 'Examples:', ...shownExamples(examplesOf(command.name()), helper), '', 'Exit codes:', ...codes, ''].join('\n');
}

/** What an example does stands beside it, if it has this many columns there, else below it. */
const leastBeside = 30;

function shownExamples(examples: readonly Example[], helper: Help): string[] {
  const columns = helper.helpWidth ?? Number.POSITIVE_INFINITY;
  const widest = Math.max(...examples.map(([command]) => `$ ${command}`.length));
  const beside = columns - widest - '  '.length * 2;
  if (beside >= leastBeside) return examples.map(([command, does]) => helper.formatItem(`$ ${command}`, widest, does, helper));
  const indent = ' '.repeat(6);
  return examples.flatMap(([command, does]) => {
    const lines = helper.boxWrap(does, columns - indent.length).split('\n');
    return [`  $ ${command}`, ...lines.map((line) => indent + line)];
  });
}
