import { fileURLToPath } from 'node:url';
import { commandPath, peakMemory, runNode } from './command.mjs';
import { makeFleet } from './fleet.mjs';
import { median } from './measure.mjs';
import { atMost, told } from './table.mjs';

const loopPath = fileURLToPath(new URL('copy-loop.cjs', import.meta.url));

/** A whole migration against a loop that copies each file in the same way, both in memory. */
export async function* migrateRows() {
  const small = measure(10_000, 5);
  yield atMost('10,000 files migrated and written, to a copy loop', small.ratio, 4, { unit: ' ×' });
  yield told('of that: the plan, which reads, converts and verifies', small.planShare * 100, { unit: ' %' });
  const large = measure(100_000, 1);
  yield atMost('100,000 files migrated, growth', Math.log10(large.milliseconds / small.milliseconds), 1.1, { gate: true });
  const fleet = makeFleet(100_000);
  yield atMost('100,000 files migrated, peak memory', peakMemory('migrate', fleet.source, '--write'), 200, {
    unit: ' MiB',
    digits: 0,
    gate: true,
  });
  fleet.remove();
}

/** The time of a migration, and what it is to the loop: each run on a copy of its own, the two in turns. */
function measure(count, rounds) {
  const fleet = makeFleet(count);
  const runs = Array.from({ length: rounds }, (_, i) => {
    const [copied, migrated] = [fleet.copy(`copied-${i}`), fleet.copy(`migrated-${i}`)];
    const loop = timed(loopPath, copied);
    const plan = timed(commandPath, 'migrate', migrated);
    return { loop, plan, migrate: timed(commandPath, 'migrate', migrated, '--write') };
  });
  fleet.remove();
  return {
    milliseconds: median(runs.map(({ migrate }) => migrate)),
    ratio: median(runs.map(({ loop, migrate }) => migrate / loop)),
    planShare: median(runs.map(({ plan, migrate }) => plan / migrate)),
  };
}

function timed(...args) {
  const start = performance.now();
  runNode(...args);
  return performance.now() - start;
}
