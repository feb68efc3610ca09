import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/index.js';
import { checkProject } from '../../../src/project/check/check-project.js';
import { locate } from '../../../src/report/located.js';
import { memoryHost } from '../../support/memory-host.js';

/** What is said of scripts, if Fluent Bit is started in `/run` with the first of the files. */
async function said(files: Record<string, string>): Promise<string[]> {
  const [path = ''] = Object.keys(files);
  const host = memoryHost(files, { cwd: '/run' });
  const checked = await checkProject(host, [{ path, reading: await readConfig(files[path] ?? '', { fileName: path }) }]);
  return locate(checked)
    .filter(({ code }) => code === 'FLB524')
    .map(({ file, start, severity }) => `${file}:${start.line} ${severity}`);
}

const input = '[INPUT]\n    name dummy\n';
const filter = (...lines: string[]) => `[FILTER]\n    name lua\n    match *\n    call f\n${lines.map((line) => `    ${line}\n`).join('')}`;

describe('a script of the filter lua (R-7, I-10)', () => {
  it('that is nowhere stops Fluent Bit', async () => {
    expect(await said({ '/etc/main.conf': input + filter('script a.lua') })).toEqual(['/etc/main.conf:7 error']);
    expect(await said({ '/etc/main.conf': input + filter('script /etc/a.lua') })).toEqual(['/etc/main.conf:7 error']);
  });

  it('is looked for beside the main file, wherever it is named', async () => {
    const main = `@INCLUDE parts/filters.conf\n${input}`;
    const part = filter('script a.lua');
    const files = { '/etc/main.conf': main, '/etc/parts/filters.conf': part };
    expect(await said({ ...files, '/etc/parts/a.lua': '' })).toEqual(['/etc/parts/filters.conf:5 error']);
    expect(await said({ ...files, '/etc/a.lua': '' })).toEqual([]);
  });

  it('is looked for in processors', async () => {
    const processors = '      processors:\n        logs:\n          - name: lua\n            call: f\n            script: a.lua\n';
    const main = `pipeline:\n  inputs:\n    - name: dummy\n${processors}`;
    expect(await said({ '/etc/main.yaml': main })).toEqual(['/etc/main.yaml:8 error']);
    expect(await said({ '/etc/main.yaml': main, '/etc/a.lua': '' })).toEqual([]);
  });

  it.each([
    ['is beside the main file', { '/etc/main.conf': input + filter('script a.lua'), '/etc/a.lua': '' }],
    ['is in the working directory', { '/etc/main.conf': input + filter('script s/a.lua'), '/run/s/a.lua': '' }],
    ['is elsewhere on the machine', { '/etc/main.conf': input + filter('script /fluent-bit/a.lua') }],
    ['has a name that only Fluent Bit knows', { '/etc/main.conf': input + filter(`script \${S}.lua`) }],
    ['does not count beside code', { '/etc/main.conf': input + filter('script a.lua', 'code function f() end') }],
    ['stands in a part of a configuration', { '/etc/filters.conf': filter('script a.lua') }],
    ['belongs to another filter', { '/etc/main.conf': `${input}[FILTER]\n    name stdout\n    match *\n    script a.lua\n` }],
  ])('is fine, or not known, if it %s', async (_, files) => {
    expect(await said(files)).toEqual([]);
  });
});
