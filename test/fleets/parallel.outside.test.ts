import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInstalled } from '../support/programs.js';
import { executable, requireBuild } from '../support/run-cli.js';
import { filesIn, makeTempDir, removeTempDir } from '../support/temp-dir.js';
import { type Fleet, makeFleet, put, shownBelow } from './fleet.js';

const down = 'web03';

/** Runs a command with the directory of a host in place of the root; nobody answers at one of them. */
const ssh = (fleet: string) => `#!/bin/sh
host=$1
shift
if [ "$host" = ${down} ]; then echo "ssh: connect to host $host port 22: Connection refused" >&2; exit 255; fi
PATH="${fleet}/hosts/$host:$PATH" exec sh -c "$(echo "$*" | sed "s#/etc/fluent-bit#${fleet}/hosts/$host/etc/fluent-bit#g")"
`;

const directory = makeTempDir();
afterAll(() => removeTempDir(directory));

/** Runs commands as they are shown. */
function run(commands: string) {
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', commands], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(directory, 'programs')}:${process.env.PATH}`, HOME: directory, SHELL: '/bin/bash' },
  });
  return { status, said: stdout + stderr };
}

describe.skipIf(!process.env.CI && !isInstalled('parallel'))('GNU parallel, as docs/fleets.md shows it', { timeout: 600_000 }, () => {
  let fleet: Fleet;
  const etc = (host: string) => join(directory, 'hosts', host, 'etc/fluent-bit');

  beforeAll(() => {
    requireBuild();
    fleet = makeFleet(directory, 6);
    put(join(fleet.programs, 'ssh'), ssh(directory), 0o755);
    put(join(fleet.programs, 'flb-convert'), `#!/bin/sh\nexec "${process.execPath}" "${executable}" "$@"\n`, 0o755);
    put(join(directory, 'hosts.txt'), '');
    mkdirSync(join(directory, '.parallel'));
    put(join(directory, '.parallel/will-cite'), '');
  });

  /** The commands, with another name for the list, since the made hosts lie in a directory `hosts`. */
  const commands = shownBelow('GNU parallel').map((text) => text.replaceAll('-a hosts ', '-a hosts.txt '));

  it('checks and fetches, whoever is down', () => {
    put(join(directory, 'hosts.txt'), `${fleet.hosts.join('\n')}\n`);
    const before = filesIn(join(directory, 'hosts'));
    for (const command of commands.slice(0, 2).join('').trim().split('\n')) {
      const { status, said } = run(command);
      if (command.includes('ssh')) expect(said).toContain(`${down}\tssh: connect to host ${down} port 22: Connection refused`);
      expect(status, said).toBeLessThanOrEqual(1);
    }
    for (const host of fleet.hosts.filter((one) => one !== down)) {
      expect(JSON.parse(readFileSync(join(directory, 'checks', `${host}.json`), 'utf8'))).toMatchObject({ files: 1, errors: 0 });
      expect(JSON.parse(readFileSync(join(directory, 'plans', `${host}.json`), 'utf8'))).toMatchObject({ summary: { convert: 2 } });
    }
    expect(existsSync(join(directory, 'plans', `${down}.json`))).toBe(false);
    expect(filesIn(join(directory, 'hosts'))).toEqual(before);
  });

  it('writes beside the old files of each host, which its own Fluent Bit then tries', () => {
    const reached = fleet.hosts.filter((host) => host !== down);
    put(join(directory, 'hosts.txt'), `${reached.join('\n')}\n`);
    const before = Object.fromEntries(reached.map((host) => [host, filesIn(etc(host))]));
    const { status, said } = run(commands.slice(2).join(''));
    expect(status, said).toBe(0);
    for (const host of reached) {
      expect(filesIn(etc(host))).toEqual({ ...before[host], ...newFiles(host) });
      expect(readFileSync(join(etc(host), 'fluent-bit.yaml'), 'utf8')).toContain(`/var/log/${host}/*.log`);
    }
  });

  it('stops at a host whose Fluent Bit does not start', () => {
    put(join(directory, 'hosts/web02/refuses-yaml'), '');
    const { status, said } = run(commands.slice(2).join(''));
    expect(status).not.toBe(0);
    expect(said).toContain('web02\tit is refused');
    rmSync(join(directory, 'hosts/web02/refuses-yaml'));
  });

  function newFiles(host: string): Record<string, string> {
    const names = readdirSync(join(directory, 'trees', host)).filter((name) => name.endsWith('.yaml'));
    expect(names.sort()).toEqual(['fluent-bit.yaml', 'parsers.yaml']);
    return Object.fromEntries(names.map((name) => [name, readFileSync(join(directory, 'trees', host, name), 'utf8')]));
  }
});

describe.skipIf(!process.env.CI && !isInstalled('parallel'))('repositories, as docs/fleets.md shows them', { timeout: 600_000 }, () => {
  const repositories = ['one', 'two', 'broken', 'without'];

  beforeAll(() => {
    requireBuild();
    put(join(directory, 'programs/flb-convert'), `#!/bin/sh\nexec "${process.execPath}" "${executable}" "$@"\n`, 0o755);
    put(join(directory, '.parallel/will-cite'), '');
    put(join(directory, '.gitconfig'), '[user]\n    name = x\n    email = x@example.org\n');
    for (const name of repositories) {
      const work = join(directory, 'work', name);
      put(join(work, 'README.md'), '# x\n');
      if (name !== 'without')
        put(join(work, 'fb/fluent-bit.conf'), name === 'broken' ? '[INPUT]\nname dummy\n' : '[INPUT]\n    name dummy\n');
      const git = (...argv: string[]) => execFileSync('git', ['-C', work, ...argv], { env: { ...process.env, HOME: directory } });
      git('init', '-q');
      git('add', '--all');
      git('commit', '-qm', 'x');
      execFileSync('git', ['clone', '-q', '--bare', work, join(directory, 'bare', `${name}.git`)]);
    }
    put(join(directory, 'repositories'), repositories.map((name) => `file://${directory}/bare/${name}.git\n`).join(''));
  });

  it('gets a branch where all can be converted, and a reason elsewhere', () => {
    const { status, said } = run(shownBelow('Repositories').join(''));
    expect(status, said).toBe(2);
    expect(said).toMatch(/broken\.git\tfb\/fluent-bit\.conf:2:1: error FLB104/);
    expect(said).toMatch(/without\.git\tflb-convert: none of the files is a configuration/);
    const branches = (name: string) => execFileSync('git', ['-C', join(directory, 'bare', `${name}.git`), 'branch'], { encoding: 'utf8' });
    for (const name of repositories) expect(branches(name).includes('fluent-bit-yaml'), name).toBe(name === 'one' || name === 'two');
    const files = execFileSync('git', ['-C', join(directory, 'bare/one.git'), 'ls-tree', '-r', '--name-only', 'fluent-bit-yaml'], {
      encoding: 'utf8',
    });
    expect(files).toBe('README.md\nfb/fluent-bit.yaml\n');
  });
});
