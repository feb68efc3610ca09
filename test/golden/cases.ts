import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Example } from '../../src/diagnostics/define.js';
import { exampleFile } from '../../src/explanation.js';
import { type Code, type ConvertOptions, catalogue } from '../../src/index.js';
import { runCli } from '../support/run-cli.js';
import { makeTempDir, removeTempDir } from '../support/temp-dir.js';
import { goldenReport, type Said } from './report.js';

/**
 * Where the cases are: `<source format>/<subject>` and `errors/<code>`, each a folder with an input; `migrate` and `matching` are apart. What
 * stands in `errors/<code>` itself is the example of the code's definition, in folders below it are more cases by hand.
 */
export const goldenFolder = join(import.meta.dirname, '..', '..', 'golden');

/** The targets of every case, with the suffix of their output. */
export const targets = { classic: '.conf', yaml: '.yaml', json: '.json' } as const;

export type Target = keyof typeof targets;

/** What `options.json` may say: the flags of the command line, under the library's names. */
export type CaseOptions = Pick<ConvertOptions, 'from' | 'upstreams' | 'separate' | 'expandAliases' | 'strict'>;

export interface GoldenCase {
  /** The folder below `golden`, with slashes. */
  readonly name: string;
  readonly folder: string;
  readonly inputName: string;
  readonly input: Uint8Array;
  readonly options: CaseOptions;
}

/** All folders below the formats' and below `errors` that hold an input, sorted by name. */
export function findCases(root = goldenFolder): GoldenCase[] {
  const folders = [...Object.keys(targets), 'errors'];
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => /(?:^|[\\/])input(?:\.\w+)?$/.test(file))
    .map((file) => readCase(root, file))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readCase(root: string, file: string): GoldenCase {
  const folder = dirname(join(root, file));
  const hasOptions = readdirSync(folder).includes('options.json');
  return {
    name: relative(root, folder).split(sep).join('/'),
    folder,
    inputName: file.slice(file.lastIndexOf(sep) + 1),
    input: readFileSync(join(root, file)),
    options: hasOptions ? JSON.parse(readFileSync(join(folder, 'options.json'), 'utf8')) : {},
  };
}

/** The example of a code, if it has one. */
export function exampleOf(code: Code): Example | undefined {
  return catalogue[code].example;
}

/** The folder of a code's example, and its files: the input and, where there are any, the options. */
export function exampleFiles(code: Code, example: Example): { folder: string; files: Map<string, Buffer> } {
  const { fileName, bytes } = exampleFile(example);
  const files = new Map([[fileName, Buffer.from(bytes)]]);
  if (example.options !== undefined) files.set('options.json', Buffer.from(`${JSON.stringify(example.options, null, 2)}\n`));
  return { folder: join(goldenFolder, 'errors', code), files };
}

/** The files of a case's folder that the program decides about. */
export function goldenFiles({ folder, inputName }: GoldenCase): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== inputName && entry.name !== 'options.json')
    .map(({ name }) => name)
    .sort();
}

/** What the command line makes of a case: the output in each target that does not refuse it, and all that is said. */
export async function produceFiles(one: GoldenCase): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const said: Said[] = [];
  for (const [target, suffix] of Object.entries(targets)) {
    const { code, stderr, outputs } = await convertCase(one, target);
    said.push({ command: `convert --to ${target}`, code, text: stderr });
    for (const [name, text] of outputs) files.set(name === '' ? `output${suffix}` : `output-${name}`, text);
  }
  const { code, stdout } = await runOn(one, ['check']);
  said.push({ command: 'check', code, text: stdout });
  files.set('diagnostics.txt', goldenReport(said));
  return files;
}

/** Converts by the command line. Several outputs have the names of their files, a single one has none. */
async function convertCase(one: GoldenCase, target: string) {
  const argv = ['convert', '--to', target, ...flagsOf(one.options)];
  if (one.options.upstreams !== 'split' && !one.options.separate) {
    const { code, stdout, stderr } = await runOn(one, argv);
    return { code, stderr, outputs: code === 0 ? [['', stdout] as const] : [] };
  }
  const directory = makeTempDir();
  try {
    const { code, stderr } = await runOn(one, [...argv, '-d', directory]);
    return { code, stderr, outputs: readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')] as const) };
  } finally {
    removeTempDir(directory);
  }
}

function runOn({ input, inputName, options: { from } }: GoldenCase, argv: readonly string[]) {
  const flags = from === undefined ? [] : ['--from', from];
  return runCli([...argv, '--verbose', ...flags, '--stdin-filepath', inputName, '-'], { stdin: input });
}

function flagsOf({ upstreams, expandAliases = false, strict = false }: CaseOptions): string[] {
  return [
    ...(upstreams === undefined ? [] : ['--upstreams', upstreams]),
    ...(expandAliases ? ['--expand-aliases'] : []),
    ...(strict ? ['--strict'] : []),
  ];
}
