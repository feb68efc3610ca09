import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requestFor } from '../src/cli/migration-job.js';
import { planInWorkers } from '../src/cli/plan-in-workers.js';
import { nodeHost } from '../src/host/node-host.js';
import { packedTexts } from '../src/host/packed-texts.js';
import { makeStamps } from '../src/host/stamps.js';
import { planMigration } from '../src/migrate/plan-migration.js';
import { project, requireBuild, spawnCli } from './support/run-cli.js';
import { filesIn, tempDir } from './support/temp-dir.js';

const upstream = '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host h\n    port 1\n';

const odd = {
  'm-7/grüße.conf': '[OUTPUT]\n    name stdout\n    match \u{1f600}ü*\n    unknown 1\n',
  'm-8/crlf.conf': '[INPUT]\r\n    name dummy\r\n    unknown 1\r\n',
  'm-9/empty.conf': '',
};

/** Files of many machines, more than one thread plans at a time. */
function fleet(more: Record<string, string> = {}): Record<string, string> {
  const machines = Array.from({ length: 60 }, (_, i) => ({
    [`m-${i}/main.conf`]: `[SERVICE]\n    flush ${i}\n    parsers_file parsers.conf\n\n@INCLUDE in.conf\n`,
    [`m-${i}/in.conf`]: `[INPUT]\n    name tail\n    path /var/${i}\n    rotate_wait x\n    unknown 1\n`,
    [`m-${i}/parsers.conf`]: '[PARSER]\n    name p\n    format json\n',
    [`m-${i}/u.conf`]: upstream,
  }));
  return Object.assign({}, ...machines, odd, more);
}

/** What a run says and leaves, in a directory of its own. */
function migrated(files: Record<string, string>, ...argv: string[]) {
  const dir = tempDir(files);
  const { code, stdout, stderr } = spawnCli(['migrate', '.', '--report', 'plan.json', ...argv], { cwd: dir });
  return { code, stdout, stderr, files: filesIn(dir) };
}

describe('a migration in several threads', { timeout: 30_000 }, () => {
  it.each([
    ['plans', []],
    ['writes beside the old files', ['--write', '--delete-source']],
    ['writes elsewhere', ['-d', 'new']],
    ['shows differences', ['--diff']],
    ['goes to JSON', ['--to', 'json', '--write']],
  ])('%s as one thread does', (_, argv) => {
    const one = migrated(fleet(), ...argv);
    expect(migrated(fleet(), '--jobs', '3', ...argv)).toEqual(one);
    expect(one.stdout).toMatch(/^243 files: 242 (?:to convert|converted)/m);
  });

  it('plans in one thread what hangs together', () => {
    const files = fleet({ 'm-7/main.conf': '@INCLUDE ../m-55/in.conf\n', 'm-9/broken.conf': 'name x\n[INPUT]\n' });
    const one = migrated(files);
    expect(one.files['plan.json']).toContain('../m-55/in.yaml');
    expect(migrated(files, '--jobs', '2')).toEqual(one);
  });

  it('notices a file that changes while the others are planned', async () => {
    requireBuild();
    const dir = tempDir(fleet());
    const files = Object.keys(fleet())
      .sort()
      .map((name) => ({ path: join(dir, name), isLink: false }));
    const job = { to: 'yaml', mirror: undefined, roots: [], directoryLinks: [], upstreams: undefined, strict: false };
    const sinks = { texts: await packedTexts({ plainSize: 0 }), stamps: makeStamps() };
    const planApart = planInWorkers(job, join(project, 'dist', 'worker.js'), 2, sinks);
    const stores = { texts: sinks.texts, parts: sinks.texts };
    await planMigration(nodeHost(), { ...requestFor(job), files, takesIn: () => false }, stores, planApart);
    expect(sinks.stamps.changedSince()).toBeUndefined();
    appendFileSync(join(dir, 'm-33/in.conf'), '    # more\n');
    expect(sinks.stamps.changedSince()).toBe(join(dir, 'm-33/in.conf'));
  });
});
