import type { FormName } from '../engine/versions/forms.js';
import type { Format } from '../formats/format.js';
import { areSpeltApart, type Config, hasKey, keySpan, type Property, type Section, sectionSpan, valueSpan } from '../model/config.js';
import { isPluginKind, kindOf } from '../model/kinds.js';
import { keysTakenOnce } from '../model/plugins.js';
import { isMainKind } from '../model/section-kinds.js';
import { hasSpacesAround, lowerCase } from '../model/text.js';
import type { SourceFile } from '../source/source-file.js';
import type { Span } from '../source/span.js';
import { formsOfKinds } from './forms-of-kinds.js';
import { nestedUses } from './nested-uses.js';
import { capitalInRule, hasDefault, isCamelCase, isEnvItem, isListItem } from './spelling.js';

/** A form that a configuration uses, where it stands. */
export interface Use {
  readonly form: FormName;
  readonly span: Span;
}

/** What the forms depend on. */
export interface Written {
  /** What the engine reads the file as: JSON is YAML to it (Y-11). */
  readonly family: 'classic' | 'yaml';
  /** The text as it stands; undefined where it is written anew, which spells as many versions read it. */
  readonly source?: SourceFile | undefined;
  /** Where sections begin that are maps of their own at the top, and no items of lists (Y-3). */
  readonly flat?: ReadonlySet<number>;
}

/** The family of a built-in format; undefined for one of a user's own, of which no version is known. */
export function familyOf({ name }: Format): Written['family'] | undefined {
  return name === 'classic' ? 'classic' : name === 'yaml' || name === 'json' ? 'yaml' : undefined;
}

/** The longest line that every version reads, in bytes. */
const longestLine = 4095;

/** All forms that not every version reads, in the order of the file. */
export function usesOf(config: Config, written: Written): Use[] {
  const finder = new UseFinder(config, written);
  finder.findAll(config);
  return finder.uses;
}

class UseFinder {
  readonly uses: Use[] = [];
  private readonly isYaml: boolean;
  private readonly source: SourceFile | undefined;
  private readonly hasMain: boolean;
  private readonly flat: ReadonlySet<number>;

  constructor({ sections }: Config, { family, source, flat = new Set() }: Written) {
    this.isYaml = family === 'yaml';
    this.source = source;
    this.flat = flat;
    this.hasMain = sections.some(({ kind }) => isMainKind(kind));
  }

  findAll({ sections }: Config): void {
    if (this.isYaml) this.add('yaml', sections[0] === undefined ? { start: 0, end: 0 } : sectionSpan(sections[0]));
    else if (this.source !== undefined) this.findLongLines(this.source.text);
    for (const section of sections) this.find(section);
  }

  private add(form: FormName, span: Span): void {
    this.uses.push({ form, span });
  }

  private find(section: Section): void {
    const { kind, properties, sections = [] } = section;
    const isFlat = section.span !== undefined && this.flat.has(section.span.start);
    const form = isFlat ? flatForm(kind) : formsOfKinds[kind];
    if (this.isYaml && form !== undefined) this.add(form, sectionSpan(section));
    if (!this.isYaml && kind === 'stream_task' && this.hasMain) this.add('classicStreams', sectionSpan(section));
    let before: Property | undefined;
    for (const property of properties) {
      this.findInProperty(property, section, before);
      before = property;
    }
    if (this.isYaml && isPluginKind(kind)) this.findVariants(section);
    for (const inner of sections) this.find(inner);
  }

  private findInProperty(property: Property, section: Section, before: Property | undefined): void {
    const { key, value, nested } = property;
    const { kind } = section;
    if (nested !== undefined) this.uses.push(...nestedUses(property, kind));
    if (hasDefault(value) && isExpanded(kind, key)) this.add('envDefault', valueSpan(property));
    switch (kind) {
      case 'env':
        this.findInVariable(property);
        break;
      case 'include':
        this.findInInclude(property);
        break;
      case 'node':
        this.findInNode(property);
        break;
      case 'service':
        if (lowerCase(key) === 'plugins_file' && /\.ya?ml$/i.test(value)) this.add('pluginsFile', valueSpan(property));
        break;
      case 'output':
        if (hasKey(property, 'name') && lowerCase(value) === 'elasticsearch') this.add('elasticsearch', valueSpan(property));
    }
    if (this.isYaml) this.findSpelling(property, section, before);
    else if (this.source === undefined && key.length + value.length > longestLine / 4) this.findLongLine(property);
  }

  private findInVariable(property: Property): void {
    const { value, uri, refreshInterval } = property;
    if (value.startsWith('file://') || uri) this.add('envFile', valueSpan(property));
    if (!this.isYaml) return;
    const isList = this.source === undefined ? uri === true || refreshInterval !== undefined : isEnvItem(this.source.text, property);
    if (isList) this.add('envList', keySpan(property));
    if (value === '') this.add('envEmpty', keySpan(property));
    else if (hasSpacesAround(value)) this.add('envSpaces', valueSpan(property));
  }

