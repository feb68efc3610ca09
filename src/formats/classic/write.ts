import { type Diagnostic, reportTo } from '../../diagnostics/diagnostic.js';
import {
  areSpeltApart,
  type Config,
  includePlaces,
  keySpan,
  type Property,
  type Section,
  sectionSpan,
  valueSpan,
  withValue,
} from '../../model/config.js';
import { groupBy, hasRepeats } from '../../model/grouping.js';
import { joinSections } from '../../model/join-sections.js';
import { isPluginKind, kindOf } from '../../model/kinds.js';
import { keysTakenOnce } from '../../model/plugins.js';
import { isMainFile, keyOfKind, kindOfHeader, kindOfName, ownFileKinds } from '../../model/section-kinds.js';
import { isQuery, joinLines } from '../../model/stream-query.js';
import { hasSpacesAround, isComment, lowerCase, trimSpaces } from '../../model/text.js';
import type { Span } from '../../source/span.js';
import {
  commentNotWritable,
  keyNotWritable,
  sectionNeedsAFile,
  sectionNotWritable,
  type UnwritableReason,
  upstreamsNotWritable,
  valueNotWritable,
} from '../diagnostics.js';
import type { Writing } from '../format.js';
import { TextBuilder } from '../text-builder.js';
import { nestedValueNotWritable } from './diagnostics.js';

const indent = '    ';
/** Longer keys do not widen the column of values: one of them would stretch every line of its section. */
const widestKey = 40;
const longestLine = 33_554_432; // bytes (C-4)

/** Writes classic text: capital headers, keys at four spaces, values in one column per section. */
export function writeClassic(config: Config): Writing {
  return new ClassicWriter().write(config);
}

class ClassicWriter {
  private readonly out = new TextBuilder();
  private readonly diagnostics: Diagnostic[] = [];
  private readonly report = reportTo(this.diagnostics);
  private isMain = false;

  write(config: Config): Writing {
    this.isMain = isMainFile(config);
    const upstreams = config.sections.filter(({ kind }) => kind === 'upstream');
    if (upstreams.length > 1) this.reportUpstreams(upstreams);
    if (this.isMain) this.reportStrangers(config.sections.filter(({ kind }) => ownFileKinds.includes(kind)));
    for (const section of withJoinedEnv(config)) this.writeSection(section);
    if (config.end !== undefined) {
      this.gap();
      this.writeComments(config.end, '', { start: 0, end: 0 });
    }
    return { text: this.out.toString(), diagnostics: this.diagnostics };
  }

  private writeSection(section: Section): void {
    this.gap();
    this.writeComments(section.comments, '', sectionSpan(section));
    const { classic, what } = kindOf(section.kind);
    switch (classic) {
      case '@SET':
        this.writeVariables(section);
        return;
      case '@INCLUDE':
        this.writeIncludes(section);
        return;
      case 'command':
        for (const { key, value } of section.properties) this.out.add(`${key} ${value}`);
        return;
      case 'nowhere':
        this.report(sectionNotWritable, sectionSpan(section), { section: what, format: 'classic' });
        return;
      case 'section':
      case 'group':
        this.writeHeader(section);
        this.writeProperties(section, indent);
        for (const inner of section.sections ?? []) {
          if (inner.kind === 'group') this.writeGroup(inner);
          else this.writeSection(inner);
        }
    }
  }

  private writeHeader(section: Section): void {
    const name = this.headerOf(section);
    this.checkHeader(section, name, section.kind === 'other' && meansAnother(name, this.isMain));
    this.out.add(`[${name}]`);
  }

