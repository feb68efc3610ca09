import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

const main = '[SERVICE]\n    Parsers_File parsers.conf\n\n[INPUT]\n    Name dummy\n\n[OUTPUT]\n    Name  stdout\n    Match *\n';
const parsers = '[PARSER]\n    Name   mine\n    Format json\n';

interface Report {
  files: number;
  diagnostics: { file: string; line: number; column: number; code: string; message: string }[];
}

async function check(...argv: string[]): Promise<{ code: number; report: Report }> {
  const { code, stdout, stderr } = await runCli(['check', '--format', 'json', ...argv]);
  expect(stderr).toBe('');
  return { code, report: JSON.parse(stdout) as Report };
}

describe('check opens what a file refers to', () => {
  it('and says nothing if all is well', async () => {
    const dir = tempDir({ 'main.conf': main, 'parsers.conf': parsers });
    const { code, stdout, stderr } = await runCli(['check', join(dir, 'main.conf')]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '2 files checked: 0 errors, 0 warnings, 0 notes, 0 fixed\n', stderr: '' });
  });

  it('a missing file is an error at the place of its reference', async () => {
    const dir = tempDir({ 'main.conf': main });
    const { code, stdout } = await runCli(['check', join(dir, 'main.conf')]);
    expect(code).toBe(1);
    expect(
      stdout,
    ).toBe(`${dir}/main.conf:2:18: error FLB501: there is no file 'parsers.conf': Fluent Bit looks in the working directory, then in '${dir}'
  2 |     Parsers_File parsers.conf
    |                  ^^^^^^^^^^^^
  = correct the path, or add the file
1 file checked: 1 error, 0 warnings, 0 notes, 0 fixed
`);
  });

  it('a broken file is reported under its own name, and makes the exit code 1', async () => {
    const dir = tempDir({ 'main.conf': main, 'parsers.conf': '[PARSER]\n    Name mine\n    Format\n' });
    const { code, report } = await check(join(dir, 'main.conf'));
    expect(code).toBe(1);
    expect(report.files).toBe(2);
    expect(report.diagnostics).toMatchObject([{ file: join(dir, 'parsers.conf'), line: 3, code: 'FLB108' }]);
  });

  it('each file counts once, also when it is named besides', async () => {
    const dir = tempDir({ 'main.conf': main, 'parsers.conf': '[PARSER]\n    Name mine\n    Format\n' });
    const { report } = await check(...['parsers.conf', 'main.conf', './parsers.conf'].map((name) => `${dir}/${name}`));
    expect(report.files).toBe(2);
    expect(report.diagnostics).toMatchObject([{ file: join(dir, 'parsers.conf'), code: 'FLB108' }]);
  });

  it.each(['classic/main.conf', 'yaml/main.yaml'])('the same trees in both formats are right: %s', async (name) => {
    const dir = tempDir(trees);
    const { code, report } = await check(join(dir, name));
    expect({ code, ...report }).toMatchObject({ code: 0, files: 5, diagnostics: [] });
  });

  it('unless --no-references leaves it out', async () => {
    const dir = tempDir({ 'main.conf': main });
    const { code, stdout } = await runCli(['check', '--no-references', join(dir, 'main.conf')]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '1 file checked: 0 errors, 0 warnings, 0 notes, 0 fixed\n' });
  });

  it('of standard input only if its path is told', async () => {
    const dir = tempDir({ 'parsers.conf': parsers });
    const checkInput = async (...argv: string[]) => (await runCli(['check', '-', ...argv], { stdin: main })).stdout;
    expect(await checkInput()).toBe('1 file checked: 0 errors, 0 warnings, 0 notes, 0 fixed\n');
    expect(await checkInput('--stdin-filepath', join(dir, 'unsaved.conf'))).toMatch(/^2 files checked: 0 errors/);
    expect(await checkInput('--stdin-filepath', join(tempDir(), 'unsaved.conf'))).toContain('error FLB501');
  });

  it('and fixes only files that are named', async () => {
    const files = { 'main.conf': main.replace('Name dummy', 'Name\tdummy'), 'parsers.conf': '[PARSER]\n    Name mine\n    Format\tjson\n' };
    const dir = tempDir(files);
    const { code, report } = await check('--fix', join(dir, 'main.conf'));
    expect(code).toBe(1);
    expect(report.diagnostics).toMatchObject([{ file: join(dir, 'parsers.conf'), code: 'FLB109' }]);
    expect(filesIn(dir)).toEqual({ ...files, 'main.conf': main });
  });
});

/** A main file with includes, one of them nested, and two parsers files, as classic and as YAML. */
const trees = {
  'classic/main.conf':
    '[SERVICE]\n    Parsers_File p1.conf\n    Parsers_File p2.conf\n@INCLUDE sub/in.conf\n[OUTPUT]\n    Name stdout\n    Match *\n',
  'classic/sub/in.conf': '@INCLUDE sub/deep.conf\n[INPUT]\n    Name dummy\n',
  'classic/sub/deep.conf': '@SET D=1\n[INPUT]\n    Name dummy\n',
  'classic/p1.conf': '[PARSER]\n    Name one\n    Format json\n',
  'classic/p2.conf': '[PARSER]\n    Name two\n    Format json\n',
  'yaml/main.yaml':
    "service:\n  parsers_file: p1.yaml\n  Parsers_File: p2.yaml\nincludes:\n  - sub/in.yaml\npipeline:\n  outputs:\n    - name: stdout\n      match: '*'\n",
  'yaml/sub/in.yaml': 'includes:\n  - deep.yaml\npipeline:\n  inputs:\n    - name: dummy\n',
  'yaml/sub/deep.yaml': 'env:\n  D: 1\npipeline:\n  inputs:\n    - name: dummy\n',
  'yaml/p1.yaml': 'parsers:\n  - name: one\n    format: json\n',
  'yaml/p2.yaml': 'parsers:\n  - name: two\n    format: json\n',
};
