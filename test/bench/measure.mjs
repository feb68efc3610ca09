/** Milliseconds of one call, awaited only if there is something to wait for. */
export async function time(work) {
  const start = performance.now();
  const result = work();
  if (result instanceof Promise) await result;
  return performance.now() - start;
}

/** The same work `times` times over: for what is done in microseconds. */
export function repeated(times, work) {
  return () => {
    for (let i = 0; i < times; i++) work();
  };
}

/**
 * The median of `a`'s time over `b`'s, from runs in pairs: what slows the machine down slows both.
 * A few pairs go before the count, so that both are compiled.
 */
export async function medianRatio(a, b, pairs) {
  const ratios = [];
  const warmUps = Math.ceil(pairs / 10);
  for (let i = -warmUps; i < pairs; i++) {
    // Whoever goes second finds the caches warm: take turns.
    const [first, second] = i % 2 === 0 ? [a, b] : [b, a];
    const times = new Map([[first, await time(first)]]);
    times.set(second, await time(second));
    if (i >= 0) ratios.push(times.get(a) / times.get(b));
  }
  return median(ratios);
}

/** Longer than this for the smaller size, and the larger one is not waited for. */
const longest = 10_000;

/**
 * How the time grows with the size: an exponent, 1 is linear, 2 quadratic. `work` makes the work for a size; the sizes
 * take turns until `budget` milliseconds are spent. Gives the median time at the larger size, too.
 */
export async function growth(work, small, large, budget) {
  const [smallWork, largeWork] = [work(small), work(large)];
  if ((await warmUp(smallWork)) > longest) return { exponent: Number.POSITIVE_INFINITY, milliseconds: Number.POSITIVE_INFINITY };
  const [smallTimes, largeTimes] = [[], []];
  const until = performance.now() + budget;
  do {
    largeTimes.push(await time(largeWork));
    smallTimes.push(await time(smallWork));
  } while (performance.now() < until);
  const exponent = Math.log(median(largeTimes) / median(smallTimes)) / Math.log(large / small);
  return { exponent, milliseconds: median(largeTimes) };
}

/** Runs the work until its code is compiled, or what that takes has surely passed. Gives the last time. */
async function warmUp(work) {
  const until = performance.now() + 300;
  let last = 0;
  do last = await time(work);
  while (performance.now() < until);
  return last;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