  /** A name goes to the first bracket (C-20). */
  private checkHeader(section: Section, name: string, isLost: boolean): void {
    if (!isLost && !/[\]\n\r\0]/.test(name) && name.isWellFormed()) return;
    this.report(keyNotWritable, sectionSpan(section), { key: name, format: 'classic' });
  }

  /** A main file has its stream tasks under another name (M-8). */
  private headerOf({ kind, name }: Section): string {
    if (kind === 'stream_task' && this.isMain) return 'STREAM_PROCESSOR';
    return name?.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) ?? kindOf(kind).header ?? kind.toUpperCase();
  }

  /** The path is all that follows the space (C-33). */
  private writeIncludes(section: Section): void {
    for (const include of section.properties) {
      this.writeComments(include.comments, '', keySpan(include));
      // Everything behind the space is the path; a command with nothing behind it has none (C-28).
      this.checkValue(include, trimSpaces(include.value) === '' || include.value.endsWith('\r'));
      this.out.add(`@INCLUDE ${include.value}`);
    }
    this.writeComments(section.end, '', sectionSpan(section));
  }

  /** A group's header needs a space on its line, its content twice the indentation (C-25). */
  private writeGroup(group: Section): void {
    this.writeComments(group.comments, indent, sectionSpan(group));
    const { name = '' } = group;
    this.checkHeader(group, name, false);
    this.out.add(`${indent}[${name}] `);
    this.writeProperties(group, indent + indent);
  }

  private writeVariables(section: Section): void {
    for (const variable of section.properties) {
      this.writeComments(variable.comments, '', keySpan(variable));
      const { key, value } = variable;
      if (key === '' || /[=\n\0]/.test(key) || hasSpacesAround(key.slice(0, 1)) || !key.isWellFormed()) {
        this.report(keyNotWritable, keySpan(variable), { key, format: 'classic' });
      }
      // Spaces before the value stay: nothing is trimmed around the '=' (C-26).
      this.checkValue(variable, hasSpacesAround(value.slice(-1)));
      if (variable.refreshInterval !== undefined) this.refuse(variable, 'refreshed');
      if (variable.uri && !value.startsWith('file://')) this.refuse(variable, 'uri');
      this.out.add(`@SET ${key}=${value}`);
    }
    this.writeComments(section.end, '', sectionSpan(section));
  }

  /** Spelt in two ways, a key that may be set once is taken from YAML; in classic it has one spelling, and is refused (I-20). */
  private checkSpellings(section: Section): void {
    if (!isPluginKind(section.kind) || !hasRepeats(section.properties.map(({ key }) => lowerCase(key)))) return;
    const isTakenOnce = keysTakenOnce(section);
    const first = new Map<string, Property>();
    for (const property of section.properties) {
      const key = lowerCase(property.key);
      const other = first.get(key);
      if (other === undefined) first.set(key, property);
      else if (isTakenOnce(key) && areSpeltApart(other, property)) {
        this.report(keyNotWritable, keySpan(property), { key: property.key, format: 'classic' }, { related: [keySpan(other)] });
      }
    }
  }

  private writeProperties(section: Section, margin: string): void {
    this.checkSpellings(section);
    let width = 0;
    for (const { key } of section.properties) if (key.length <= widestKey && key.length > width) width = key.length;
    for (const property of section.properties) {
      this.writeComments(property.comments, margin, keySpan(property));
      if (property.nested !== undefined) {
        this.report(nestedValueNotWritable, keySpan(property), { key: property.key, format: 'classic' });
        continue;
      }
      const value = isQuery(section.kind, property.key) ? joinLines(property.value) : property.value;
      this.checkKey(property);
      this.checkValue(value === property.value ? property : withValue(property, value), hasSpacesAround(value));
      this.out.add(`${margin}${lowerCase(property.key).padEnd(width)} ${value}`);
    }
    this.writeComments(section.end, margin, sectionSpan(section));
  }

  /** A key goes to the first space, begins neither a comment nor a group, and is trimmed (C-14, C-15, C-17). */
  private checkKey(property: Property): void {
    const { key } = property;
    const lost = key === '' || /[ \n]/.test(key) || hasSpacesAround(key) || key.startsWith('#') || key.startsWith('[');
    if (lost || key.includes('\0') || !key.isWellFormed()) this.report(keyNotWritable, keySpan(property), { key, format: 'classic' });
  }

  private checkValue(property: Property, spacesAround: boolean): void {
    const reason = unwritable(property.value, spacesAround);
    if (reason !== undefined) this.refuse(property, reason);
  }

  private refuse(property: Property, reason: UnwritableReason): void {
    this.report(valueNotWritable, valueSpan(property), { key: property.key, format: 'classic', reason });
  }

  private writeComments(lines: readonly string[] | undefined, margin: string, span: Span): void {
    if (lines?.some((line) => !isComment(line))) this.report(commentNotWritable, span, { format: 'classic' });
    for (const line of lines ?? []) this.out.add(line === '' ? '' : margin + line);
  }

  /** The blank line between sections. */
  private gap(): void {
    if (!this.out.isEmpty) this.out.add('');
  }

  private reportStrangers(sections: readonly Section[]): void {
    const [first] = sections;
    if (first === undefined) return;
    const names = new Set(sections.map(({ kind }) => keyOfKind(kind)));
    this.report(sectionNeedsAFile, sectionSpan(first), { sections: [...names].join(', '), format: 'classic' });
  }

  private reportUpstreams(upstreams: Section[]): void {
    const names = upstreams.map(({ properties }) => properties.find(({ key }) => key.toLowerCase() === 'name')?.value ?? '?');
    const [first, ...others] = upstreams.map(sectionSpan);
    this.report(upstreamsNotWritable, others[0] ?? first ?? { start: 0, end: 0 }, { upstreams: names.join(', '), format: 'classic' });
  }
}

/** Variables come together at the first ones' place, but not across an include, which may set them, too (C-26). */
function withJoinedEnv(config: Config): Section[] {
  const places = includePlaces(config);
  const variables = config.sections.flatMap((section, i) => (section.kind === 'env' ? [{ section, place: places[i] }] : []));
  const groups = [...groupBy(variables, ({ place }) => place).values()].map((group) => group.map(({ section }) => section));
  const firsts = new Map(groups.map((group) => [group[0], group]));
  return config.sections.flatMap((section) => {
    if (section.kind !== 'env') return [section];
    const group = firsts.get(section);
    return group === undefined ? [] : [joinSections(group)];
  });
}

/** Whether classic reads a section of this name as something (C-21, U-5). */
function meansAnother(name: string, isMain: boolean): boolean {
  const lower = lowerCase(name);
  return kindOfName(name) !== undefined || (kindOfHeader.has(lower) && !(isMain && lower === 'stream_task'));
}

/** Why classic cannot hold the value (C-4, C-16, C-18, M-12). */
function unwritable(value: string, spacesAround: boolean): UnwritableReason | undefined {
  if (value === '') return 'empty';
  if (value.includes('\n')) return 'newline';
  if (spacesAround) return 'spaces around';
  if (value.includes('\0')) return 'nul';
  if (!value.isWellFormed()) return 'surrogate';
  if (value.length > longestLine / 3 - 1024 && new TextEncoder().encode(value).length > longestLine - 1024) return 'too long';
  return undefined;
}
