import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNamed } from '../src/cli/plugins.js';
import { packedTexts } from '../src/host/packed-texts.js';
import { beside, mirrored } from '../src/migrate/destination.js';
import { groupsOf } from '../src/migrate/groups.js';
import { KnownTexts } from '../src/migrate/known-texts.js';
import type { Request } from '../src/migrate/migration.js';
import type { Plan, PlannedFile } from '../src/migrate/plan.js';
import { planGroup } from '../src/migrate/plan-group.js';
import { planMigration } from '../src/migrate/plan-migration.js';
import { PlanParts } from '../src/migrate/plan-parts.js';
import type { Host } from '../src/project/host.js';
import { directoryOf } from '../src/project/paths.js';
import type { TextStore } from '../src/project/text-store.js';
import { patience } from './arbitraries/runs.js';
import { memoryHost } from './support/memory-host.js';

const name = fc.constantFrom('a', 'b', 'b.conf', 'c-d', 'e.conf', 'f');
const paths = fc.uniqueArray(
  fc.array(name, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join('/')}`),
  { maxLength: 400 },
);

describe('groups of files', () => {
  it('hold each file once, and each directory whole', () => {
    fc.assert(
      fc.property(paths, (all) => {
        const files = all.sort().map((path) => ({ path, isLink: false }));
        const groups = groupsOf(files);
        expect(groups.flat().sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(files);
        const holders = groups.map((group) => new Set(group.map(({ path }) => directoryOf(path))));
        for (const { path } of files) expect(holders.filter((directories) => directories.has(directoryOf(path)))).toHaveLength(1);
      }),
    );
  });

  it('keep what is below a directory together if there is little of it', () => {
    const machine = (i: number) => [`/m-${i}/conf.d/in.conf`, `/m-${i}/main.conf`, `/m-${i}/z.conf`];
    const files = Array.from({ length: 100 }, (_, i) => machine(i + 100)).flat();
    const groups = groupsOf(files.map((path) => ({ path, isLink: false })));
    expect(groups.length).toBeGreaterThan(2);
    for (const group of groups) expect(group.length % 3).toBe(0);
  });
});

const parser = '[PARSER]\n    name s\n    format json\n';

/** What one file of a fleet may know of others. */
const links = [
  '@INCLUDE ../m-7/in.conf\n',
  '@INCLUDE ../m-3/i*.conf\n',
  '@INCLUDE ../common.conf\n',
  '[SERVICE]\n    parsers_file ../m-9/parsers.conf\n',
  // Found in the working directory, before the machine's own.
  '[SERVICE]\n    parsers_file shared.conf\n',
  '[SERVICE]\n    parsers_file nowhere.yaml\n',
  // What comes of another one's file would be found.
  '[SERVICE]\n    parsers_file made.yaml\n',
  // Any file of that name stays.
  `[SERVICE]\n    parsers_file \${CONF}/parsers.conf\n`,
] as const;

/** Files of 24 machines; some know of others. */
function fleet(known: ReadonlyMap<number, number>): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < 24; i++) {
    const link = links[known.get(i) ?? links.length] ?? '';
    files[`/fleet/m-${i}/main.conf`] = `${link}[OUTPUT]\n    name stdout\n    match *\n\n@INCLUDE in.conf\n`;
    files[`/fleet/m-${i}/in.conf`] = `[INPUT]\n    name dummy\n    tag t${i}\n`;
    files[`/fleet/m-${i}/parsers.conf`] = '[PARSER]\n    name p\n    format json\n';
    files[`/fleet/m-${i}/made.yaml`] = 'parsers:\n  - name: own\n    format: json\n';
    files[`/fleet/m-${i}/u.conf`] = `[UPSTREAM]\n    name u${i}\n\n[NODE]\n    name n\n    host h\n    port 1\n`;
  }
  return files;
}

/** What is planned of files, in the order of their paths, with the texts in place of their numbers. */
function contents(files: Iterable<PlannedFile>, texts: TextStore): unknown[] {
  const all = Array.from(files, (file) => ({
    ...file,
    outputs: file.outputs.map(({ content, ...output }) => ({
      ...output,
      content: typeof content === 'object' && 'text' in content ? texts.get(content.text) : content,
    })),
  }));
  return all.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function planTogether(host: Host, request: Request, texts: TextStore): Promise<Plan> {
  const parts = new PlanParts(texts);
  const { part } = await planGroup(host, request, texts, new KnownTexts());
  parts.add(part);
  return parts.planTo('yaml', texts);
}

describe.each([
  ['beside the old files', beside],
  ['elsewhere', mirrored({ from: '/fleet', to: '/new' })],
])('a migration of many directories, %s', (_, destination) => {
  const target = { to: formatNamed('yaml', '--to', []), suffix: '.yaml', destination };
  const requestOf = (files: Record<string, string>): Request => ({
    files: Object.keys(files)
      .sort()
      .map((path) => ({ path, isLink: false })),
    takesIn: () => false,
    target,
    roots: [],
  });

  const examples: [[number, number][], Record<string, string>][] = [
    [[[5, 6]], { '/fleet/made.conf': parser }],
    [
      [
        [7, 0],
        [0, 6],
      ],
      { '/fleet/made.conf': parser },
    ],
  ];

  it('is planned as if all of it were looked at together', patience, async () => {
    const place = fc.tuple(fc.nat(23), fc.nat(links.length - 1));
    const common = fc.dictionary(fc.constantFrom('/fleet/common.conf', '/fleet/shared.conf', '/fleet/made.conf'), fc.constant(parser), {
      noNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 3 }), common, async (known, more) => {
        const files = { ...fleet(new Map(known)), ...more };
        const host = memoryHost(files, { cwd: '/fleet' });
        const texts = await packedTexts({ plainSize: 0 });
        const plan = await planMigration(host, requestOf(files), { texts, parts: texts });
        const together = await planTogether(host, requestOf(files), texts);
        expect(contents(plan.files, texts)).toEqual(contents(together.files, texts));
        const orderOf = (order: Iterable<PlannedFile>) => Array.from(order, ({ path }) => path).sort();
        expect(orderOf(plan.order)).toEqual(orderOf(together.order));
      }),
      { numRuns: 15, examples },
    );
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['links of two of them lead to the same file', {}, { '/fleet/m-2/l.conf': '/out/p.conf', '/fleet/m-9/l.conf': '/out/p.conf' }],
    [
      'one refers to a file that is known by a link of another',
      { '/fleet/m-2/other.conf': '[SERVICE]\n    parsers_file /out/p.conf\n' },
      { '/fleet/m-9/l.conf': '/out/p.conf' },
    ],
    [
      'a link leads to a file beside those of another, which nobody named',
      { '/fleet/m-2/other.conf': '[SERVICE]\n    parsers_file hidden.conf\n' },
      { '/fleet/m-9/l.conf': '/fleet/m-2/hidden.conf' },
    ],
    [
      'one looks through the directory of another',
      { '/fleet/m-2/all.yaml': "includes:\n  - '../m-9/l*.yaml'\n", '/fleet/m-9/late.conf': parser },
      {},
    ],
    [
      'one looks through the directories of all',
      { '/fleet/all.yaml': "includes:\n  - '*/late.yaml'\n", '/fleet/m-9/late.conf': parser },
      {},
    ],
  ])('is planned so if %s', async (__, more, links) => {
    const files = { ...fleet(new Map()), ...more };
    const named = { ...files, ...links };
    const host = memoryHost({ ...files, '/out/p.conf': parser, '/fleet/m-2/hidden.conf': parser }, { cwd: '/', links });
    const request = { ...requestOf(named), files: requestOf(named).files.map(({ path }) => ({ path, isLink: path in links })) };
    const texts = await packedTexts({ plainSize: 0 });
    const plan = await planMigration(host, request, { texts, parts: texts });
    const together = await planTogether(host, request, texts);
    expect(contents(plan.files, texts)).toEqual(contents(together.files, texts));
  });

  it.each(['p.conf', 'p.yaml'])('takes in once what several of its files refer to, %s', async (shared) => {
    const mains = Array.from({ length: 150 }, (_, i): [string, string] => [
      `/fleet/m-${i}/main.conf`,
      `[SERVICE]\n    parsers_file ../${shared}\n`,
    ]);
    const request = { ...requestOf(Object.fromEntries(mains)), takesIn: (path: string) => path === `/fleet/${shared}` };
    const host = memoryHost({
      ...Object.fromEntries(mains),
      [`/fleet/${shared}`]: shared === 'p.conf' ? parser : 'parsers:\n  - name: s\n    format: json\n',
    });
    const texts = await packedTexts({ plainSize: 0 });
    const { files } = await planMigration(host, request, { texts, parts: texts });
    expect(Array.from(files, ({ path }) => path).filter((path) => path === `/fleet/${shared}`)).toHaveLength(1);
  });
});