  private findInInclude(property: Property): void {
    const { value } = property;
    if (!this.isYaml) return;
    if (!value.startsWith('/')) this.add('relativeInclude', valueSpan(property));
    if (value.includes('*')) this.add('emptyPattern', valueSpan(property));
  }

  private findInNode(property: Property): void {
    const key = lowerCase(property.key);
    if (property.value.includes('${')) this.add('nodeVariable', valueSpan(property));
    if (key === 'tls.verify_hostname') this.add('nodeHostName', keySpan(property));
    else if (!oldNodeKeys.has(key) && !key.startsWith('tls.')) this.add('nodeKeys', keySpan(property));
  }

  /** How keys and lists are spelt, which the model does not tell. */
  private findSpelling(property: Property, { kind }: Section, before: Property | undefined): void {
    const { key } = property;
    if (this.source === undefined) {
      if (isPluginKind(kind) && (before?.key === key || hasSpacesAround(property.value))) this.add('lists', keySpan(property));
      return;
    }
    if (kind === 'multiline_parser') this.findInRule(this.source.text, property);
    const isAgain = before !== undefined && before.keyStart === property.keyStart;
    if (kind === 'env' || kind === 'include' || kind === 'plugins' || isAgain) return;
    if (isPluginKind(kind) && isListItem(this.source.text, property)) this.add('lists', keySpan(property));
    if (beginsWithCapital.test(key) && isLookedUp(kind, key)) this.add('capitals', keySpan(property));
    if (isCamelCase(this.source.text, property)) this.add('camelCase', keySpan(property));
  }

  /** Rules in a list are maps, whose keys are looked up as well. */
  private findInRule(text: string, property: Property): void {
    const { start, end } = keySpan(property);
    const capital = text.slice(start, end) === 'rules' ? capitalInRule(text, property) : undefined;
    if (capital !== undefined) this.add('capitals', capital);
  }

  /** Before 3.2.0, the spellings of a key are the same key to a plugin, and it takes one. */
  private findVariants(section: Section): void {
    const { properties } = section;
    // Only a key with a capital, in the model or in the text, is spelt in another way than it would be.
    if (!properties.some(isSpeltInOwnWay)) return;
    const seen = new Map<string, Property>();
    for (const property of properties) {
      const key = lowerCase(property.key);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, property);
      else if (areSpeltApart(first, property) && keysTakenOnce(section)(key)) this.add('variantsOfOneKey', keySpan(property));
    }
  }

  private findLongLine(property: Property): void {
    const { key, value } = property;
    if (bytesIn(key) + bytesIn(value) > longestLine - spaceAround) this.add('longLines', keySpan(property));
  }

  private findLongLines(text: string): void {
    if (text.length <= longestLine / 4) return;
    let start = 0;
    for (const line of text.split('\n')) {
      if (line.length > longestLine / 4 && bytesIn(line) > longestLine) this.add('longLines', { start, end: start + line.length });
      start += line.length + 1;
    }
  }
}

function isSpeltInOwnWay({ key, keyStart, keyEnd }: Property): boolean {
  const hasOwnLength = keyStart === undefined || (keyEnd !== undefined && keyEnd - keyStart !== key.length);
  return hasOwnLength || lowerCase(key) !== key;
}

/** Upstreams and plugins are read so before 2.1.9 only. */
function flatForm(kind: Section['kind']): FormName {
  return kind === 'upstream' || kind === 'plugins' ? 'flatUpstreams' : 'flatSections';
}

const beginsWithCapital = /^[A-Z]/;

/** Whether the engine expands variables in a value of a section: not in variables, includes, stream tasks and multiline rules (E-6). */
function isExpanded(kind: Section['kind'], key: string): boolean {
  return isPluginKind(kind) || (expandedKinds.has(kind) && lowerCase(key) !== 'rule');
}

const expandedKinds: ReadonlySet<Section['kind']> = new Set(['service', 'parser', 'multiline_parser', 'node']);

/** Keys of nodes that every version reads, besides those that begin with `tls.`. */
const oldNodeKeys: ReadonlySet<string> = new Set(['name', 'host', 'port', 'tls']);

/** A property in classic stands behind an indent, and values in a column. */
const spaceAround = 64;

function bytesIn(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Whether 3.2.0 to 4.0.0 look for a key by its very name; others are gone through one by one. */
function isLookedUp(kind: Section['kind'], key: string): boolean {
  const plain = lowerCase(key);
  if (isPluginKind(kind)) return plain === 'name';
  return kind !== 'service' && kindOf(kind).role === 'used' && plain !== 'rule' && !plain.startsWith('decode_field');
}
