import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, spawnCli } from '../../support/run-cli.js';
import { runIn } from '../../support/run-in.js';
import { makeTempDir, removeTempDir, tempDir } from '../../support/temp-dir.js';

const misspelt =
  'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: h\n        port: 1\n        tls_verify: false\n        tls: on\n';
const sound = '[OUTPUT]\n    name stdout\n    match *\n';

/** What a host's `check` or `migrate` writes about these files. */
async function reportOf(files: Record<string, string>, how: 'check' | 'plan' | 'done'): Promise<string> {
  const dir = makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    if (how === 'check') return (await runIn(dir, ['check', ...Object.keys(files), '--format', 'json'])).stdout;
    await runIn(dir, ['migrate', '.', '--report', 'r.json', ...(how === 'done' ? ['--write'] : [])]);
    return readFileSync(join(dir, 'r.json'), 'utf8');
  } finally {
    removeTempDir(dir);
  }
}

const plan = await reportOf({ 'a.conf': sound }, 'plan');
const done = await reportOf({ 'a.conf': sound, 'start.sh': 'fluent-bit -c a.conf\n' }, 'done');
const checked = await reportOf({ 'u.yaml': misspelt }, 'check');
const clean = await reportOf({ 'a.conf': sound }, 'check');

function merge(files: Record<string, string | Uint8Array>, ...argv: string[]) {
  return runIn(tempDir(files), ['report', ...argv]);
}

describe('report merges the reports of hosts', () => {
  it('by what is left to do, errors first, with the hosts of each place', async () => {
    const { code, stdout, stderr } = await merge(
      { 'web-01.json': plan, 'web-02.json': plan, 'db.json': checked },
      'web-01.json',
      'web-02.json',
      'db.json',
    );
    expect(stderr).toBe('');
    expect(stdout).toBe(`error FLB542 left-to-migrate: 1 place on 2 hosts
  the migration to yaml is not done: this file is to be converted
  = run flb-convert migrate with --write
    a.conf:1:1 on web-01, web-02

warning FLB213 tls-key-misspelt: 1 place on 1 host
  Fluent Bit does not read 'tls_verify' here: certificate checks stay on
  = did you mean 'tls.verify'?
    u.yaml:7:9 on db

3 hosts: 2 with errors, 1 without; 2 errors, 1 warning, 0 infos
`);
    expect(code).toBe(1);
  });

  it('with exit code 0 where nothing is left', async () => {
    const { code, stdout } = await merge({ 'a.json': clean, 'b.json': clean }, 'a.json', 'b.json');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '2 hosts: 0 with errors, 2 without; 0 errors, 0 warnings, 0 infos\n' });
  });

  it('says which lines still name an old file once the migration is done', async () => {
    const { code, stdout } = await merge({ 'r.json': done }, 'r.json');
    expect(code).toBe(0);
    expect(stdout).toContain('warning FLB636 old-name-mentioned: 1 place on 1 host\n  this line mentions a.conf, which was migrated\n');
    expect(stdout).toContain('    start.sh:1:1 on r\n');
    expect((await merge({ 'r.json': done.replace('"done": true', '"done": false') }, 'r.json')).stdout).not.toContain('FLB636');
  });

  it('says from which new files the Fluent Bit of a host does not start', async () => {
    const failing = JSON.parse(done);
    Object.assign(failing.files[0].outputs[0], { starts: false, problem: '[error] no such parser' });
    const { code, stdout } = await merge({ 'r.json': JSON.stringify(failing) }, 'r.json');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'error FLB635 new-file-does-not-start: 1 place on 1 host\n  Fluent Bit does not start from a.yaml: [error] no such parser\n',
    );
  });

  it('takes what migrate --check writes, and says the same as of the plan', async () => {
    const dir = tempDir({ 'a.conf': sound });
    const { stdout: left } = await runIn(dir, ['migrate', '.', '--check', '--format', 'json']);
    const one = await merge({ 'h.json': left }, 'h.json');
    expect(one).toEqual(await merge({ 'h.json': plan }, 'h.json'));
    expect(one.stdout).toContain('FLB542');
  });

  it('says a file that is refused is left, with its errors', async () => {
    const { stdout } = await merge({ 'h.json': await reportOf({ 'a.conf': '[OUTPUT]\n    name\tstdout\n' }, 'plan') }, 'h.json');
    expect(stdout).toMatch(/FLB542[\s\S]*: this file is refused/);
    expect(stdout).toContain('error FLB109 ');
  });
});

