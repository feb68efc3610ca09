import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KnownTexts, mostText } from '../src/migrate/known-texts.js';
import { runIn } from './support/run-in.js';
import { filesIn, tempDir } from './support/temp-dir.js';

const input = '[INPUT]\n    name cpu\n';

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

it('a text that another file holds, too, is read once, and each file keeps its name', async () => {
  const known = new KnownTexts();
  const first = await known.read(bytes(input), { fileName: 'a.conf' });
  const second = await known.read(bytes(input), { fileName: 'b.conf' });
  expect(second.config).toBe(first.config);
  expect([first.source.name, second.source.name]).toEqual(['a.conf', 'b.conf']);
});

it('the same text in another format is another text', async () => {
  const known = new KnownTexts();
  await known.read(bytes('[]'), { fileName: 'a.conf' });
  expect((await known.read(bytes('[]'), { fileName: 'a.json' })).format?.name).toBe('json');
  expect((await known.read(bytes('[]'), { fileName: 'a.conf', from: 'yaml' })).format?.name).toBe('yaml');
});

it('what is no UTF-8 is told for each file anew', async () => {
  const known = new KnownTexts();
  for (const fileName of ['a.conf', 'b.conf']) {
    const { source, diagnostics } = await known.read(Uint8Array.of(0x5b, 0xff), { fileName });
    expect([source.name, diagnostics[0]?.code]).toEqual([fileName, 'FLB101']);
  }
});

it('of more texts than there is room for, those that were asked for last are known', async () => {
  const known = new KnownTexts();
  const long = (name: string) => bytes(`# ${name}\n#${' '.repeat(mostText / 3)}`);
  const read = async (name: string) => (await known.read(long(name), { fileName: 'a.conf' })).config;
  const [a, b] = [await read('a'), await read('b')];
  expect(await read('a')).toBe(a);
  const c = await read('c'); // there is no room for three
  expect(await read('a')).toBe(a);
  expect(await read('c')).toBe(c);
  expect(await read('b')).not.toBe(b);
});

it('of what was made of a text, the last is known', async () => {
  const known = new KnownTexts();
  const { config } = await known.read(bytes(input), { fileName: 'a.conf' });
  const renamed = (names: string) => known.withNames(config, names, () => ({ ...config }));
  const first = renamed('0');
  expect(renamed('0')).toBe(first);
  for (const names of ['1', '2', '3', '4']) renamed(names);
  const last = renamed('4');
  expect(renamed('4')).toBe(last);
  expect(renamed('0')).not.toBe(first);
});

it('equal files become what the names of their own trees make of them', async () => {
  const main = '[SERVICE]\n    parsers_file parsers.conf\n\n@INCLUDE one.conf\n@INCLUDE two.conf\n';
  const parsers = '[PARSER]\n    name   p\n    format json\n';
  const part = '[OUTPUT]\n    name     forward\n    match    *\n    upstream u.conf\n';
  const upstream = '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host h\n    port 24224\n';
  const machine = { 'main.conf': main, 'one.conf': part, 'two.conf': part, 'u.conf': upstream };
  const dir = tempDir(
    Object.fromEntries([
      ...Object.entries({ ...machine, 'parsers.conf': parsers }).flatMap(([name, text]) => [
        [`a/${name}`, text],
        [`b/${name}`, text],
      ]),
      // Here there are no parsers, so their name stays.
      ...Object.entries(machine).map(([name, text]) => [`c/${name}`, text]),
    ]),
  );
  expect((await runIn(dir, ['migrate', '.', '-d', 'new'])).code).toBe(0);
  const tree = (name: string) => filesIn(join(dir, 'new', name));
  expect(tree('b')).toEqual(tree('a'));
  expect(tree('a')['main.yaml']).toContain('parsers_file: parsers.yaml\n');
  expect(tree('c')['main.yaml']).toContain('parsers_file: parsers.conf\n');
  expect(tree('c')['two.yaml']).toBe(tree('a')['one.yaml']);
});
