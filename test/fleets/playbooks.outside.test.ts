import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { isInstalled } from '../support/programs.js';
import { executable, project, spawnCli } from '../support/run-cli.js';
import { filesIn, leaveRepository, makeTempDir, removeTempDir } from '../support/temp-dir.js';
import { type Fleet, makeFleet, put, shownBelow } from './fleet.js';

/** Notes each call. A service whose host has a file `dies` is not running once it was told to start from YAML. */
const systemctl = (fleet: string) => `#!/bin/sh
echo "$*" >> "${fleet}/systemctl.log"
host="${fleet}/hosts/\${2#fluent-bit-}"
if [ "$1" = is-active ] && [ -e "$host/dies" ] && grep -qs yaml "$host/units/flb-convert.conf"; then echo failed; exit 3; fi
if [ "$1" = is-active ]; then echo active; fi
`;

const [down, dying, refusing, leaving, broken] = ['web03', 'web09', 'web14', 'web16', 'web20'];
const restart = ['restart', 'is-active'];

let fleet: Fleet;
let before: Record<string, Record<string, string>>;
const directory = makeTempDir();
afterAll(() => removeTempDir(directory));

/** What lies in the directory of the configuration, and what the service is told, of each host. */
function states(): Record<string, Record<string, string>> {
  return Object.fromEntries(
    fleet.hosts.map((host) => [
      host,
      { ...filesIn(hostPath(host, 'etc')), ...(existsSync(hostPath(host, 'units')) && filesIn(hostPath(host, 'units'))) },
    ]),
  );
}

function hostPath(host: string, ...names: string[]): string {
  return join(fleet.directory, 'hosts', host, ...names);
}

function isMigrated(host: string): boolean {
  return existsSync(hostPath(host, 'etc/fluent-bit/fluent-bit.yaml'));
}

/** The hosts whose files are not what they were. */
function changed(): string[] {
  const now = states();
  return fleet.hosts.filter((host) => JSON.stringify(now[host]) !== JSON.stringify(before[host]));
}

function play(book: string, ...argv: string[]) {
  return run('ansible-playbook', ['-i', 'inventory.json', `fleets/${book}`, ...argv]);
}

function run(program: string, argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, argv, {
    cwd: fleet.directory,
    encoding: 'utf8',
    env: {
      ...process.env,
      PWD: fleet.directory,
      PATH: `${fleet.programs}:${process.env.PATH}`,
      HOME: fleet.directory,
      LC_ALL: 'C.UTF-8',
      ANSIBLE_PIPELINING: '1',
      ANSIBLE_NOCOLOR: '1',
      ANSIBLE_SSH_RETRIES: '0',
    },
  });
  return { status, said: stdout + stderr };
}