describe('report finds reports', () => {
  const files = { 'all/web-01.json': plan, 'all/web-02.json': plan, 'all/deep/web-03.json': plan, 'all/note.txt': 'x' };

  it.each([
    ['in directories', ['all'], undefined],
    ['by patterns', ['all/**/*.json'], undefined],
    ['in a list, one a line', ['-'], 'all/web-01.json\nall/web-02.json\r\n\nall/deep/web-03.json'],
    ['in a list with NULs', ['-'], 'all/web-01.json\0all/web-02.json\0all/deep/web-03.json\0'],
    ['each once', ['all', 'all/web-01.json', './all/web-01.json'], undefined],
  ])('%s', (_, argv, input = '') => {
    const { code, stdout, stderr } = spawnCli(['report', ...argv, '--format', 'json'], { cwd: tempDir(files), input });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const { hosts } = JSON.parse(stdout);
    expect(hosts.map(({ host }: { host: string }) => host).sort()).toEqual(['deep/web-03', 'web-01', 'web-02']);
  });

  it('takes no report where names should be', () => {
    const { code, stdout, stderr } = spawnCli(['report', '-'], { input: plan });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('flb-convert: standard input is for the names of reports, one a line: this is a report itself\n');
  });

  it.each([['-'], ['empty']])('says so where there is none: %s', (argument) => {
    const { code, stderr } = spawnCli(['report', argument], { cwd: tempDir({ 'empty/note.txt': '' }) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'flb-convert: no report to merge\n' });
  });
});

describe('report names what it cannot merge, merges the others, and ends with 2', () => {
  it.each<[why: string, content: string | Uint8Array, said: string]>([
    ['cut off', plan.slice(0, 400), ': it ends in the middle: it was cut off, so make or fetch it again'],
    [
      'cut off in a string',
      plan.slice(0, plan.indexOf('a.conf') + 3),
      ': it ends in the middle: it was cut off, so make or fetch it again',
    ],
    [
      'cut off before the last brace',
      `${plan.trimEnd().slice(0, -1)}\n\n`,
      ': it ends in the middle: it was cut off, so make or fetch it again',
    ],
    ['empty', '', ': it is empty: whatever should have written it did not run'],
    ['broken', '{\n  "to": yaml\n}\n', ': it is not JSON'],
    ['an error message', 'ssh: connect to host web-09 port 22: No route to host\n', ': it is not JSON'],
    ['not UTF-8', Buffer.from(`\ufeff${plan}`, 'utf16le'), ': it is not UTF-8'],
    ['of another program', '{"results": []}', ': it is not a report of flb-convert'],
    ['a list', '[]', ': it is not a report of flb-convert'],
    ['null', 'null', ': it is not a report of flb-convert'],
    ['SARIF', '{"version": "2.1.0", "runs": []}', ': it is SARIF: migrate --report FILE.json'],
    ['Markdown', '# Migration to yaml\n', ': it is a report as Markdown: '],
    ['merged', '{"hosts": [], "left": [], "unread": []}', ': it is merged already: name the reports of the hosts'],
    ['of another version', plan.replace('"outcome"', '"result"'), 'another'],
    ['of another version', plan.replace('"state": "new"', '"state": "fresh"'), 'files[0].outputs[0].state is not one of new, same'],
    ['of another version', checked.replace('"line": 7', '"line": "7"'), 'diagnostics[0].line is not a whole number from 1 on'],
    ['of another version', checked.replace('"FLB213"', '"E1"'), 'diagnostics[0].code is not a code such as FLB213'],
    ['of another version', plan.replace('"done": false', '"done": 0'), 'done is not true or false'],
    ['of another version', '{"files": [], "diagnostics": []}', 'to is missing'],
    ['of another version', '{"files": 1, "diagnostics": {}}', 'diagnostics is not a list'],
    ['of another version', '{"files": 1, "diagnostics": [1]}', 'diagnostics[0] is not a record'],
  ])('%s: %#', async (_, content, said) => {
    const { code, stdout, stderr } = await merge({ 'all/good.json': plan, 'all/bad.json': content }, 'all');
    expect(code).toBe(2);
    expect(stdout).toContain('a.conf:1:1 on good\n');
    expect(stdout).toContain('; 1 report not merged\n');
    expect(stderr).toMatch(/^flb-convert: all\/bad\.json(?::\d+:\d+)?: [^\n]*\n$/);
    expect(stderr).toContain(said === 'another' ? 'as this version of flb-convert writes it: files[0].outcome is missing' : said);
  });

  it('gives the line and column at which a report is cut off', async () => {
    const { stderr } = await merge({ 'a.json': '{\n  "to": "yaml",\n  "do' }, 'a.json');
    expect(stderr).toContain('flb-convert: a.json:3:6: it ends in the middle');
  });

  it.skipIf(process.getuid?.() === 0)('what may not be read', async () => {
    const dir = tempDir({ 'a.json': plan, 'b.json': plan });
    chmodSync(join(dir, 'b.json'), 0);
    const { code, stderr } = await runIn(dir, ['report', 'a.json', 'b.json']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'flb-convert: b.json: permission denied\n' });
  });

  it('what is not there', async () => {
    const { code, stdout, stderr } = await merge({ 'a.json': plan }, 'a.json', 'down.json', 'x*.json');
    expect(code).toBe(2);
    expect(stdout).toContain('1 host: 1 with errors');
    expect(stderr).toBe('flb-convert: down.json: no such file or directory\nflb-convert: x*.json: no such file or directory\n');
  });

  it('shows nothing of the content of other files', async () => {
    const { stdout, stderr } = await merge({ 'a.json': plan, 'b.json': '{"password": "hunter2", hunter2' }, 'a.json', 'b.json');
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it('runs no commands that a report holds for terminals and logs', async () => {
    const evil = checked
      .replace("Fluent Bit does not read 'tls_verify' here", '\\u001b[2Jx\\n::error::y\\u202e')
      .replaceAll('"u.yaml"', '"u\\u001b]0;x\\u0007.yaml"');
    for (const form of ['pretty', 'markdown', 'json', 'sarif']) {
      const { code, stdout } = await merge({ 'a.json': evil }, 'a.json', '--format', form);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]|^::/m);
    }
  });
});

