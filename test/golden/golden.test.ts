import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Code, catalogue, convert, type Diagnostic, type Format, readConfig } from '../../src/index.js';
import {
  expectClassicBackFromYaml,
  expectCommentsAccountedFor,
  expectFixedPoint,
  expectLineEndsMeanNothing,
  expectSameMeaningAfterChains,
  expectValuesInEveryOutput,
  type Subject,
} from '../laws/laws.js';
import { endsFluentBit } from '../support/ends-fluent-bit.js';
import {
  exampleFiles,
  exampleOf,
  findCases,
  type GoldenCase,
  goldenFiles,
  goldenFolder,
  produceFiles,
  type Target,
  targets,
} from './cases.js';

const cases = findCases();

describe('each case comes out as its golden files say', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const produced = await produceFiles(one);
    expect(goldenFiles(one), 'the files of the case').toEqual([...produced.keys()].sort());
    for (const [name, text] of produced) {
      const golden = readFileSync(join(one.folder, name));
      expect(text, name).toBe(golden.toString('utf8'));
      expect(Buffer.from(text).equals(golden), `${name}, byte for byte`).toBe(true);
    }
  });
});

const readable = await readableSubjects();

describe.each(readable)('the laws hold for %s', (_, subject) => {
  it('means the same after every chain of formats', () => expectSameMeaningAfterChains(subject));
  it('does not change when it is written twice', () => expectFixedPoint(subject));
  it('comes back from YAML byte for byte as canonical classic', () => expectClassicBackFromYaml(subject));
  it('means the same with CRLF and without a final line end', () => expectLineEndsMeanNothing(subject));
  it('loses no comment without a word', () => expectCommentsAccountedFor(subject));
  it('has every value in every output', () => expectValuesInEveryOutput(subject));
});

/** The cases that can be read at all; upstreams that are split have no single output to follow. */
async function readableSubjects(): Promise<[string, Subject][]> {
  const subjects: [string, Subject][] = [];
  for (const { name, input, inputName, options } of cases) {
    const text = Buffer.from(input).toString('utf8');
    const { format, diagnostics } = await readConfig(text, { fileName: inputName, ...options });
    if (format === undefined || options.upstreams === 'split' || diagnostics.some(({ severity }) => severity === 'error')) continue;
    // What --strict refuses, it refuses on one way and not on another: the laws are about what is not refused.
    const { separate: _, ...others } = options;
    subjects.push([name, { text, format: format.name as Target, options: { ...others, strict: false } }]);
  }
  return subjects;
}

/** What no file shows: it would be too large, or end Fluent Bit. */
const shownByTests: Partial<Record<Code, () => readonly Diagnostic[] | Promise<readonly Diagnostic[]>>> = {
  ...endsFluentBit,
  async FLB120() {
    const longest = 33_554_432; // bytes (C-4)
    const { diagnostics } = await readConfig(`[UPSTREAM]\n    name ${'x'.repeat(longest)}\n`, { from: 'classic' });
    return diagnostics;
  },
  async FLB403() {
    const liar: Format = {
      name: 'liar',
      suffixes: ['.liar'],
      comments: true,
      sniff: () => false,
      read: () => ({ config: { sections: [] }, diagnostics: [] }),
      write: () => ({ text: 'everything is fine', diagnostics: [] }),
    };
    const { outputs, diagnostics } = await convert('[UPSTREAM]\n    name u\n', { to: 'liar', formats: [liar] });
    expect(outputs).toEqual([]);
    return diagnostics;
  },
};

const codes = (Object.keys(catalogue) as Code[]).sort();
const examples = codes.flatMap((code) => {
  const example = exampleOf(code);
  return example === undefined ? [] : [[code, example] as const];
});

/** A file that shows these would crash Fluent Bit, or keep it busy for ever. */
const endingFluentBit = Object.keys(endsFluentBit) as (keyof typeof endsFluentBit)[];

