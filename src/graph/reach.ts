import type { Taker } from '../check/matching/pipeline.js';
import { areAmong, share, type Tags } from '../check/matching/tags.js';
import { hasVariable } from '../check/values.js';
import type { Box } from './graph.js';

/** Whether records come to what takes them by their tags. */
export type Reach = 'surely' | 'maybe' | 'never';

/** Records that have come as far as a box. */
export interface Stage extends Tagged {
  readonly box: Box;
}

interface Tagged {
  /** The tags that they may have. */
  readonly tags: readonly Tags[];
  /** The tags of those that went another way. */
  readonly without: readonly Tags[];
}

export function reachOf({ tags, without }: Tagged, taker: Taker | undefined): Reach {
  if (taker === undefined || !taker.tags.some((own) => tags.some((one) => share(own, one)))) return 'never';
  if (taker.tags.every((own) => isAmong(own, without))) return 'never';
  return isExact(taker) && tags.every((one) => isAmong(one, taker.tags)) ? 'surely' : 'maybe';
}

/** Where a filter takes records from, the tags that these have, and what stays where it was. */
export function passInto(
  stages: readonly Stage[],
  taker: Taker,
): { reaching: { box: Box; reach: Reach }[]; tags: Tags[]; staying: Stage[] } {
  const reaching: { box: Box; reach: Reach }[] = [];
  // Each once: what one filter takes from all before it would double with each.
  const tags = new Map<string, Tags>();
  const staying: Stage[] = [];
  for (const stage of stages) {
    const reach = reachOf(stage, taker);
    if (reach === 'never') staying.push(stage);
    else {
      reaching.push({ box: stage.box, reach });
      for (const one of sharedTags(stage.tags, taker.tags)) tags.set(JSON.stringify(one), one);
    }
    if (reach === 'maybe') staying.push({ ...stage, without: isExact(taker) ? [...stage.without, ...taker.tags] : stage.without });
  }
  return { reaching, tags: [...tags.values()], staying };
}

/** Of tags that both may have, the narrower ones. */
function sharedTags(tags: readonly Tags[], taken: readonly Tags[]): Tags[] {
  return tags.flatMap((one) => taken.filter((own) => share(one, own)).map((own) => (areAmong(one, own) ? one : own)));
}

function isAmong(tags: Tags, all: readonly Tags[]): boolean {
  return all.some((one) => areAmong(tags, one));
}

/** A regular expression that is more than a beginning takes fewer tags than are told of it. */
function isExact({ written, property }: Taker): boolean {
  if (hasVariable(written)) return false;
  return !property.key.toLowerCase().startsWith('match_regex') || /^\^?(?:[\w:-]|\\[.:_-])*(?:\.\*)?\$?$/.test(written);
}
