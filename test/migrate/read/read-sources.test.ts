import { expect, it } from 'vitest';
import { CheckTables } from '../../../src/check/check-tables.js';
import { formatNamed } from '../../../src/cli/plugins.js';
import { packedTexts } from '../../../src/host/packed-texts.js';
import { Readings } from '../../../src/migrate/convert/convert-source.js';
import { readSources } from '../../../src/migrate/read/read-sources.js';
import { targetOf } from '../../../src/migrate/request.js';
import type { Host } from '../../../src/project/host.js';
import { memoryHost } from '../../support/memory-host.js';

it('each file is read once, whether it is a configuration, holds one or neither', async () => {
  const files = {
    '/etc/main.conf': '[INPUT]\n    name cpu\n',
    '/etc/main.yaml': 'pipeline:\n  inputs:\n    - name: cpu\n',
    '/etc/values.yaml': 'config:\n  inputs: |\n    [INPUT]\n        name cpu\n',
    '/etc/other.yaml': 'a: 1\n',
    '/etc/main.conf.j2': '[INPUT]\n    name {{ name }}\n',
  };
  const host = memoryHost(files);
  const read: string[] = [];
  const counting: Host = {
    ...host,
    read(path) {
      read.push(path);
      return host.read(path);
    },
  };
  const kept = { texts: await packedTexts({ plainSize: 0 }), readings: new Readings(), tables: new CheckTables() };
  const named = Object.keys(files).map((path) => ({ path, isLink: false }));
  const request = { files: named, takesIn: () => false, target: targetOf(formatNamed('yaml', '--to', [])), roots: [] };
  const { store, held } = await readSources(counting, request, kept);
  expect([...store.files.keys()]).toEqual(['/etc/main.conf', '/etc/main.yaml']);
  expect([...held.keys()]).toEqual(['/etc/values.yaml', '/etc/main.conf.j2']);
  expect(read).toEqual(Object.keys(files));
});