describe('each code of the catalogue has a case', () => {
  it('either an example or a test, unless it would end Fluent Bit', () => {
    const folders = readdirSync(join(goldenFolder, 'errors'));
    expect(folders.sort()).toEqual(codes.filter((code) => exampleOf(code) !== undefined));
    const others = codes.filter((code) => exampleOf(code) === undefined && !isOfSeveralFiles(code));
    expect(others).toEqual(Object.keys(shownByTests).sort());
  });

  it.each(examples)('%s begins with the example of its definition', (code, example) => {
    const { folder, files } = exampleFiles(code, example);
    const found = readdirSync(folder).filter((name) => /^(?:input\..*|options\.json)$/.test(name));
    expect(found.sort()).toEqual([...files.keys()].sort());
    for (const [name, bytes] of files) expect(readFileSync(join(folder, name)).equals(bytes), name).toBe(true);
  });

  it.each(endingFluentBit)('%s says in words what ends Fluent Bit, and shows no file', (code) => {
    expect(catalogue[code].why).toMatch(/(?:crash|forever|abort).*, so there is no example\.$/);
  });

  it('where it takes several files, or a command, in the tests of these', () => {
    const tests = [
      'project/check/check-project.test.ts',
      'project/check/section-references.test.ts',
      'project/check/scripts.test.ts',
      'migrate/migrate.test.ts',
      'migrate/kubernetes.test.ts',
      'migrate/helm.test.ts',
      'migrate/same-meaning.test.ts',
      'migrate/to-classic.slow.test.ts',
      'cli/check-where.test.ts',
      'cli/commands/report-command.test.ts',
      'cli/commands/migrate/check-forms.test.ts',
      'versions/check-version.test.ts',
    ]
      .map((name) => readFileSync(join(import.meta.dirname, '..', name), 'utf8'))
      .join('');
    expect(codes.filter((code) => isOfSeveralFiles(code) && !tests.includes(code))).toEqual([]);
  });

  it.each(casesOfCodes())('%s is said in its case %s', (code, _, one) => {
    expect(readFileSync(join(one.folder, 'diagnostics.txt'), 'utf8')).toContain(` ${code}: `);
  });

  it.each(Object.entries(shownByTests))('%s is said where no file can show it', async (code, show) => {
    expect((await show()).map((one) => one.code)).toContain(code);
  });
});

function isOfSeveralFiles(code: string): boolean {
  return /^FLB[5678]/.test(code);
}

function casesOfCodes(): [string, string, GoldenCase][] {
  return cases.flatMap((one) => {
    const [folder, code] = one.name.split('/');
    return folder === 'errors' && code !== undefined ? [[code, one.name, one]] : [];
  });
}

// The cases' secrets are all the same word, so that it can be looked for.
it.each(cases.filter(({ input }) => Buffer.from(input).includes('hunter2')).map((one) => [one.name, one] as const))(
  'no secret is told in the report of %s',
  (_, one) => expect(readFileSync(join(one.folder, 'diagnostics.txt'), 'utf8')).not.toContain('hunter2'),
);

describe('the folders of the cases', () => {
  it('hold nothing that belongs to no case', () => {
    const files = readdirSync(goldenFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const folders = new Set(cases.map(({ folder }) => folder));
    const isElsewhere = (path: string) =>
      ['editors', 'graph', 'matching', 'migrate'].some((folder) => path.startsWith(join(goldenFolder, folder)));
    expect(files.filter(({ parentPath }) => !folders.has(parentPath) && !isElsewhere(parentPath)).map(({ name }) => name)).toEqual([]);
  });

  it('are named after the format of their input', async () => {
    for (const { name, input, inputName, options } of cases) {
      const [folder = ''] = name.split('/');
      if (!(folder in targets)) continue;
      const { format } = await readConfig(Buffer.from(input).toString('utf8'), { fileName: inputName, ...options });
      expect(format?.name, name).toBe(folder);
    }
  });
});

describe('npm run golden:update', () => {
  it('refuses under CI', () => {
    const script = join(import.meta.dirname, 'update.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script], { env: { ...process.env, CI: 'true' }, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('CI');
  });
});
