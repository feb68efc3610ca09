import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import flb from '../../dist/index.js';
import { commandPath, cpuTime, peakMemory, runNode } from './command.mjs';
import { makeChain, makeFleet, makeMachine } from './fleet.mjs';
import { median, time } from './measure.mjs';
import { atMost, told } from './table.mjs';

const loopPath = fileURLToPath(new URL('copy-loop.cjs', import.meta.url));
const noSyncPath = fileURLToPath(new URL('no-sync.cjs', import.meta.url));

/** A whole migration against a loop that copies each file in the same way, both in memory. */
export async function* migrateRows() {
  const different = await measure(10_000, 5, { different: true });
  yield atMost('10,000 different files migrated and written, to a copy loop', different.ratio, 4, { unit: ' ×' });
  const small = await measure(10_000, 5);
  yield atMost('10,000 files of machines that are much alike', small.ratio, 4, { unit: ' ×' });
  yield told('of that: the plan, which reads, converts and verifies', small.planShare * 100, { unit: ' %' });
  yield told('of that: reading the new texts back and comparing them', small.verifyShare * 100, { unit: ' %' });
  yield told('of that: syncing to the disk, here memory', small.syncShare * 100, { unit: ' %' });
  const large = await measure(100_000, 1);
  yield atMost('100,000 files migrated, growth', Math.log10(large.milliseconds / small.milliseconds), 1.1, { gate: true });
  const fleet = makeFleet(100_000, { different: true });
  yield atMost('100,000 different files migrated, peak memory', peakMemory('migrate', fleet.source, '--write'), 360, {
    unit: ' MiB',
    digits: 0,
    gate: true,
  });
  fleet.remove();
  yield* includeRows();
}

/** One machine, and chains of includes: what is read once from its root costs little more than as many files by themselves. */
async function* includeRows() {
  const machine = makeMachine(80);
  yield told('a main file that includes 80 parts by pattern', planTime(machine.source, 9), { unit: ' ms' });
  machine.remove();
  for (const length of [250, 500, 1000]) {
    const [chain, flat] = [makeChain(length, true), makeChain(length, false)];
    const pairs = Array.from({ length: 5 }, () => planTime(chain.source, 1) / planTime(flat.source, 1));
    const what = `${length.toLocaleString('en')} files that include each other in a chain, to as many alone`;
    yield atMost(what, median(pairs), 1.5, { unit: ' ×', gate: true });
    if (length === 1000) {
      const memory = peakMemory('migrate', chain.source) / peakMemory('migrate', flat.source);
      yield atMost(`${what}, peak memory`, memory, 1.5, { unit: ' ×', gate: true });
    }
    chain.remove();
    flat.remove();
  }
}

/** The median processor time of a plan, in milliseconds. */
function planTime(directory, rounds) {
  return median(Array.from({ length: rounds }, () => cpuTime(commandPath, 'migrate', directory)));
}

/** The time of a migration, and what it is to the loop: each run on a copy of its own, all kinds in turns. */
async function measure(count, rounds, options) {
  const fleet = makeFleet(count, options);
  const verify = await verification(fleet.source);
  const runs = Array.from({ length: rounds }, (_, i) => {
    const [copied, migrated, unsynced] = ['copied', 'migrated', 'unsynced'].map((name) => fleet.copy(`${name}-${i}`));
    const loop = timed(loopPath, copied);
    const plan = timed(commandPath, 'migrate', migrated);
    const migrate = timed(commandPath, 'migrate', migrated, '--write');
    return { loop, plan, migrate, unsynced: timed('--require', noSyncPath, commandPath, 'migrate', unsynced, '--write') };
  });
  fleet.remove();
  const medianOf = (figure) => median(runs.map(figure));
  return {
    milliseconds: medianOf(({ migrate }) => migrate),
    ratio: medianOf(({ loop, migrate }) => migrate / loop),
    planShare: medianOf(({ plan, migrate }) => plan / migrate),
    syncShare: medianOf(({ unsynced, migrate }) => 1 - unsynced / migrate),
    verifyShare: medianOf(({ migrate }) => verify / migrate),
  };
}

/** What it takes to verify the new text of each file, in milliseconds: no command leaves that out, so it is done here. */
async function verification(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = entries.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  const convertAll = (verify) => async () => {
    for (const text of texts) await flb.convert(text, { from: 'classic', verify });
  };
  await convertAll(true)();
  return (await time(convertAll(true))) - (await time(convertAll(false)));
}

function timed(...args) {
  const start = performance.now();
  runNode(...args);
  return performance.now() - start;
}
