import type { Config } from './config.js';

/**
 * For each section, how many included files stand before it. What they bring lands between the sections around them, and
 * the order within a kind counts (M-1, M-10), so a section never moves across one.
 */
export function includePlaces({ sections }: Config): number[] {
  let place = 0;
  return sections.map(({ kind, properties }) => {
    const here = place;
    if (kind === 'include') place += properties.length;
    return here;
  });
}