/** Calls of systemctl since the last time that they were looked at. */
function calls(): string[] {
  const log = join(fleet.directory, 'systemctl.log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  rmSync(log, { force: true });
  return lines;
}

function callsFor(host: string, all: readonly string[]): string[] {
  return all.filter((call) => call.endsWith(host)).map((call) => call.split(' ')[0] ?? '');
}

/** What is left to do by the reports of all hosts: each code, with the number of its hosts. */
function left() {
  const { code, stdout } = spawnCli(['report', join(fleet.directory, 'reports'), '--format', 'json']);
  const { hosts, left, unread } = JSON.parse(stdout);
  return { exit: code, hosts: hosts.length, unread, left: left.map((one: { code: string; hosts: number }) => [one.code, one.hosts]) };
}

describe.skipIf(!process.env.CI && !isInstalled('ansible-playbook'))('the playbooks, over 30 hosts', { timeout: 600_000 }, () => {
  beforeAll(() => {
    // In a repository, a migration of one host would look for old names in the files of all others.
    leaveRepository(directory);
    fleet = makeFleet(directory, 30);
    cpSync(join(project, 'docs/fleets'), join(directory, 'fleets'), { recursive: true });
    put(join(fleet.programs, 'systemctl'), systemctl(directory), 0o755);
    // One copy of flb-convert serves all these hosts.
    execFileSync('tar', ['-xzf', fleet.packed, '-C', directory]);
    for (const host of fleet.hosts) {
      mkdirSync(hostPath(host, 'home'));
      symlinkSync(join(directory, 'package'), hostPath(host, 'home', `flb-convert-${manifest.version}`));
    }
    put(hostPath(down, 'gone'), '');
    const of = (path: string) => `${directory}/hosts/{{ inventory_hostname }}/${path}`;
    const vars = {
      flb_package: fleet.packed,
      flb_home: of('home'),
      flb_configuration: of('etc/fluent-bit'),
      flb_fluent_bit: of('fluent-bit'),
      flb_drop_in: of('units/flb-convert.conf'),
      flb_service: 'fluent-bit-{{ inventory_hostname }}',
      flb_wait: 0,
    };
    put(join(directory, 'fleets/group_vars/fluent_bit.yaml'), JSON.stringify(vars));
    const inventory = {
      ansible_connection: `{{ (('${directory}/hosts/' ~ inventory_hostname ~ '/gone') is exists) | ternary('ssh', 'local') }}`,
      // Nobody listens at this port: for Ansible, the host is down.
      ansible_host: '127.0.0.1',
      ansible_port: 1,
      ansible_python_interpreter: '/usr/bin/python3',
    };
    const hosts = Object.fromEntries(fleet.hosts.map((host) => [host, {}]));
    put(join(directory, 'inventory.json'), JSON.stringify({ fluent_bit: { hosts, vars: inventory } }));
    before = states();
  });

  it('plan on all that answer, and write nothing anywhere where one plan cannot be carried out', () => {
    const main = hostPath(broken, 'etc/fluent-bit/fluent-bit.conf');
    const text = readFileSync(main, 'utf8');
    put(main, '[INPUT]\nname tail\n');
    const { status, said } = play('migrate.yaml');
    put(main, text);
    expect(status, said).not.toBe(0);
    expect(said).toContain(`not reached, and left as they are: ${down}"`);
    expect(said).toMatch(/web20[\s\S]*nothing is written on any host: [\s\S]*fluent-bit\.conf:2:1: error FLB104/);
    expect(changed()).toEqual([]);
    expect(calls()).toEqual([]);
    expect(readdirSync(join(directory, 'reports'))).toEqual(fleet.hosts.filter((host) => host !== down).map((host) => `${host}.json`));
    expect(left()).toEqual({
      exit: 1,
      hosts: 29,
      unread: [],
      left: [
        ['FLB542', 29],
        ['FLB104', 1],
      ],
    });
  });

  it('stop at the first host whose service does not keep running, and take that one back', () => {
    put(hostPath(dying, 'dies'), '');
    const { status, said } = play('migrate.yaml');
    rmSync(hostPath(dying, 'dies'));
    expect(status, said).not.toBe(0);
    expect(said).toMatch(/web09[\s\S]*taken back, and no further host is touched: Start the service from the new main file\\nfailed/);
    // One, five, and a fifth of the 29 that answer.
    const reached = fleet.hosts.filter((host) => host !== down).slice(0, 1 + 5 + 5);
    expect(changed()).toEqual(reached.filter((host) => host !== dying));
    expect(fleet.hosts.filter(isMigrated)).toEqual(changed());
    expect(callsFor(dying, calls())).toEqual([...restart, ...restart]);
  });

  it('stop at the first host whose own Fluent Bit does not start from the new file, whose service is not touched', () => {
    put(hostPath(refusing, 'refuses-yaml'), '');
    const { status, said } = play('migrate.yaml', '--limit', `web01,web13,${refusing},web15`, '-e', '{"flb_batches": [1]}');
    rmSync(hostPath(refusing, 'refuses-yaml'));
    expect(status, said).not.toBe(0);
    expect(said).toMatch(/web14[\s\S]*taken back, and no further host is touched: Write the new files, and have Fluent Bit try them/);
    expect(said).toContain('it is refused');
    expect(['web13', refusing, 'web15'].filter(isMigrated)).toEqual(['web13']);
    const told = calls();
    expect(callsFor('web13', told)).toContain('restart');
    expect(callsFor(refusing, told)).toEqual([]);
    // What was migrated before is not restarted again.
    expect(callsFor('web01', told)).toEqual([]);
  });

  it('stop where a host goes down while it is being migrated', () => {
    put(hostPath(leaving, 'leaves'), '');
    const { status, said } = play('migrate.yaml', '--limit', `${leaving},web17,web18`, '-e', '{"flb_batches": [2, 1]}');
    rmSync(hostPath(leaving, 'gone'));
    expect(status, said).not.toBe(0);
    expect(said).toContain(`no further host is touched: ${leaving} did not answer any more`);
    expect([leaving, 'web17', 'web18'].filter(isMigrated)).toEqual([leaving, 'web17']);
    expect(callsFor(leaving, calls())).toEqual([]);
  });

  it('finish what was stopped, without the host that is down', () => {
    const { status, said } = play('migrate.yaml');
    // 4: a host was not reached.
    expect(status, said).toBe(4);
    expect(fleet.hosts.filter((host) => !isMigrated(host))).toEqual([down]);
    expect(callsFor(leaving, calls())).toContain('restart');
    expect(readFileSync(hostPath('web30', 'units/flb-convert.conf'), 'utf8')).toBe(
      `[Service]\nExecStart=\nExecStart=${hostPath('web30', 'fluent-bit')} -c ${hostPath('web30', 'etc/fluent-bit/fluent-bit.yaml')}\n`,
    );
    expect(left()).toEqual({ exit: 0, hosts: 29, unread: [], left: [] });
  });

  it('change nothing once all is done', () => {
    const now = states();
    const { said } = play('migrate.yaml', '--limit', 'web01,web02,web30');
    expect(said).toMatch(/web30 +: ok=\d+ +changed=0 /);
    expect(states()).toEqual(now);
    expect(calls()).toEqual([]);
  });

  it('take all of it back, byte for byte', () => {
    const { status, said } = play('undo.yaml');
    expect(status, said).toBe(4);
    expect(changed()).toEqual([]);
    expect(calls().filter((call) => call.startsWith('restart'))).toHaveLength(29);
  });

  it('leave the fetching of other reports to Ansible, as docs/fleets.md shows it', () => {
    put(join(fleet.programs, 'flb-convert'), `#!/bin/sh\nexec "${process.execPath}" "${executable}" "$@"\n`, 0o755);
    const [shown = ''] = shownBelow('Reports');
    const commands = shown
      .replaceAll('ansible fluent_bit -i hosts ', 'ansible web01,web02,web03 -i inventory.json ')
      .replaceAll('/etc/fluent-bit', `${directory}/hosts/{{ inventory_hostname }}/etc/fluent-bit`)
      .replaceAll('/tmp/plan.json', `${directory}/hosts/{{ inventory_hostname }}/plan.json`);
    const [plan, fetch, report] = commands
      .trim()
      .split('\n')
      .map((command) => run('bash', ['-c', command]));
    expect(plan?.said).toMatch(/web03 \| UNREACHABLE/);
    expect(fetch?.said).toMatch(/web01 \| CHANGED/);
    expect(fetch?.said).toMatch(/web03 \| FAILED[\s\S]*Make sure this host can be reached/);
    expect(report?.status, report?.said).toBe(1);
    expect(readFileSync(join(directory, 'left.md'), 'utf8')).toContain('FLB542 left-to-migrate: 4 places on 2 hosts');
    // One that is cut off holds up no other.
    put(join(directory, 'fetched/web04/plan.json'), '{"to": "yaml", "fi');
    const again = run('flb-convert', ['report', 'fetched', '-o', 'left.md', '--force']);
    expect(again.status).toBe(2);
    expect(again.said).toContain('fetched/web04/plan.json:1:19: it ends in the middle');
    expect(readFileSync(join(directory, 'left.md'), 'utf8')).toContain('FLB542 left-to-migrate: 4 places on 2 hosts');
  });

  it('bring flb-convert and a Node.js along where a host has none', () => {
    rmSync(hostPath('web01', 'home'), { recursive: true });
    put(join(directory, 'own-node'), `#!/bin/sh\necho used >> "${directory}/node.log"\nexec "${process.execPath}" "$@"\n`, 0o755);
    const { status, said } = play('migrate.yaml', '--limit', 'web01', '-e', `flb_node=${directory}/own-node`);
    expect(status, said).toBe(0);
    expect(readFileSync(join(directory, 'node.log'), 'utf8')).toBe('used\nused\n');
    expect(isMigrated('web01')).toBe(true);
  });
});
