import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/index.js';
import { project, runCli } from '../../support/run-cli.js';

describe('explain', () => {
  it.each(['FLB206', 'flb206', '206', 'repeated-key', 'Repeated-Key'])(
    '%s: what it means, why, an example, the fix and the facts',
    async (asked) => {
      const { code, stdout, stderr } = await runCli(['explain', asked]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const { why, facts } = catalogue.FLB206;
      for (const text of ['FLB206 repeated-key', '**warning**', why, ...facts, '[UPSTREAM]', '> = ']) expect(stdout).toContain(text);
    },
  );

  it('shows what docs/codes.md says about every code', async () => {
    const page = readFileSync(join(project, 'docs/codes.md'), 'utf8');
    for (const code of Object.keys(catalogue)) {
      const { stdout } = await runCli(['explain', code]);
      expect(page).toContain(`\n### ${stdout}`);
    }
  });

  it.each(Object.keys(catalogue))('%s: shows what it says', async (asked) => {
    const { stdout } = await runCli(['explain', asked]);
    expect(stdout).toContain(`\n> ${asked}: `);
  });

  it('says how to fix what takes several files to show', async () => {
    const { stdout } = await runCli(['explain', 'FLB519']);
    expect(stdout).toContain(
      "> FLB519: there is no parser 'ngnix', which 'parser' needs: Fluent Bit does not start  \n> = did you mean 'nginx'?\n",
    );
  });

  it('lists all codes, a line each, if none is named', async () => {
    const { code, stdout } = await runCli(['explain']);
    expect(code).toBe(0);
    expect(stdout.match(/^FLB\d{3} {2}(?:error {2}|warning|info {3}) {2}[a-z\d-]+$/gm)).toHaveLength(Object.keys(catalogue).length);
    expect(stdout.trimEnd().split('\n')).toHaveLength(Object.keys(catalogue).length);
  });

  it.each([
    ['repeated-kye', "there is no code 'repeated-kye': did you mean 'repeated-key'? 'flb-convert explain' lists all codes"],
    ['FBL206', "there is no code 'FBL206': did you mean 'FLB206'? 'flb-convert explain' lists all codes"],
    ['999', "there is no code '999': 'flb-convert explain' lists all codes"],
    ['constructor', "there is no code 'constructor': 'flb-convert explain' lists all codes"],
  ])('%s is none: it says what may be meant', async (asked, message) => {
    expect(await runCli(['explain', asked])).toEqual({ code: 2, stdout: '', stderr: `flb-convert: ${message}\n` });
  });
});
