import fs from 'node:fs';
import { join } from 'node:path';
import { applyChanges, type Change } from '../../src/host/write/apply-changes.js';
import { openBackup } from '../../src/host/write/backup.js';
import { finishRemoval, removeSources } from '../../src/host/write/removal-journal.js';
import { removeLeftOvers } from '../../src/host/write/temporary-files.js';
import { undo } from '../../src/host/write/undo.js';
import { contentFor } from './migrated.js';

/** What changes the file system or makes it wait: a process that is killed is killed before one of these. */
const steps = [
  'openSync',
  'fchmodSync',
  'fsync',
  'closeSync',
  'symlinkSync',
  'linkSync',
  'renameSync',
  'rmSync',
  'mkdirSync',
  'chmodSync',
  'rmdirSync',
] as const;
const killAt = Number(process.env.KILL_AT ?? Number.POSITIVE_INFINITY);
let step = 0;

for (const name of steps) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      step++;
      if (step === killAt) process.kill(process.pid, 'SIGKILL');
      return original(...args);
    },
  });
}

/** Migrates the directory as the command does: what is done already stays as it is. `main.yaml` is updated in its place. */
async function migrate(directory: string, job: string): Promise<void> {
  if (job === 'undo') {
    await undo(directory, { force: false, shown: (path) => path });
    fs.writeSync(1, JSON.stringify({ steps: step }));
    return;
  }
  await finishRemoval(directory);
  const names = fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => !name.includes('.flb-convert'));
  const sources = names.filter((name) => name.endsWith('.conf')).sort();
  const changes = [...sources, 'main.yaml'].map((name): Change => {
    const path = join(directory, name.replace(/\.conf$/, '.yaml'));
    return { path, from: join(directory, name), content: { text: () => contentFor(name) }, replaces: true };
  });
  const left = changes.filter(({ path }, index) => read(path) !== contentFor([...sources, 'main.yaml'][index] ?? ''));
  removeLeftOvers(changes.map(({ path }) => path));
  if (process.env.SAYS_START) fs.writeSync(1, 'started\n');
  const backup = job.endsWith('backup') ? await openBackup(directory, directory) : undefined;
  await backup?.keep(left);
  await applyChanges(left);
  if (job.startsWith('remove')) {
    const removals = changes.slice(0, -1).map(({ path, from = '' }) => ({ path: from, replacedBy: [path] }));
    await backup?.keep(removals.map(({ path }) => ({ path, content: 'nothing', replaces: true })));
    await removeSources(directory, removals, { isCurrent: () => undefined });
  }
  fs.writeSync(1, JSON.stringify({ changed: left.length, steps: step }));
}

function read(path: string): string | undefined {
  return fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : undefined;
}

const [directory = '', job = ''] = process.argv.slice(2);
migrate(directory, job).catch((problem) => {
  fs.writeSync(2, `${problem.constructor.name}: ${problem.message}\n`);
  process.exitCode = 2;
});
