import { expect, it } from 'vitest';
import { readConfig } from '../../../src/index.js';
import { checkProject } from '../../../src/project/check/check-project.js';
import { locate } from '../../../src/report/located.js';
import { memoryHost } from '../../support/memory-host.js';

/** What is said of matching, if Fluent Bit may be started with each of the files `/main-….conf`. */
async function said(files: Record<string, string>): Promise<string[]> {
  const mains = Object.keys(files).filter((path) => path.startsWith('/main-'));
  const named = mains.map(async (path) => ({ path, reading: await readConfig(files[path] ?? '', { fileName: path }) }));
  return locate(await checkProject(memoryHost(files), await Promise.all(named)))
    .filter(({ code }) => /^FLB2(?:58|59|60)$/.test(code))
    .map(({ file, start, code }) => `${file}:${start.line} ${code}`);
}

const main = (tag: string) => `[INPUT]\n    name dummy\n    tag ${tag}\n@INCLUDE shared.conf\n`;
const takes = (match: string) => `[OUTPUT]\n    name null\n    match ${match}\n`;

it('a file that two main files include matches a tag of one of them', async () => {
  const files = { '/main-a.conf': main('a'), '/main-b.conf': main('b'), '/shared.conf': takes('a') + takes('b') + takes('c') };
  expect(await said(files)).toEqual(['shared.conf:9 FLB258']);
});

it('what is missing at every start is missing once, whatever the tags are', async () => {
  const files = { '/main-a.conf': main('a'), '/main-b.conf': main('b'), '/shared.conf': takes('*') + takes('c') };
  expect(await said(files)).toEqual(['shared.conf:6 FLB258']);
});

it('nothing is known of a file that an incomplete main file includes', async () => {
  const files = {
    '/main-a.conf': main('a'),
    '/main-b.conf': `${main('b')}@INCLUDE nothing.conf\n`,
    '/shared.conf': takes('*') + takes('c'),
  };
  expect(await said(files)).toEqual([]);
});

it('an input that one main file alone has is the fault of that one', async () => {
  const files = { '/main-a.conf': main('a'), '/main-b.conf': main('b'), '/shared.conf': takes('a') };
  expect(await said(files)).toEqual(['/main-b.conf:3 FLB259']);
});
