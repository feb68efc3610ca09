import { nodeDefaults } from '../engine/section-keys.js';
import { forms } from '../engine/versions/forms.js';
import { lastReleases } from '../engine/versions/releases.js';
import type { PluginKind } from '../model/plugins.js';
import { type Default, defaultIn, defaultsOfKey, linesOfKey, linesOfPlugin, linesOfSetting } from '../versions/key-facts.js';
import { linesInWords } from '../versions/plugin-keys.js';
import { lastOfLines, lineOf, rangeOfLines } from '../versions/version.js';
import { formOfName } from './edition.js';

// What the tables know of versions and defaults, in sentences. What they do not know is not said.

/** Of a key of a plugin; of one that all plugins of a kind have, without a plugin. */
export function versionsOfKey(kind: PluginKind, plugin: string | undefined, key: string): string[] {
  const lines = linesOfKey(kind, plugin, key);
  return [
    ...(plugin === undefined ? [] : defaultSentence(defaultsOfKey(kind, plugin, key))),
    ...(lines === undefined ? versionsOfName(key) : since(lines)),
  ];
}

export function versionsOfPlugin(kind: PluginKind, plugin: string): string[] {
  return since([linesOfPlugin(kind, plugin) ?? []].flat());
}

export function versionsOfSetting(name: string): string[] {
  const lines = linesOfSetting(name);
  return lines === undefined ? versionsOfName(name) : since([lines]);
}

/** Of a name of YAML. */
export function versionsOfName(name: string): string[] {
  const form = formOfName(name);
  if (form === undefined) return [];
  const [first = ''] = forms[form].in;
  return [`In YAML since Fluent Bit ${first.replace('>=', '').replace(/\.0$/, '')}.`];
}

/** Of a key that the upstream reader takes from a node. */
export function defaultOfNodeKey(name: string): string[] {
  const value = nodeDefaults.get(name);
  return value === undefined ? [] : [`Without it, ${value}.`];
}

const oldestLine = lastReleases[0].replace(/\.\d+$/, '');

/** `lines`: ranges, oldest first. */
function since(lines: readonly string[]): string[] {
  const joined = lines.length === 1 ? lines : joinedLines(lines);
  const [only = '', ...others] = joined;
  if (joined.length === 0) return [];
  if (others.length > 0 || !only.endsWith('-')) return [`In Fluent Bit ${joined.map(linesInWords).join(', and ')}.`];
  const first = only.slice(0, -1);
  return [`Since Fluent Bit ${first}${first === oldestLine ? ' at least' : ''}.`];
}

/** Ranges of which one follows on another are one: a key that has had several types. */
function joinedLines(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const one of lines) {
    const last = joined.at(-1);
    const isNext = last !== undefined && followers(last).includes(rangeOfLines(one).from);
    if (!isNext) joined.push(one);
    else joined[joined.length - 1] = `${last.split('-')[0]}-${one.split('-')[1] ?? one}`;
  }
  return joined;
}

/** The releases with which a range may go on that begins where this one ends. */
function followers(lines: string): number[] {
  const { until } = rangeOfLines(lines);
  return [
    until,
    ...lastOfLines
      .map(lineOf)
      .filter((line) => line >= until)
      .slice(0, 1),
  ];
}

function defaultSentence(defaults: readonly Default[]): string[] {
  const now = defaultIn(defaults);
  if (now === undefined) return [];
  const before = defaults.slice(0, defaults.indexOf(now));
  const change =
    before.length === 0 ? '' : ` since ${now.lines.split('-')[0]}, ${before.length === 1 ? shown(before[0]?.value) : 'another one'} before`;
  return [`Without it, ${shown(now.value)}${change}.`];
}

function shown(value: string | null | undefined): string {
  return value === null || value === undefined ? 'nothing' : value === '' ? 'an empty text' : `\`${value}\``;
}
