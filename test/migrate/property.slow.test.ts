import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nodeHost } from '../../src/host/node-host.js';
import { type Config, readConfig } from '../../src/index.js';
import { configDifference } from '../../src/model/compare/equal.js';
import { type ProjectFile, ProjectFiles } from '../../src/project/files.js';
import { readIncludeTree } from '../../src/project/include-tree.js';
import { search } from '../../src/project/search/search.js';
import { patience, runs } from '../arbitraries/runs.js';
import { runIn } from '../support/run-in.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

type Item = 'service' | 'input' | 'filter' | 'output' | { readonly include: string };

interface Part {
  readonly directory: string;
  readonly items: readonly Item[];
  /** Which file includes it: the main files are counted first, all of them are one, then come the parts before it. */
  readonly parent: number;
  /** Before which item of that file. */
  readonly place: number;
}

interface Tree {
  readonly mains: readonly (readonly Item[])[];
  readonly parts: readonly Part[];
  /** Whether main files include what is in `conf.d` by a pattern. */
  readonly hasPattern: boolean;
}

const items = fc.array(fc.constantFrom<Item>('service', 'input', 'filter', 'output'), { maxLength: 4 });
const directory = fc.constantFrom('conf.d', 'conf.d/deep', 'other dir', '.');
const tree: fc.Arbitrary<Tree> = fc.record({
  mains: fc.array(items, { minLength: 1, maxLength: 2 }),
  parts: fc.array(fc.record({ directory, items, parent: fc.nat(8), place: fc.nat(4) }), { maxLength: 6 }),
  hasPattern: fc.boolean(),
});

/** The files of a tree, all main files in one directory: each part is included once in a tree (C-32). */
function filesOf({ mains, parts, hasPattern }: Tree): Record<string, string> {
  const files = new Map<string, Item[]>(mains.map((own, i) => [`main${i}.conf`, ['service', ...own]]));
  const names = [...files.keys()];
  for (const [i, { directory: folder, items: own, parent, place }] of parts.entries()) {
    const name = `${folder}/part${i}.conf`.replace(/^\.\//, '');
    const includers = parent % (i + 1) === 0 ? names : [`${[...files.keys()][names.length + (parent % (i + 1)) - 1]}`];
    const include = hasPattern && folder === 'conf.d' ? 'conf.d/*.conf' : name;
    for (const one of include === name ? includers : names) {
      const all = files.get(one) ?? [];
      if (!all.some((item) => typeof item === 'object' && item.include === include)) all.splice(place, 0, { include });
    }
    files.set(name, [...own]);
  }
  let count = 0;
  const textOf = (item: Item) => {
    count++;
    if (typeof item === 'object') return `@INCLUDE ${item.include}\n`;
    if (item === 'service') return `[SERVICE]\n    flush ${count}\n    parsers_file parsers/p${count}.conf\n`;
    if (item === 'output') return '[OUTPUT]\n    name forward\n    match *\n    # ours\n    upstream upstream.conf\n';
    return `[${item.toUpperCase()}]\n    name dummy\n    alias n${count}\n    add a ${count}\n    copy a b\n    add b 1\n`;
  };
  const texts = Object.fromEntries([...files].map(([name, all]) => [name, all.map(textOf).join('\n')]));
  const parsers = Array.from({ length: count }, (_, i) => [`parsers/p${i + 1}.conf`, `[PARSER]\n    name   p${i}\n    format json\n`]);
  const upstream = '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host h\n    port 1\n';
  return { ...texts, ...Object.fromEntries(parsers), 'upstream.conf': upstream };
}

/** What the engine merges of a main file, each reference replaced by what is in the file that it leads to. */
async function merged(path: string): Promise<Config> {
  const host = nodeHost();
  const files = new ProjectFiles(host);
  const read = async (file: string) => {
    const content = host.read(file);
    if ('problem' in content) throw new Error(`${file}: ${content.problem}`);
    return readConfig(content.bytes, { fileName: file });
  };
  const root = files.add(path, await read(path));
  const include = await readIncludeTree(files, root);
  expect(include.findings.filter(({ diagnostic: { severity } }) => severity === 'error')).toEqual([]);
  const sectionsOf = async (file: ProjectFile): Promise<Config['sections'][number][]> => {
    const sections = [];
    for (const [i, section] of file.reading.config.sections.entries()) {
      const references = file.references.filter((reference) => reference.section === i);
      if (section.kind === 'include') {
        for (const reference of references)
          for (const one of include.included.get(reference) ?? []) sections.push(...(await sectionsOf(one)));
        continue;
      }
      const properties = [];
      for (const property of section.properties) {
        const reference = references.find((one) => one.property === property);
        const found = reference && search(reference, file.path, include.start).paths[0];
        const target = found === undefined ? undefined : (await read(found)).config;
        const value = JSON.stringify(target?.sections.map(({ kind, properties: all }) => [kind, all.map((one) => [one.key, one.value])]));
        properties.push(reference === undefined ? property : { ...property, value: `${value}` });
      }
      sections.push({ ...section, properties });
    }
    return sections;
  };
  return { sections: await sectionsOf(root) };
}

async function expectMigrated(dir: string, ...argv: string[]): Promise<void> {
  const { code, stdout, stderr } = await runIn(dir, ['migrate', ...argv]);
  expect(code, stdout + stderr).toBe(0);
}

it('a tree means the same after every migration, and a second one changes nothing', patience, async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (one) => {
      const files = filesOf(one);
      const dir = tempDir(Object.fromEntries(Object.entries(files).map(([path, text]) => [`old/${path}`, text])));
      try {
        await expectMigrated(dir, 'old', '-d', 'yaml');
        await expectMigrated(dir, 'yaml', '--to', 'classic', '-d', 'classic');
        await expectMigrated(dir, 'old', '--write');
        const after = filesIn(dir);
        await expectMigrated(dir, 'old', '--write');
        await expectMigrated(dir, 'old', '--check');
        expect(filesIn(dir)).toEqual(after);
        for (const main of one.mains.keys()) {
          const before = await merged(join(dir, 'old', `main${main}.conf`));
          for (const path of [`yaml/main${main}.yaml`, `classic/main${main}.conf`, `old/main${main}.yaml`]) {
            expect(configDifference(before, await merged(join(dir, path)), { comments: false }), path).toBeUndefined();
          }
        }
      } finally {
        rmSync(dir, { recursive: true });
      }
    }),
    runs(12, 120),
  );
});

