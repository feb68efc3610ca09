import { expect, it } from 'vitest';
import { CheckTables } from '../../src/check/check-tables.js';
import { formatNamed } from '../../src/cli/plugins.js';
import { packedTexts } from '../../src/host/packed-texts.js';
import { Readings } from '../../src/migrate/convert/convert-source.js';
import { treeDifference } from '../../src/migrate/prove.js';
import { readSources } from '../../src/migrate/read/read-sources.js';
import { beside } from '../../src/migrate/request.js';
import { findScope } from '../../src/migrate/scope.js';
import { readFrom } from '../../src/project/files.js';
import { memoryHost } from '../support/memory-host.js';

const old = {
  '/etc/main.conf':
    '[SERVICE]\n    flush 1\n    parsers_file p.conf\n\n@INCLUDE a.conf\n@INCLUDE b.conf\n\n[OUTPUT]\n    name stdout\n    match *\n',
  '/etc/a.conf': '[INPUT]\n    name cpu\n',
  '/etc/b.conf': '[INPUT]\n    name dummy\n',
  '/etc/p.conf': '[PARSER]\n    name p\n    format json\n',
};

const right: Record<string, string> = {
  '/etc/main.yaml':
    "service:\n  flush: 1\n  parsers_file: p.yaml\nincludes:\n  - a.yaml\n  - b.yaml\npipeline:\n  outputs:\n    - name: stdout\n      match: '*'\n",
  '/etc/a.yaml': 'pipeline:\n  inputs:\n    - name: cpu\n',
  '/etc/b.yaml': 'pipeline:\n  inputs:\n    - name: dummy\n',
  '/etc/p.yaml': 'parsers:\n  - name: p\n    format: json\n',
  '/etc/q.yaml': 'parsers:\n  - name: p\n    format: json\n',
};

/** The difference that is found in a tree whose new files are the right ones, save for these. */
async function differenceWith(files: Record<string, string>): Promise<string | undefined> {
  const host = memoryHost(old);
  const target = { to: formatNamed('yaml', '--to', []), family: 'yaml' as const, suffix: '.yaml', destination: beside };
  const named = Object.keys(old).map((path) => ({ path, isLink: false }));
  const kept = { texts: await packedTexts({ plainSize: 0 }), readings: new Readings(), tables: new CheckTables() };
  const sources = await readSources(host, { files: named, takesIn: () => false, target, roots: [] }, kept);
  const { trees } = await findScope(sources, target);
  const tree = trees.find(({ root }) => root.path === '/etc/main.conf');
  if (tree === undefined) throw new Error('no tree');
  const renamed = (path: string) => path.replace(/conf$/, 'yaml');
  const machine = memoryHost({ ...right, ...files });
  return treeDifference(
    { tree, readingOf: (file) => sources.store.readingOf(file), renamed, placeOf: ({ path }) => renamed(path) },
    { path: '/etc/main.yaml', family: 'yaml', host: machine, read: readFrom(machine) },
    { comments: true },
  );
}

function main(from: string, to: string): Record<string, string> {
  return { '/etc/main.yaml': (right['/etc/main.yaml'] ?? '').replace(from, to) };
}

it('a tree that was converted right has no difference', async () => {
  expect(await differenceWith({})).toBeUndefined();
});

it.each([
  ['a value is another', main('flush: 1', 'flush: 2'), 'service 1: the value of flush'],
  ['a value in an included file is another', { '/etc/b.yaml': 'pipeline:\n  inputs:\n    - name: mem\n' }, 'input 2: the value of name'],
  ['an include is missing', main('  - b.yaml\n', ''), '2 of input became 1'],
  ['includes have another order', main('- a.yaml\n  - b.yaml', '- b.yaml\n  - a.yaml'), 'input 1: the value of name'],
  [
    'an include leads to another file that says the same',
    { ...main('b.yaml', 'c.yaml'), '/etc/c.yaml': right['/etc/b.yaml'] ?? '' },
    '/etc/b.yaml is not included, or not in its place',
  ],
  ['an include leads nowhere', main('b.yaml', 'c.yaml'), 'FLB501 in the new tree'],
  ['a file is included twice', main('- b.yaml', '- b.yaml\n  - b.yaml'), 'FLB507 in the new tree'],
  ['a reference leads to another file', main('p.yaml', 'q.yaml'), 'service 1: the value of parsers_file'],
  ['a reference still has the old name', main('p.yaml', 'p.conf'), 'service 1: the value of parsers_file'],
  ['a file cannot be read whole', { '/etc/a.yaml': 'pipeline: [\n' }, 'an error in the new tree'],
])('a difference is found if %s', async (_, files, difference) => {
  expect(await differenceWith(files)).toBe(difference);
});