describe('report writes', () => {
  const files = { 'all/a.json': plan, 'all/b.json': checked };

  it.each(['md', 'json', 'sarif'])('the form that the name of the file tells: .%s', async (suffix) => {
    const dir = tempDir(files);
    const form = suffix === 'md' ? 'markdown' : suffix;
    const { stdout } = await runIn(dir, ['report', 'all', '--format', form]);
    expect(await runIn(dir, ['report', 'all', '-o', `left.${suffix}`])).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(readFileSync(join(dir, `left.${suffix}`), 'utf8')).toBe(stdout);
  });

  it('over a file only if forced, and says so even from the bundle', async () => {
    const dir = tempDir({ ...files, 'left.md': 'mine' });
    const { code, stderr } = spawnCli(['report', 'all', '-o', 'left.md'], { cwd: dir });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'flb-convert: left.md exists: use --force to overwrite it\n' });
    expect(readFileSync(join(dir, 'left.md'), 'utf8')).toBe('mine');
    expect(spawnCli(['report', 'all', '-o', 'left.md', '--force'], { cwd: dir }).code).toBe(1);
    expect(readFileSync(join(dir, 'left.md'), 'utf8')).toContain('# What is left on all hosts\n');
  });

  it('never over a report that it merges', async () => {
    const dir = tempDir(files);
    const { code, stderr } = await runIn(dir, ['report', 'all/a.json', 'all/b.json', '-o', 'all/a.json', '--force']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'flb-convert: -o all/a.json: that is a report to merge: choose another name\n' });
    expect(readFileSync(join(dir, 'all/a.json'), 'utf8')).toBe(plan);
  });

  it('into the directory that it reads, again and again', async () => {
    const dir = tempDir(files);
    const argv = ['report', 'all', '-o', 'all/left.json', '--force'];
    expect(await runIn(dir, argv)).toEqual({ code: 1, stdout: '', stderr: '' });
    const first = readFileSync(join(dir, 'all/left.json'), 'utf8');
    expect(await runIn(dir, argv)).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(readFileSync(join(dir, 'all/left.json'), 'utf8')).toBe(first);
  });

  it('nothing where there is no report', async () => {
    const dir = tempDir({ 'a.json': 'x' });
    expect((await runIn(dir, ['report', 'a.json', '-o', 'left.md'])).code).toBe(2);
    expect(existsSync(join(dir, 'left.md'))).toBe(false);
  });

  it('the same from the bundle', async () => {
    const dir = tempDir(files);
    writeFileSync(join(dir, 'all/c.json'), '{');
    expect(spawnCli(['report', 'all'], { cwd: dir })).toEqual(await runIn(dir, ['report', 'all']));
  });

  it('help with its exit codes', async () => {
    const { stdout } = await runCli(['report', '--help']);
    expect(stdout).toContain('merge the reports of many hosts into one, by what is left to do');
    expect(stdout).toContain('  2    a report could not be merged, the others were');
  });
});
