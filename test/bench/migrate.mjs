import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import flb from '../../dist/index.js';
import { commandPath, cpuTime, peakMemory } from './command.mjs';
import { makeChain, makeFleet, makeMachine } from './fleet.mjs';
import { median, time } from './measure.mjs';
import { atMost, told } from './table.mjs';

const loopPath = fileURLToPath(new URL('copy-loop.cjs', import.meta.url));
const noSyncPath = fileURLToPath(new URL('no-sync.cjs', import.meta.url));

/** A whole migration against a loop that copies each file in the same way, both in memory. */
export async function* migrateRows({ all }) {
  const different = measure(makeFleet(10_000, { different: true }), all ? 5 : 3);
  yield atMost('10,000 different files migrated and written, to a copy loop', different.ratio, 4, { unit: ' ×' });
  if (all) yield* shareRows();
  const fleet = makeFleet(100_000, { different: true });
  const growth = Math.log10(cpuTime(commandPath, 'migrate', fleet.source) / different.plan);
  yield atMost('100,000 different files planned, growth', growth, 1.1, { gate: true });
  const memory = peakMemory('migrate', fleet.source, '--write');
  yield atMost('100,000 different files migrated and written, peak memory', memory, 360, { unit: ' MiB', digits: 0, gate: true });
  fleet.remove();
  yield* includeRows(all ? [250, 500, 1000] : [1000]);
}

/** What a migration spends its time on, where machines have most texts in common. */
async function* shareRows() {
  const fleet = makeFleet(10_000);
  const verify = await verification(fleet.source);
  const { ratio, planShare, syncShare, migrate } = measure(fleet, 5, { unsynced: true });
  yield atMost('10,000 files of machines that are much alike', ratio, 4, { unit: ' ×' });
  yield told('of that: the plan, which reads, converts and verifies', planShare * 100, { unit: ' %' });
  yield told('of that: reading the new texts back and comparing them', (verify / migrate) * 100, { unit: ' %' });
  yield told('of that: syncing to the disk, here memory', syncShare * 100, { unit: ' %' });
}

/** One machine, and chains of includes: what is read once from its root costs little more than as many files by themselves. */
function* includeRows(lengths) {
  const machine = makeMachine(80);
  yield told('a main file that includes 80 parts by pattern', planTime(machine.source, 9), { unit: ' ms' });
  machine.remove();
  for (const length of lengths) {
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

/** Processor times of a migration, and what they are to the loop's: each run on a copy of its own, all kinds in turns. */
function measure(fleet, rounds, { unsynced = false } = {}) {
  const timeOnCopy = (argsFor) => {
    const copy = fleet.copy();
    const milliseconds = cpuTime(...argsFor(copy.source));
    copy.remove();
    return milliseconds;
  };
  const runs = Array.from({ length: rounds }, () => {
    const loop = timeOnCopy((directory) => [loopPath, directory]);
    const plan = cpuTime(commandPath, 'migrate', fleet.source);
    const migrate = timeOnCopy((directory) => [commandPath, 'migrate', directory, '--write']);
    const without = unsynced ? timeOnCopy((directory) => ['--require', noSyncPath, commandPath, 'migrate', directory, '--write']) : migrate;
    return { loop, plan, migrate, without };
  });
  fleet.remove();
  const medianOf = (figure) => median(runs.map(figure));
  return {
    plan: medianOf(({ plan }) => plan),
    migrate: medianOf(({ migrate }) => migrate),
    ratio: medianOf(({ loop, migrate }) => migrate / loop),
    planShare: medianOf(({ plan, migrate }) => plan / migrate),
    syncShare: medianOf(({ without, migrate }) => 1 - without / migrate),
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
