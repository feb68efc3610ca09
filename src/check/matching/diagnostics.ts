import { define } from '../../diagnostics/define.js';
import { didYouMean } from '../../diagnostics/words.js';

export const matchWithoutTag = define({
  code: 'FLB258',
  name: 'match-without-tag',
  severity: 'warning',
  facts: ['I-27', 'I-28'],
  why: 'Filters and outputs work on the records whose tag they match. One that matches no tag at all does nothing, and Fluent Bit does not say so.',
  example: {
    classic:
      '[INPUT]\n    name tail\n    path /var/log/pods/*.log\n    tag  kube.*\n\n[OUTPUT]\n    name  stdout\n    match *\n\n[OUTPUT]\n    name  null\n    match kub.*\n',
  },
  says: ({ kind, key, match, tags, suggestion }: MatchArgs) => ({
    text: `no record here has a tag that '${key} ${match}' takes: ${kind === 'filter' ? 'the filter never runs' : 'the output gets nothing'}`,
    help: didYouMean(suggestion).help ?? (tags.length === 0 ? 'correct it' : `the tags here are ${listed(tags)}`),
  }),
});

export interface MatchArgs {
  readonly kind: 'filter' | 'output';
  readonly key: string;
  readonly match: string;
  /** The tags that the inputs have: the first ones, one more than are shown. */
  readonly tags: readonly string[];
  readonly suggestion?: string;
}

function listed(tags: readonly string[]): string {
  const shown = tags.slice(0, 3).map((tag) => `'${tag}'`);
  return tags.length > shown.length ? `${shown.join(', ')} and others` : shown.join(', ').replace(/, (?='[^']*'$)/, ' and ');
}

export const tagWithoutOutput = define({
  code: 'FLB259',
  name: 'tag-without-output',
  severity: 'warning',
  facts: ['I-27', 'I-28'],
  why: 'Records whose tag no output matches are dropped. Fluent Bit starts without a word about it.',
  example: {
    classic: '[INPUT]\n    name cpu\n    tag  metrics.cpu\n\n[INPUT]\n    name mem\n\n[OUTPUT]\n    name  stdout\n    match app.*\n',
  },
  says: ({ tag, isMadeUp, suggestion }: { tag: string; isMadeUp: boolean; suggestion?: string }) => ({
    text: `no output matches ${isMadeUp ? `'${tag}', the tag that this input has without one of its own` : `the tag '${tag}'`}: Fluent Bit drops its records`,
    help: didYouMean(suggestion).help ?? 'correct the tag, or add an output that matches it',
  }),
});

export const outputWithoutMatch = define({
  code: 'FLB260',
  name: 'output-without-match',
  severity: 'warning',
  facts: ['I-10', 'I-27'],
  why: 'An output gets the records whose tags it matches. Without a match it gets none, except where the whole configuration has one input and one output.',
  example: { classic: '[INPUT]\n    name dummy\n\n[OUTPUT]\n    name  null\n    match *\n\n[OUTPUT]\n    name stdout\n' },
  says: ({ isOnly }: { isOnly: boolean }) => ({
    text: isOnly
      ? 'an output without match and match_regex: it takes all records, but only until there is another input or output'
      : 'an output without match and match_regex: Fluent Bit sends nothing to it',
    help: "add 'match *', or the tags that it is for",
  }),
});
