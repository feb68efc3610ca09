import { expect, it } from 'vitest';
import { progressBar } from '../../src/cli/progress.js';

/** A bar with a clock of its own, in milliseconds, and all that it wrote. */
function barAt(start: number) {
  const clock = { time: start };
  const written: string[] = [];
  const bar = progressBar({ write: (text) => written.push(text), now: () => clock.time });
  return { bar, clock, written };
}

it('shows nothing of a run that takes less than a second', () => {
  const { bar, clock, written } = barAt(5000);
  bar.update('read', 1, 10);
  clock.time += 999;
  bar.update('read', 9, 10);
  bar.clear();
  expect(written).toEqual([]);
});

it('paints over itself, at most ten times a second, and goes without a trace', () => {
  const { bar, clock, written } = barAt(0);
  for (clock.time = 1000; clock.time < 2000; clock.time++) bar.update('read', clock.time - 1000, 2000);
  expect(written).toHaveLength(10);
  expect(written[0]).toBe('\r\x1b[Kread [........................] 0 of 2000');
  expect(written[5]).toBe('\r\x1b[Kread [######..................] 500 of 2000');
  bar.clear();
  bar.clear();
  expect(written.slice(10)).toEqual(['\r\x1b[K']);
});

it('comes back after it was cleared', () => {
  const { bar, clock, written } = barAt(0);
  for (const time of [1000, 1100]) {
    clock.time = time;
    bar.update('write', 1, 1);
    bar.clear();
  }
  expect(written).toEqual(Array(2).fill(['\r\x1b[Kwrite [########################] 1 of 1', '\r\x1b[K']).flat());
});

it('is full where there is nothing to do', () => {
  const { bar, clock, written } = barAt(0);
  clock.time = 1000;
  bar.update('write', 0, 0);
  expect(written).toEqual(['\r\x1b[Kwrite [########################] 0 of 0']);
});

it('costs a large run nothing to speak of', () => {
  const bar = progressBar({ write: () => {} });
  const start = performance.now();
  for (let i = 0; i < 100_000; i++) bar.update('read', i, 100_000);
  expect(performance.now() - start).toBeLessThan(100);
});
