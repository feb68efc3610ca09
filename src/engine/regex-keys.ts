/** Where a value holds a regular expression: it is all of it, what follows the first space, or these of its words, from 0 on. */
export type RegexPlace = 'all' | 'rest' | readonly number[];

/** A key whose value is compiled to a regular expression, and whether Fluent Bit stops if it is none. */
export interface RegexKey {
  readonly place: RegexPlace;
  readonly stops: boolean;
}

type RegexKeys = Readonly<Record<string, RegexKey>>;

const all: RegexKey = { place: 'all', stops: true };
const rest: RegexKey = { place: 'rest', stops: true };
const ignored: RegexKey = { place: 'all', stops: false };

/** Keys of every plugin of a kind: a filter without a match stops, an output without one gets nothing (I-10). */
export const coreRegexKeys: Readonly<Record<'filter' | 'output', RegexKeys>> = {
  filter: { match_regex: all },
  output: { match_regex: ignored },
};

/** A plugin's own keys (I-26). */
export const pluginRegexKeys: Readonly<Record<'input' | 'filter' | 'processor', Readonly<Record<string, RegexKeys>>>> = {
  input: {
    node_exporter_metrics: {
      'diskstats.ignore_device_regex': all,
      'filesystem.ignore_filesystem_type_regex': all,
      'filesystem.ignore_mount_point_regex': all,
      systemd_exclude_pattern: all,
      systemd_include_pattern: all,
    },
    process_exporter_metrics: { process_exclude_pattern: all, process_include_pattern: all },
    tail: { tag_regex: ignored },
    thermal: { name_regex: ignored, type_regex: ignored },
  },
  filter: {
    grep: { regex: rest, exclude: rest },
    log_to_metrics: { regex: rest, exclude: rest },
    modify: { remove_regex: all },
    rewrite_tag: { rule: { place: [1], stops: true } },
  },
  processor: { content_modifier: { pattern: all } },
};

/** The words of modify's conditions that are regular expressions, by their first word in lower case. */
export const conditionRegexes: ReadonlyMap<string, readonly number[]> = new Map([
  ['a_key_matches', [1]],
  ['no_key_matches', [1]],
  ['key_value_matches', [2]],
  ['key_value_does_not_match', [2]],
  ['matching_keys_have_matching_values', [1, 2]],
  ['matching_keys_do_not_have_matching_values', [1, 2]],
]);

/** Keys that hold regular expressions somewhere, so that it takes what judges them to check a file. */
export const regexKeyNames: ReadonlySet<string> = new Set([
  'regex',
  'rule',
  'condition',
  'match_regex',
  ...Object.values(pluginRegexKeys).flatMap((plugins) => Object.values(plugins).flatMap((keys) => Object.keys(keys))),
]);
