import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patience, runs } from '../arbitraries/runs.js';
import { runIn } from '../support/run-in.js';
import { leaveRepository, tempDir } from '../support/temp-dir.js';

/** Stands in files that nobody is to see. */
const canary = 'canary7';

/** Texts that are no configuration of Fluent Bit, each in its way. */
const secrets = [
  `root:x:0:0:${canary}:/root:/bin/sh\n`,
  `TOKEN=${canary}\n`,
  `[database]\npassword = ${canary}\n`,
  `[database]\n    password ${canary}\n`,
  `machine h login ${canary}\n`,
  `{"token": "${canary}"`,
  `token: ${canary}\nlist: [${canary}\n`,
  `env:\n  TOKEN: ${canary}\nimage:\n  tag: "${canary}\n`,
  `- ${canary}\n- ${canary}: [\n`,
  `-----BEGIN PRIVATE KEY-----\n${canary}\n`,
  `\u0000\u00ff${canary}\n    ${canary}\n`,
  `    ${canary} ${canary}\n`,
  `@${canary}\n`,
];

const classicMain = (kind: string, path: string) => {
  const output = `[OUTPUT]\n    name forward\n    match *\n${kind === 'upstream' ? `    upstream ${path}\n` : ''}`;
  if (kind === 'include') return `[INPUT]\n    name dummy\n\n@INCLUDE ${path}\n\n${output}`;
  return `[SERVICE]\n    flush 1\n${kind === 'upstream' ? '' : `    ${kind} ${path}\n`}\n${output}`;
};

const yamlMain = (kind: string, path: string) => {
  const key = kind === 'include' ? `includes:\n  - ${path}\n` : `service:\n  ${kind === 'upstream' ? 'flush: 1' : `${kind}: ${path}`}\n`;
  return `${key}pipeline:\n  outputs:\n    - name: forward\n      match: '*'\n${kind === 'upstream' ? `      upstream: ${path}\n` : ''}`;
};

/** All that the commands say of a main file that refers to a secret, in each form. */
async function saidOf(dir: string, main: string): Promise<string[]> {
  const said: string[] = [];
  const say = async (...argv: string[]) => {
    const { stdout, stderr } = await runIn(dir, argv);
    said.push(stdout + stderr);
  };
  for (const format of ['pretty', 'json', 'github']) await say('check', main, '--format', format);
  await say('migrate', main, '--diff');
  for (const suffix of ['md', 'json', 'sarif']) {
    await say('migrate', 'conf', '--report', `report.${suffix}`);
    said.push(readFileSync(join(dir, `report.${suffix}`), 'utf8'));
  }
  return said;
}

describe('nothing is shown of a file that a configuration names and that is none itself', () => {
  const cases = fc.record({
    secret: fc.constantFrom(...secrets),
    kind: fc.constantFrom('include', 'parsers_file', 'plugins_file', 'streams_file', 'upstream'),
    name: fc.constantFrom('secret', 'secret.txt', 'secret.env', 'secret.conf', 'secret.yaml', 'secret.json'),
    place: fc.constantFrom('conf', 'beside', 'elsewhere', 'linked'),
    isYaml: fc.boolean(),
  });

  it('in any form of output', patience, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ secret, kind, name, place, isYaml }) => {
        const folder = place === 'conf' ? 'repo/conf' : place === 'beside' ? 'repo/other' : 'elsewhere';
        const main = isYaml ? 'main.yaml' : 'main.conf';
        const path = { conf: name, beside: `../other/${name}`, elsewhere: `../../elsewhere/${name}`, linked: name }[place];
        const dir = tempDir({
          [`repo/conf/${main}`]: (isYaml ? yamlMain : classicMain)(kind, path),
          [`${folder}/${name}`]: secret,
        });
        if (place === 'linked') symlinkSync(join(dir, folder, name), join(dir, 'repo/conf', name));
        for (const said of await saidOf(join(dir, 'repo'), `conf/${main}`)) expect(said).not.toContain(canary);
      }),
      runs(40),
    );
  });
});

const input = '[INPUT]\n    name dummy\n';
const parser = '[PARSER]\n    name a\n    format\n';

describe('check looks into what belongs to a configuration', () => {
  const outside = { 'a/conf/main.conf': '[SERVICE]\n    parsers_file ../../b/parsers.conf\n', 'b/parsers.conf': parser };

  it.each([
    [
      'in the directory above',
      { ...outside, 'a/conf/main.conf': '[SERVICE]\n    parsers_file ../parsers.conf\n', 'a/parsers.conf': parser },
      true,
    ],
    ['beyond that', outside, false],
    ['in the repository', { ...outside, '.git/HEAD': '' }, true],
  ])('%s', async (_, files, isShown) => {
    const dir = tempDir(files);
    leaveRepository(dir);
    const { stdout, code } = await runIn(dir, ['check', 'a/conf/main.conf']);
    expect(stdout.includes('FLB108')).toBe(isShown);
    expect(stdout.includes('info FLB517')).toBe(!isShown);
    expect(code).toBe(isShown ? 1 : 0);
  });

  it('unless it is named as well', async () => {
    const { stdout } = await runIn(tempDir(outside), ['check', 'a/conf/main.conf', 'b/parsers.conf']);
    expect(stdout).toContain('FLB108');
    expect(stdout).not.toContain('FLB517');
  });

  it('a file of something else is named, and what is wrong with it is said when it is named', async () => {
    const dir = tempDir({ 'conf/main.conf': '@INCLUDE x.txt\n', 'conf/x.txt': 'TOKEN=hush\n' });
    const { stdout, code } = await runIn(dir, ['check', 'conf/main.conf']);
    expect({ stdout, code }).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("error FLB518: 'x.txt' leads to conf/x.txt, which is not"),
    });
    expect((await runIn(dir, ['check', 'conf/main.conf', 'conf/x.txt', '--from', 'classic'])).stdout).toContain(
      'conf/x.txt:1:1: error FLB104',
    );
  });
});

describe('--cwd says where Fluent Bit starts', () => {
  const files = {
    'etc/main.conf': '[SERVICE]\n    parsers_file parsers.conf\n\n@INCLUDE in.conf\n',
    'run/parsers.conf': parser,
    'run/in.conf': input,
  };

  it('check finds there what the configuration names, and shows paths from here', async () => {
    const dir = tempDir(files);
    expect((await runIn(dir, ['check', 'etc/main.conf'])).stdout).toContain('FLB501');
    const { stdout, code } = await runIn(dir, ['check', 'etc/main.conf', '--cwd', 'run']);
    expect(code).toBe(1);
    expect(stdout).toContain('run/parsers.conf:3:5: error FLB108');
    expect(stdout).toContain('3 files checked');
  });

  it('migrate does as well', async () => {
    const dir = tempDir({ ...files, 'run/parsers.conf': '[PARSER]\n    name a\n    format json\n' });
    const { stdout, code } = await runIn(dir, ['migrate', '.', '--cwd', 'run', '--write']);
    expect(code).toBe(0);
    expect(stdout).toContain('run/in.conf       part     -> run/in.yaml');
    expect(readFileSync(join(dir, 'etc/main.yaml'), 'utf8')).toContain('- ../run/in.yaml');
  });

  it.each(['check', 'migrate'])('%s: what is not a directory is refused', async (command) => {
    const { stderr, code } = await runIn(tempDir(files), [command, 'etc/main.conf', '--cwd', 'etc/main.conf']);
    expect({ stderr, code }).toEqual({ code: 2, stderr: 'flb-convert: --cwd etc/main.conf: it is not a directory\n' });
  });
});
