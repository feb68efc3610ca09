import { expect, it } from 'vitest';
import { CheckTables } from '../../src/check/check-tables.js';
import { formatNamed } from '../../src/cli/plugins.js';
import { packedTexts } from '../../src/host/packed-texts.js';
import { Readings } from '../../src/migrate/convert/convert-source.js';
import { faultsIn } from '../../src/migrate/faults.js';
import { readSources } from '../../src/migrate/read/read-sources.js';
import { beside } from '../../src/migrate/request.js';
import { findScope } from '../../src/migrate/scope.js';
import { memoryHost } from '../support/memory-host.js';

/** The faults of a file whose outputs refer to one upstream file, and how often the file that this includes is looked for. */
async function faultsWith(outputs: number) {
  let looks = 0;
  const files = {
    '/etc/main.yaml': `pipeline:\n  inputs:\n    - name: dummy\n  outputs:\n${"    - {name: forward, match: '*', upstream: up.yaml}\n".repeat(outputs)}`,
    '/etc/up.yaml': 'includes:\n  - part.yaml\n  - missing.yaml\n',
    '/etc/part.yaml': 'upstream_servers:\n  - name: u\n    nodes:\n      - {name: n, host: h, port: 1}\n',
  };
  const machine = memoryHost(files);
  const identify = (path: string) => {
    if (path.endsWith('part.yaml')) looks++;
    return machine.identify(path);
  };
  const target = { to: formatNamed('yaml', '--to', []), family: 'yaml' as const, suffix: '.yaml', destination: beside };
  const named = Object.keys(files).map((path) => ({ path, isLink: false }));
  const kept = { texts: await packedTexts({ plainSize: 0 }), readings: new Readings(), tables: new CheckTables() };
  const sources = await readSources({ ...machine, identify }, { files: named, takesIn: () => false, target, roots: [] }, kept);
  const scope = await findScope(sources, target);
  const tree = scope.trees.find(({ root }) => root.path === '/etc/main.yaml');
  if (tree === undefined) throw new Error('no tree');
  looks = 0;
  const faults = await faultsIn(tree, scope, sources.store, (file) => sources.store.readingOf(file));
  return { looks, faults: faults.map(({ file, diagnostic }) => `${file.path} ${diagnostic.code}`) };
}

it('a file that several sections refer to is gone through once', async () => {
  const once = await faultsWith(1);
  expect(once.faults).toEqual(['/etc/up.yaml FLB501']);
  expect(once.looks).toBeGreaterThan(0);
  expect(await faultsWith(3)).toEqual(once);
});
