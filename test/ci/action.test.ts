import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaErrors } from '../support/github-schema.js';
import { textOf } from '../support/project-texts.js';
import { project, requireBuild } from '../support/run-cli.js';
import { tempDir } from '../support/temp-dir.js';
import { action, runSteps } from './action-steps.js';

const files = {
  'good.conf': '[INPUT]\n    name dummy\n    tag  a\n\n[OUTPUT]\n    name  stdout\n    match a\n',
  'warned.conf': '[INPUT]\n    name dummy\n    tag  a\n\n[OUTPUT]\n    name stdout\n',
  'bad dir/bad.conf': '[INPUT]\nname dummy\n',
  'compose.yaml': 'services:\n  web:\n    image: x\n',
};

/** What the last step of the action does in a repository with these files. */
function check(inputs: Record<string, string>, repository = tempDir(files)) {
  requireBuild();
  return { repository, ...runSteps(action.runs.steps.slice(-1), { inputs, actionPath: project, repository }) };
}

describe('action.yml', () => {
  it('is an action by the schema of GitHub', async () => {
    expect(await schemaErrors('action.yml', textOf('action.yml'))).toEqual([]);
    expect(await schemaErrors('action.yml', textOf('action.yml').replace('shell: bash', 'shel: bash'))).not.toEqual([]);
  });

  it('puts no input into a script, where it could be a command', () => {
    const scripts = action.runs.steps.flatMap(({ run = '' }) => run);
    expect(scripts.filter((run) => run.includes('${{'))).toEqual([]);
  });

  it('has a script that bash 3.2 reads, as of macOS', () => {
    const scripts = action.runs.steps.flatMap(({ run = '' }) => run).join('\n');
    expect(scripts).not.toMatch(/\b(?:mapfile|readarray|declare -A)\b/);
  });
});

describe('the action', () => {
  it('passes where nothing is wrong', () => {
    expect(check({ paths: 'good.conf' })).toMatchObject({ code: 0, stdout: '' });
  });

  it('checks the whole repository without inputs, and shows errors beside their lines', () => {
    const { code, stdout } = check({});
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=bad dir\/bad\.conf,line=2,.*FLB104/m);
    expect(stdout).not.toContain('compose.yaml');
  });

  it('takes paths and options, one a line', () => {
    expect(check({ paths: 'good.conf\nbad dir' }).stdout).toContain('file=bad dir/bad.conf');
    expect(check({ paths: 'warned.conf' }).code).toBe(0);
    expect(check({ paths: '\nwarned.conf\n', options: '--error-on-warnings\n--exclude=bad dir/\n' }).code).toBe(1);
  });

  it('takes a path for a path, whatever it says', () => {
    const { code, stderr, repository } = check({ paths: '$(touch made)\n--fix\n; touch made' });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'flb-convert: no such file or directory: $(touch made)\n' });
    expect(existsSync(join(repository, 'made'))).toBe(false);
  });

  it('writes a report for code scanning before it fails', () => {
    const { code, repository } = check({ sarif: 'flb-convert.sarif' });
    expect(code).toBe(1);
    const { version, runs } = JSON.parse(readFileSync(join(repository, 'flb-convert.sarif'), 'utf8'));
    expect(version).toBe('2.1.0');
    expect(runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('FLB104');
  });

  it('fails where there is nothing to check, with or without a report', () => {
    for (const sarif of ['', 'report.sarif']) expect(check({ paths: 'missing.conf', sarif }).code).not.toBe(0);
  });
});