/** A tree again in two directories, where some of its files are missing: their users say the same, and become something else. */
const alike = fc.record({ one: tree, missing: fc.nat(30), moved: fc.nat(30) });

it('machines that are alike become together what each becomes by itself', patience, async () => {
  await fc.assert(
    fc.asyncProperty(alike, async ({ one, missing, moved }) => {
      const files = filesOf(one);
      const parsers = Object.keys(files).filter((path) => path.startsWith('parsers/'));
      const without = (number: number) => Object.entries(files).filter(([path]) => path !== parsers[number % parsers.length]);
      const machines = { a: Object.entries(files), b: without(missing), c: without(moved), d: Object.entries(files) };
      const dir = tempDir(
        Object.fromEntries(Object.entries(machines).flatMap(([name, own]) => own.map(([path, text]) => [`old/${name}/${path}`, text]))),
      );
      try {
        await expectMigrated(dir, 'old', '-d', 'together');
        for (const name of Object.keys(machines)) {
          await expectMigrated(dir, `old/${name}`, '-d', `alone/${name}`);
          expect(filesIn(join(dir, 'together', name))).toEqual(filesIn(join(dir, 'alone', name)));
        }
      } finally {
        rmSync(dir, { recursive: true });
      }
    }),
    runs(6, 60),
  );
});

/** A YAML tree whose main file has sections that classic wants in files of their own, and patterns that might match these. */
const strangeTree = fc.record({
  parsers: fc.boolean(),
  plugins: fc.boolean(),
  pattern: fc.constantFrom('main-*.yaml', 'm*-*.yaml', '*-p*.yaml', 'g.d/*.yaml', '*.d/*.yaml', 'g.d/main-*.yaml'),
  parts: fc.uniqueArray(fc.constantFrom('main-in.yaml', 'main-parts.yaml', 'm-p.yaml', 'g.d/a.yaml', 'g.d/main-parsers-b.yaml'), {
    minLength: 1,
  }),
  strange: fc.constantFrom(undefined, 'g.d/a.yaml', 'main-in.yaml'),
});

it('towards classic, what is moved to files of its own is found where it is looked for, and by no pattern', patience, async () => {
  await fc.assert(
    fc.asyncProperty(strangeTree, async ({ parsers, plugins, pattern, parts, strange }) => {
      const parser = (name: string) => `parsers:\n  - name: ${name}\n    format: json\n`;
      const main = `service:\n  flush: 1\n${parsers ? parser('main') : ''}${plugins ? 'plugins:\n  - /x.so\n' : ''}includes:\n  - ${pattern}\n`;
      const part = (path: string) => `${path === strange ? parser('part') : ''}pipeline:\n  inputs:\n    - name: cpu\n`;
      const dir = tempDir({ 'main.yaml': main, ...Object.fromEntries(parts.map((path) => [path, part(path)])) });
      try {
        const before = filesIn(dir);
        const { code, stdout } = await runIn(dir, ['migrate', '.', '--to', 'classic', '--write']);
        if (code !== 0) {
          expect(stdout).toContain(' error FLB');
          expect(filesIn(dir)).toEqual(before);
          return;
        }
        const after = filesIn(dir);
        const check = await runIn(dir, ['check', 'main.conf']);
        expect(check.stdout).not.toMatch(/ error FLB|FLB128/);
        await expectMigrated(dir, '.', '--to', 'classic', '--write');
        await expectMigrated(dir, '.', '--to', 'classic', '--check');
        expect(filesIn(dir)).toEqual(after);
      } finally {
        rmSync(dir, { recursive: true });
      }
    }),
    runs(20, 200),
  );
});
