import { type Diagnostic, diagnostic, type UnwritableReason } from '../../diagnostics/diagnostic.js';
import { type Config, keySpan, type Property, type Section, sectionSpan, valueSpan } from '../../model/config.js';
import { joinEnv } from '../../model/env.js';
import { hasBlankEdges, isComment, lowerCase } from '../../model/text.js';
import type { Span } from '../../source/span.js';
import type { Writing } from '../format.js';
import { TextBuilder } from '../text-builder.js';

const indent = '    ';
/** Longer keys do not widen the column of values: one of them would stretch every line of its section. */
const widestKey = 40;
const longestLine = 33_554_432; // bytes (C-4)

/** Writes classic text: capital headers, keys at four blanks, values in one column per section. */
export function writeClassic(config: Config): Writing {
  return new ClassicWriter().write(config);
}

class ClassicWriter {
  private readonly out = new TextBuilder();
  private readonly diagnostics: Diagnostic[] = [];

  write(config: Config): Writing {
    const upstreams = config.sections.filter(({ kind }) => kind === 'upstream');
    if (upstreams.length > 1) this.reportUpstreams(upstreams);
    const variables = config.sections.filter(({ kind }) => kind === 'env');
    for (const section of config.sections) {
      if (section.kind !== 'env') this.writeSection(section);
      else if (section === variables[0]) this.writeSection(joinEnv(variables));
    }
    if (config.end !== undefined) {
      this.gap();
      this.writeComments(config.end, '', { start: 0, end: 0 });
    }
    return { text: this.out.toString(), diagnostics: this.diagnostics };
  }

  private writeSection(section: Section): void {
    this.gap();
    this.writeComments(section.comments, '', sectionSpan(section));
    switch (section.kind) {
      case 'env':
        this.writeVariables(section);
        return;
      case 'command':
        for (const { key, value } of section.properties) this.line(`${key} ${value}`);
        return;
      case 'upstream':
      case 'node':
      case 'other':
        this.writeHeader(section, section.name ?? section.kind.toUpperCase());
        this.writeProperties(section, indent);
        for (const inner of section.sections ?? []) {
          if (inner.kind === 'group') this.writeGroup(inner);
          else this.writeSection(inner);
        }
    }
  }

  private writeHeader(section: Section, name: string): void {
    if (/[\]\n\r]/.test(name)) this.report('FLB302', sectionSpan(section), { key: name, format: 'classic' });
    this.line(`[${name}]`);
  }

  /** A group's header needs a blank on its line, its content twice the indentation (C-25). */
  private writeGroup(group: Section): void {
    this.writeComments(group.comments, indent, sectionSpan(group));
    this.line(`${indent}[${group.name ?? ''}] `);
    this.writeProperties(group, indent + indent);
  }

  private writeVariables(section: Section): void {
    for (const variable of section.properties) {
      this.writeComments(variable.comments, '', keySpan(variable));
      const { key, value } = variable;
      if (key === '' || /[=\n\0]/.test(key) || hasBlankEdges(key.slice(0, 1)) || !key.isWellFormed()) {
        this.report('FLB302', keySpan(variable), { key, format: 'classic' });
      }
      // Blanks before the value stay: nothing is trimmed around the '=' (C-26).
      this.checkValue(variable, hasBlankEdges(value.slice(-1)));
      if (variable.refreshInterval !== undefined) this.refuse(variable, 'refreshed');
      this.line(`@SET ${key}=${value}`);
    }
    this.writeComments(section.end, '', sectionSpan(section));
  }

  private writeProperties(section: Section, margin: string): void {
    let width = 0;
    for (const { key } of section.properties) if (key.length <= widestKey && key.length > width) width = key.length;
    for (const property of section.properties) {
      this.writeComments(property.comments, margin, keySpan(property));
      this.checkKey(property);
      this.checkValue(property, hasBlankEdges(property.value));
      this.line(`${margin}${lowerCase(property.key).padEnd(width)} ${property.value}`);
    }
    this.writeComments(section.end, margin, sectionSpan(section));
  }

  /** A key goes to the first blank, begins neither a comment nor a group, and is trimmed (C-14, C-15, C-17). */
  private checkKey(property: Property): void {
    const { key } = property;
    const lost = key === '' || /[ \n]/.test(key) || hasBlankEdges(key) || key.startsWith('#') || key.startsWith('[');
    if (lost || key.includes('\0') || !key.isWellFormed()) this.report('FLB302', keySpan(property), { key, format: 'classic' });
  }

  private checkValue(property: Property, blankEdges: boolean): void {
    const reason = unwritable(property.value, blankEdges);
    if (reason !== undefined) this.refuse(property, reason);
  }

  private refuse(property: Property, reason: UnwritableReason): void {
    this.report('FLB301', valueSpan(property), { key: property.key, format: 'classic', reason });
  }

  private writeComments(lines: readonly string[] | undefined, margin: string, span: Span): void {
    if (lines?.some((line) => !isComment(line))) this.report('FLB309', span, { format: 'classic' });
    for (const line of lines ?? []) this.line(line === '' ? '' : margin + line);
  }

  /** The blank line between sections. */
  private gap(): void {
    if (!this.out.isEmpty) this.out.add('\n');
  }

  private line(line: string): void {
    this.out.add(`${line}\n`);
  }

  private reportUpstreams(upstreams: Section[]): void {
    const names = upstreams.map(({ properties }) => properties.find(({ key }) => key.toLowerCase() === 'name')?.value ?? '?');
    const [first, ...others] = upstreams.map(sectionSpan);
    this.report('FLB304', others[0] ?? first ?? { start: 0, end: 0 }, { upstreams: names.join(', '), format: 'classic' });
  }

  private report: (...args: Parameters<typeof diagnostic>) => void = (...args) => {
    this.diagnostics.push(diagnostic(...args));
  };
}

/** Why classic cannot hold the value (C-4, C-16, C-18, M-12). */
function unwritable(value: string, blankEdges: boolean): UnwritableReason | undefined {
  if (value === '') return 'empty';
  if (value.includes('\n')) return 'newline';
  if (blankEdges) return 'blank edges';
  if (value.includes('\0')) return 'nul';
  if (!value.isWellFormed()) return 'surrogate';
  if (value.length > longestLine / 3 - 1024 && new TextEncoder().encode(value).length > longestLine - 1024) return 'too long';
  return undefined;
}
