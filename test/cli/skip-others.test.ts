import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn } from '../support/run-in.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

const tidy = '[INPUT]\n    name dummy\n';
const untidy = '[INPUT]\n  name   dummy\n';
const broken = '[INPUT]\nname dummy\n';

/** What lies in repositories beside configurations. */
const others = {
  'nginx/nginx.conf': 'server {\n  listen 80;\n}\n',
  'app.service.conf': '[Unit]\nDescription=x\n[Service]\nExecStart=/bin/true\n',
  'compose.yaml': 'services:\n  web:\n    image: x\n',
  'values.yaml': 'env:\n  A: b\nservice:\n  type: ClusterIP\n',
  'package.json': '{"name": "x"}\n',
  'plain.conf': 'hello\n',
  'deploy.yaml': 'kind: Deployment\nmetadata:\n  name: x\n',
  'bytes.conf': '\u0000\u0001',
  'empty.yaml': '',
};
const names = Object.keys(others);
const left = "flb-convert: left alone, not Fluent Bit's: nginx/nginx.conf, app.service.conf, compose.yaml and 6 more\n";

describe('--skip-others', () => {
  it.each(['check', 'fmt'])('%s: leaves the files of other programs alone, and says which', async (command) => {
    const dir = tempDir(others);
    const { code, stderr } = await runIn(dir, [command, '--skip-others', ...names]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: left });
    expect(filesIn(dir)).toEqual(others);
  });

  it('holds up no other file: check', async () => {
    const dir = tempDir({ ...others, 'a.conf': tidy, 'b.conf': broken });
    const { code, stdout, stderr } = await runIn(dir, ['check', '--skip-others', ...names, 'a.conf', 'b.conf']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: left });
    expect(stdout).toContain('b.conf:2:1: error FLB104');
    expect(stdout).toContain('\n2 files checked: 1 error');
  });

  it('holds up no other file: fmt', async () => {
    const dir = tempDir({ ...others, 'a.conf': untidy });
    const { code, stderr } = await runIn(dir, ['fmt', '--skip-others', ...names, 'a.conf']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `${left}1 file: 1 formatted\n` });
    expect(filesIn(dir)).toEqual({ ...others, 'a.conf': tidy });
  });

  it.each([
    ['a header that nothing follows as it should', 'b.conf', broken, 'FLB104'],
    ['YAML that cannot be read', 'b.yaml', 'pipeline:\n  inputs:\n   - name: "x\n', 'FLB131'],
    ['a parsers file', 'b.conf', '[PARSER]\n    Name x\n    Format jsn\n', 'FLB'],
  ])('does not take a broken configuration for a file of another program: %s', async (_, name, text, message) => {
    const { code, stdout, stderr } = await runIn(tempDir({ [name]: text }), ['check', '--skip-others', name]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain(message);
  });

  it('checks what a manifest holds; fmt leaves that to itself', async () => {
    const manifest = 'kind: ConfigMap\nmetadata:\n  name: x\ndata:\n  fluent-bit.conf: |\n    [INPUT]\n    name dummy\n';
    const dir = tempDir({ 'k8s.yaml': manifest });
    const { code, stdout } = await runIn(dir, ['check', '--skip-others', 'k8s.yaml']);
    expect(code).toBe(1);
    expect(stdout).toContain('k8s.yaml:7:5: error FLB104');
    expect(await runIn(dir, ['fmt', '--skip-others', 'k8s.yaml'])).toMatchObject({ code: 0, stderr: expect.stringContaining('k8s.yaml') });
  });

  it('shows nothing of a file that a link leads to out of the repository', async () => {
    const dir = tempDir({ 'in.conf': broken });
    const outside = join(tempDir({ 'a.conf': broken.replace('dummy', 'hidden') }), 'a.conf');
    symlinkSync(outside, join(dir, 'link.conf'));
    symlinkSync('in.conf', join(dir, 'own.conf'));
    const { stdout, stderr } = await runIn(dir, ['check', '--skip-others', 'link.conf', 'own.conf']);
    expect(stderr).toBe("flb-convert: left alone, not Fluent Bit's: link.conf\n");
    expect(stdout).toContain('own.conf');
    expect(stdout).not.toContain('hidden');
  });

  it('says nothing of settings that a part of a project does not need', async () => {
    const dir = tempDir({ 'a.conf': tidy, 'flb-convert.config.json': '{"ignore": ["FLB206"], "errorOnWarnings": true}' });
    expect((await runIn(dir, ['check', 'a.conf'])).stdout).toContain('FLB540');
    const { code, stdout, stderr } = await runIn(dir, ['check', '--skip-others', 'a.conf', '--ignore', 'FLB213', '--exclude', 'x']);
    expect({ code, stderr, found: stdout.includes('FLB540') }).toEqual({ code: 0, stderr: '', found: false });
  });

  it('gives a whole report where nothing is left to check', async () => {
    const { code, stdout } = await runIn(tempDir(others), ['check', '--skip-others', '--format', 'json', ...names]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ files: 0, errors: 0 });
  });

  it('judges standard input, directories and what is not there as without it', async () => {
    const dir = tempDir({ 'd/a.conf': broken, ...others });
    expect((await runIn(dir, ['check', '--skip-others', 'd'])).code).toBe(1);
    expect(await runIn(dir, ['check', '--skip-others', 'missing.conf'])).toMatchObject({ code: 2 });
    expect(await runIn(dir, ['fmt', '--skip-others', 'd'])).toMatchObject({ code: 2, stderr: expect.stringContaining('is a directory') });
  });

  it('does not go with --from, which says that each file is a configuration', async () => {
    const { code, stderr } = await runIn(tempDir(others), ['check', '--skip-others', '--from', 'classic', 'plain.conf']);
    expect(code).toBe(2);
    expect(stderr).toContain("'--skip-others' cannot be used with option '-f, --from <format>'");
  });
});
