import { inputsOfOneTag, inputsThatFillTags } from '../../engine/tags.js';
import { firstValue, hasKey, lastProperty, type Property, type Section } from '../../model/config.js';
import { isElsewhere, pluginOf, pluginOfSection } from '../../model/plugins.js';
import { processorsWithin } from '../../model/processors.js';
import { ruleTokens } from '../../model/rule-text.js';
import { trimSpaces } from '../../model/text.js';
import { hasVariable } from '../values.js';
import { anyTag, type Tags, tagsMatchedBy } from './tags.js';

/** What gives records their tags: those that they may have, and how the configuration says it. */
export interface Source {
  readonly tags: readonly Tags[];
  /** Undefined where the tags cannot be told. */
  readonly written?: string;
  /** Where it is said; undefined for the tag that the engine makes up. */
  readonly property?: Property;
}

const untold: Source = { tags: [anyTag] };

/**
 * The tags of an input's records (I-28).
 *
 * @param number which of the inputs of its plugin it is, from 0 on; undefined if that cannot be told
 */
export function sourceOfInput(section: Section, number: number | undefined): Source {
  const plugin = pluginOfSection(section)?.name ?? '';
  const fills = inputsThatFillTags.has(plugin);
  if (!fills && !inputsOfOneTag.has(plugin)) return untold;
  const property = lastProperty(section, 'tag');
  if (property === undefined) {
    return number === undefined ? { tags: [[`${plugin}.`, '']] } : { tags: [[`${plugin}.${number}`]], written: `${plugin}.${number}` };
  }
  const written = property.value;
  // The engine does not take an empty value for a tag (M-12).
  if (written === '' || hasVariable(written)) return untold;
  return { tags: fills ? filledTags(plugin, written, section) : [[written]], written, property };
}

/** The tags that come of one with a `*`, or with names of a `tag_regex`. */
function filledTags(plugin: string, written: string, section: Section): Tags[] {
  if (plugin === 'tail' && lastProperty(section, 'tag_regex') !== undefined) return [tagsMatchedBy(written.replace(/<[^<>]*>/g, '*'))];
  const star = written.indexOf('*');
  if (star === -1) return [[written]];
  const [before, behind] = [written.slice(0, star), written.slice(star + 1)];
  if (plugin === 'systemd') return [[before, behind]];
  const paths = (lastProperty(section, 'path')?.value ?? '').split(',');
  return paths.map((path): Tags => {
    const beginning = (before + knownBeginning(trimSpaces(path))).replace(/^[/\\:]+/, '');
    return [withDots(beginning), withDots(behind).replace(/\.$/, '')];
  });
}

/** What a pattern of paths begins with in all its files. A relative one may be read from anywhere. */
function knownBeginning(path: string): string {
  return hasVariable(path) || !path.startsWith('/') ? '' : (/^[^*?[\]{}\\:~]*/.exec(path)?.[0] ?? '');
}

/** A path in a tag: its slashes are dots, several dots become one, and `*` is left out. */
function withDots(text: string): string {
  return text
    .replaceAll('*', '')
    .replace(/[/\\:]/g, '.')
    .replace(/\.{2,}/g, '.');
}

/** The tags under which a filter sends records through the pipeline again; none if it never does. */
export function sourcesOfFilter(section: Section): Source[] {
  const name = firstValue(section, 'name') ?? '';
  const plugin = pluginOf('filter', name)?.name;
  if (plugin === undefined) return isElsewhere('filter', name) || pluginOf('processor', name) !== undefined ? [] : [untold];
  if (plugin === 'rewrite_tag') return section.properties.filter((property) => hasKey(property, 'rule')).map(sourceOfRule);
  if (plugin !== 'log_to_metrics') return [];
  return [toldSource(lastProperty(section, 'tag')?.value ?? '')];
}

/** The processors of an input or output that do what such a filter does. */
export function sourcesWithin(section: Section): Source[] {
  return processorsWithin(section).flatMap(sourcesOfFilter);
}

/** The new tag of a rule is its third text, in which `$` begins a part of the record, of the old tag or of what the regex found. */
function sourceOfRule({ value }: Property): Source {
  const tag = ruleTokens(value).tokens[2] ?? '';
  const dollar = tag.indexOf('$');
  if (dollar === -1 || hasVariable(value)) return toldSource(hasVariable(value) ? '' : tag);
  return { tags: [[tag.slice(0, dollar), '']], written: tag };
}

/** The tag of the records that a stream task makes, if its query names one. */
export function sourceOfTask(section: Section): Source {
  const query = firstValue(section, 'exec') ?? '';
  const [, settings = ''] = /^\s*create\s+(?:stream|snapshot)\s+\S+\s+with\s*\(([^)]*)\)/i.exec(query) ?? [];
  const [, tag = ''] = /(?:^|,)\s*tag\s*=\s*'([^']*)'/i.exec(settings) ?? [];
  return toldSource(tag);
}

/** A tag that is written as it is, if it can be told. */
function toldSource(tag: string): Source {
  return tag === '' || hasVariable(tag) ? untold : { tags: [[tag]], written: tag };
}
