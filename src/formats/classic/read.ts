import { type Diagnostic, reportTo } from '../../diagnostics/diagnostic.js';
import { type Config, keySpan, type Property, type Section, type SectionKind, sectionSpan } from '../../model/config.js';
import { settledValue } from '../../model/rule-text.js';
import { isMainFile, kindOfHeader, kindOfName, strangerKinds } from '../../model/section-kinds.js';
import { lowerCase, trimSpaces } from '../../model/text.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Span } from '../../source/span.js';
import { abbreviatedSection, sectionNotForMainFile, templateLine } from '../diagnostics.js';
import type { Reading } from '../format.js';
import { checkCarriageReturn, checkLineLength, checkWholeText } from './check-text.js';
import { PendingComments } from './comments.js';
import {
  badGroup,
  badHeader,
  carriageReturnInHeader,
  commandWithoutValue,
  commentInValue,
  emptyVariable,
  ignoredCommand,
  indentationMixed,
  indentationTooDeep,
  indentationTooLow,
  indentedCommand,
  indentedHeader,
  keyOutsideSection,
  keyWithoutValue,
  oddInclude,
  tabInKey,
  tabSeparator,
  textAfterHeader,
  unindentedKey,
} from './diagnostics.js';
import { findInLine, firstIndent, isIndentation, measureIndent } from './scan-line.js';

/** Reads classic text line by line, as the engine's own reader does (C-1 … C-29). */
export function readClassic(source: SourceFile): Reading {
  return new ClassicReader(source).read();
}

/** What a section is by its header. */
interface Header {
  readonly kind: SectionKind;
  /** The name in full, where it is abbreviated. */
  readonly full?: string;
  /** Whether such a section belongs to a file that a main file refers to. */
  readonly isStranger: boolean;
}

/** A key as it is written, and as Fluent Bit reads it. */
interface KnownKey {
  readonly written: string;
  readonly key: string;
  /** Whether it is not what it looks like (C-14, C-27). */
  readonly isOdd: boolean;
}

/** A line of the text: offsets, the end without its line end. */
interface Line {
  readonly start: number;
  readonly end: number;
}

/** What lines of Helm and Jinja begin with. */
const templateMarks = ['{{', '{%'];

/** What those of ERB do. Fluent Bit reads them as any other: indented, they are keys. */
const erbMark = '<%';

class ClassicReader {
  private readonly text: string;
  private readonly diagnostics: Diagnostic[] = [];
  private readonly report = reportTo(this.diagnostics);
  private readonly config: Config = { sections: [] };
  private readonly pending = new PendingComments();
  /** The section that key lines go to; `@SET` lines between its keys do not end it (C-26). */
  private section: Section | undefined;
  private group: Section | undefined;
  /** The last section of the file, if it is one of commands: the next command of its kind joins it. */
  private commands: Section | undefined;
  /** Sections whose header says that they belong to a file of another kind, if this one turns out to be a main file. */
  private readonly strangers: Section[] = [];
  private upstream: Section | undefined;
  private readonly nodesBeforeUpstream: Section[] = [];
  private indent: string | undefined;
  private sawTemplate = false;
  /** Wrong indentations that were reported: each is reported once. */
  private readonly oddIndents = new Set<string>();
  /** Keys by how they are written: most are repeated in every section. */
  private readonly keys = new Map<string, KnownKey>();
  /** The first `#` that is not before the last value; the length of the text if there is none. */
  private nextHash = -1;

  constructor(private readonly source: SourceFile) {
    this.text = source.text;
  }

  read(): Reading {
    const { text } = this;
    checkWholeText(this.source, this.diagnostics);
    const hasCarriageReturns = text.includes('\r');
    const isTemplate = [...templateMarks, erbMark].some((mark) => text.includes(mark));
    for (let start = 0; start < text.length; ) {
      const lineFeed = text.indexOf('\n', start);
      const next = lineFeed === -1 ? text.length : lineFeed;
      const end = text.charCodeAt(next - 1) === 0x0d && next > start ? next - 1 : next;
      checkLineLength(text, start, end, this.diagnostics);
      if (hasCarriageReturns) checkCarriageReturn(text, start, end, this.diagnostics);
      if (!isTemplate || !this.readTemplateLine(start, end)) this.readLine(start, end);
      start = next + 1;
    }
    this.finish();
    return { config: this.config, diagnostics: this.diagnostics };
  }

  /** A line of a template is not a line of the configuration that the template results in. Only the first one is reported. */
  private readTemplateLine(start: number, end: number): boolean {
    let at = start;
    while (at < end && isSpace(this.text.charCodeAt(at))) at++;
    const isErb = at === start && this.text.startsWith(erbMark, at);
    if (!isErb && !templateMarks.some((mark) => this.text.startsWith(mark, at))) return false;
    if (!this.sawTemplate) this.report(templateLine, { start: at, end: at + trimSpaces(this.text.slice(at, end)).length }, {});
    this.sawTemplate = true;
    return true;
  }

  private readLine(start: number, end: number): void {
    const { text } = this;
    if (start === end) {
      this.pending.addBlank();
      return;
    }
    switch (text.charCodeAt(start)) {
      case 0x23: // '#': at the first column always a comment (C-6)
        this.pending.add(text.slice(start, end), false);
        return;
      case 0x5b: // '['
        this.readHeader({ start, end });
        return;
      case 0x40: // '@'; three characters or fewer are a key line (C-29)
        if (end - start > 3) {
          this.readCommand({ start, end });
          return;
        }
    }
    this.readIndented(start, end);
  }

  private readHeader({ start, end }: Line): void {
    const close = findInLine(this.text, 0x5d, start, end);
    // Read on as if the header were right: its keys are not to blame.
    if (close === end) this.report(badHeader, { start, end }, {});
    this.endSection();
    const name = this.text.slice(start + 1, close) || ']'; // `[]` is named ']' (C-20)
    const headerEnd = Math.min(close + 1, end);
    const section = this.sectionNamed(name, { start, end: headerEnd });
    if (headerEnd < end) this.readAfterHeader({ start: headerEnd, end });
    const comments = this.pending.takeForSection();
    if (comments !== undefined) section.comments = comments;
    this.place(section);
    this.section = section;
  }

  private sectionNamed(name: string, span: Span): Section {
    const { kind, full, isStranger } = usualHeaders.get(name) ?? headerNamed(name);
    if (kind === 'other') return { kind, name, properties: [], span };
    const section: Section = { kind, properties: [], span };
    if (full !== undefined) this.report(abbreviatedSection, span, { name, kind: full });
    if (isStranger) this.strangers.push(section);
    return section;
  }

  /** What stands behind the `]`, which the engine ignores (C-20). A comment there is worth keeping. */
  private readAfterHeader(rest: Line): void {
    const written = this.text.slice(rest.start, rest.end);
    const text = trimSpaces(written);
    const start = rest.start + written.indexOf(text);
    const carriageReturn = written.indexOf('\r');
    if (carriageReturn !== -1) {
      this.report(carriageReturnInHeader, { start: rest.start + carriageReturn, end: rest.end }, {});
      return;
    }
    const hash = text.search(/(?<!\S)#/);
    const ignored = trimSpaces(hash === -1 ? text : text.slice(0, hash));
    if (ignored !== '') this.report(textAfterHeader, { start, end: start + ignored.length }, {});
    if (hash !== -1) this.pending.add(text.slice(hash), false);
  }

  /** Puts a section where it belongs: nodes into the upstream above them, or into the first one (U-2). */
  private place(section: Section): void {
    if (section.kind === 'node') {
      if (this.upstream === undefined) this.nodesBeforeUpstream.push(section);
      else sectionsIn(this.upstream).push(section);
      return;
    }
    this.commands = undefined;
    this.config.sections.push(section);
    if (section.kind === 'upstream') this.upstream = section;
  }

  private readCommand({ start, end }: Line): void {
    const nameEnd = findInLine(this.text, 0x20, start, end);
    const command = this.text.slice(start, nameEnd);
    const argument = trimSpaces(this.text.slice(nameEnd, end));
    if (argument === '') {
      // Also for a tab in place of the space: refused without a message (C-28).
      const [name = ''] = command.split(/\s/, 1);
      this.report(commandWithoutValue, { start, end }, { command: name, tab: command.charAt(name.length) === '\t' });
      return;
    }
    const name = command.toUpperCase();
    // The engine trims the name of this command, and not that of the other (I-21).
    const isSet = trimSpaces(name) === '@SET';
    if (name === '@INCLUDE') this.readInclude({ start: nameEnd + 1, end });
    else if (isSet && argument.includes('=')) this.readVariable(argument, this.text.indexOf(argument, nameEnd));
    else this.readIgnored(isSet ? `${command} ${argument.split(/\s/, 1)[0]}` : command, { start, end }, nameEnd);
  }

  /** A command that the engine stores and ignores (C-29). */
  private readIgnored(ignored: string, { start, end }: Line, nameEnd: number): void {
    this.report(ignoredCommand, { start, end: nameEnd }, { command: ignored });
    this.takeEnding();
    this.commands = undefined;
    const command = this.text.slice(start, nameEnd);
    const value = trimSpaces(this.text.slice(nameEnd, end));
    const valueStart = this.text.indexOf(value, nameEnd);
    const section: Section = { kind: 'command', name: command.slice(1), properties: [], span: { start, end } };
    const comments = this.pending.takeForSection();
    if (comments !== undefined) section.comments = comments;
    section.properties.push({ key: command, value, keyStart: start, valueStart });
    this.config.sections.push(section);
  }

  /** Nothing is trimmed around the '=' (C-26). */
  private readVariable(argument: string, start: number): void {
    const equals = argument.indexOf('=');
    const key = argument.slice(0, equals);
    const value = argument.slice(equals + 1);
    const end = start + argument.length;
    const keyEnd = start + equals;
    if (value === '') this.report(emptyVariable, { start, end }, { variable: key });
    else this.checkValue(key, value, keyEnd + 1);
    this.addCommand('env', { key, value, keyStart: start, valueStart: keyEnd + 1 });
  }

  /** The path is all that follows the space, to the letter (C-33). */
  private readInclude({ start, end }: Line): void {
    const value = this.text.slice(start, end);
    if (value !== trimSpaces(value) || /^["']|\$\{| #/.test(value)) this.report(oddInclude, { start, end }, { path: value });
    this.addCommand('include', { key: 'include', value, keyStart: start, keyEnd: end, valueStart: start });
  }

  /** Adds what a command says; sections go on behind it (C-26, C-35). */
  private addCommand(kind: 'env' | 'include', property: Property): void {
    this.takeEnding();
    const last = this.commands;
    const joins = last?.kind === kind;
    const comments = joins ? this.pending.takeForProperty(false) : this.pending.takeForSection();
    if (joins) {
      if (comments !== undefined) property.comments = comments;
      last.properties.push(property);
      return;
    }
    this.commands = { kind, properties: [property], span: keySpan(property) };
    if (comments !== undefined) this.commands.comments = comments;
    this.config.sections.push(this.commands);
  }

  private readIndented(start: number, end: number): void {
    const { text } = this;
    const code = text.charCodeAt(start);
    if (this.indent === undefined) {
      if (code !== 0x20 && code !== 0x09) {
        this.readUnindented({ start, end });
        return;
      }
      this.indent = firstIndent(text, start, end);
    }
    const content = start + this.indent.length;
    if (text.startsWith(this.indent, start) && !isIndentation(text.charCodeAt(content))) {
      this.group = undefined;
      this.readContent(content, end);
      return;
    }
    const measured = measureIndent(text, start, end, this.indent);
    if (typeof measured === 'string') {
      const faults = { 'too low': indentationTooLow, 'too deep': indentationTooDeep, mixed: indentationMixed };
      let content = start;
      while (content < end && isSpace(text.charCodeAt(content))) content++;
      const odd = text.slice(start, content);
      if (!this.oddIndents.has(odd)) this.report(faults[measured], { start, end: Math.max(content, start + 1) }, {});
      this.oddIndents.add(odd);
      return;
    }
    if (!measured.double) this.group = undefined;
    this.readContent(measured.content, end);
  }

  /** The engine takes the first character of such a line for the indentation (C-10), which nobody wants. */
  private readUnindented({ start, end }: Line): void {
    const key = this.text.slice(start, findInLine(this.text, 0x20, start, Math.min(end, start + 64)));
    this.report(unindentedKey, { start, end: start + key.length }, { key });
  }

  private readContent(start: number, end: number): void {
    const { text } = this;
    if (start >= end) {
      this.pending.addBlank();
      return;
    }
    const code = text.charCodeAt(start);
    if (code === 0x23) {
      this.pending.add(text.slice(start, end), true);
      return;
    }
    const space = findInLine(text, 0x20, start, end);
    if (code === 0x5b && this.readGroup({ start, end }, space < end)) return;
    let keyStart = start;
    let keyEnd = space;
    while (keyStart < keyEnd && isSpace(text.charCodeAt(keyStart))) keyStart++;
    while (keyEnd > keyStart && isSpace(text.charCodeAt(keyEnd - 1))) keyEnd--;
    this.readProperty(this.knownKey(keyStart, keyEnd), keyStart, space, end);
  }

  /** A group needs a space behind its `[`; without one the engine finds a key without a value (C-25). */
  private readGroup(line: Line, hasBlank: boolean): boolean {
    const close = findInLine(this.text, 0x5d, line.start, line.end);
    const closed = close < line.end;
    if (!hasBlank) {
      if (!closed) return false;
      this.report(indentedHeader, line, { header: this.text.slice(line.start, close + 1) });
      this.readHeader(line);
      return true;
    }
    const name = this.text.slice(line.start + 1, closed ? close : line.end);
    if (!closed || this.section === undefined || this.group?.properties.length === 0) {
      this.report(badGroup, line, { group: name });
      return true;
    }
    this.group = { kind: 'group', name, properties: [], span: { start: line.start, end: close + 1 } };
    if (close + 1 < line.end) this.readAfterHeader({ start: close + 1, end: line.end });
    const comments = withEndOf(this.section.sections?.at(-1) ?? this.section, this.pending.takeForSection());
    if (comments !== undefined) this.group.comments = comments;
    sectionsIn(this.section).push(this.group);
    return true;
  }

  /** Reads a key's value from what follows the key on its line, up to `end`. */
  private readProperty(known: KnownKey, keyStart: number, space: number, end: number): void {
    const { text } = this;
    const { key } = known;
    const keyEnd = keyStart + known.written.length;
    let valueStart = space;
    let valueEnd = end;
    while (valueStart < valueEnd && isSpace(text.charCodeAt(valueStart))) valueStart++;
    while (valueEnd > valueStart && isSpace(text.charCodeAt(valueEnd - 1))) valueEnd--;
    if (key === '' || valueStart === valueEnd) {
      this.reportNoValue(keyStart, keyEnd);
      return;
    }
    const section = this.group ?? this.section;
    if (section === undefined) {
      this.report(keyOutsideSection, { start: keyStart, end: keyEnd }, { key });
      return;
    }
    if (known.isOdd) this.reportOddKey(key, { start: keyStart, end: keyEnd });
    const written = text.slice(valueStart, valueEnd);
    this.checkValue(key, written, valueStart);
    const value = settledValue(section.kind, key, written);
    const comments = this.commentsFor(section);
    const property: Property = value === written ? { key, value, keyStart, valueStart } : { key, value, keyStart, valueStart, valueEnd };
    if (comments !== undefined) property.comments = comments;
    section.properties.push(property);
  }

  private commentsFor(section: Section): string[] | undefined {
    if (this.pending.isEmpty && section.end === undefined) return undefined;
    return withEndOf(section, this.pending.takeForProperty(section.properties.length === 0));
  }

  private knownKey(start: number, end: number): KnownKey {
    const written = this.text.slice(start, end);
    const known = this.keys.get(written);
    if (known !== undefined) return known;
    const key = lowerCase(written); // C-17
    const made = { written, key, isOdd: isOddKey(key) };
    this.keys.set(written, made);
    return made;
  }

  private reportNoValue(start: number, end: number): void {
    const written = this.text.slice(start, end);
    const tab = written.indexOf('\t');
    if (tab === -1) {
      this.report(keyWithoutValue, { start, end }, { key: written });
      return;
    }
    const tabs = /\t+/.exec(written)?.[0].length ?? 1;
    const span = { start: start + tab, end: start + tab + tabs };
    this.report(tabSeparator, span, { key: written.slice(0, tab) }, { fix: { span, text: ' ' } });
  }

  private reportOddKey(key: string, span: Span): void {
    if (key.startsWith('@')) this.report(indentedCommand, span, { command: key });
    if (key.includes('\t')) this.report(tabInKey, span, { key: key.slice(0, key.indexOf('\t')) });
  }

  /** There are no comments at the end of a line (C-7). */
  private checkValue(key: string, value: string, start: number): void {
    if (!this.hasHash(start, start + value.length)) return;
    const first = value.startsWith('#') ? 0 : value.search(/[ \t]#/) + 1;
    // Where the first one is meant, as in a quote, the last one may begin a comment all the same.
    const last = Math.max(value.lastIndexOf(' #'), value.lastIndexOf('\t#')) + 1;
    const hash = [first, last].find((at) => value.charCodeAt(at) === 0x23 && !holdsHashes(lowerCase(key), value.slice(0, at)));
    if (hash !== undefined) this.report(commentInValue, { start: start + hash, end: start + value.length }, { key });
  }

  /** Whether a `#` stands in that part of the text. The parts that are asked about never go back. */
  private hasHash(start: number, end: number): boolean {
    if (this.nextHash < start) {
      const found = this.text.indexOf('#', start);
      this.nextHash = found === -1 ? this.text.length : found;
    }
    return this.nextHash < end;
  }

  /** Gives the section above the comments that end it. */
  private takeEnding(): void {
    // What stands behind groups cannot stand before them.
    const section = this.section?.sections?.at(-1) ?? this.section;
    if (section === undefined) return;
    const end = this.pending.takeEnding();
    if (end === undefined) return;
    if (section.properties.length > 0) section.end = [...(section.end ?? []), ...end];
    else section.comments = [...(section.comments ?? []), ...end];
  }

  private endSection(): void {
    this.takeEnding();
    this.group = undefined;
  }

  private finish(): void {
    this.endSection();
    const end = this.pending.takeForSection();
    if (end?.at(-1) === '') end.pop();
    if (end !== undefined && end.length > 0) this.config.end = end;
    this.placeFirstNodes();
    this.checkStrangers();
  }

  /** What the engine refuses or ignores in a main file (M-5, M-8, M-13). */
  private checkStrangers(): void {
    if (this.strangers.length === 0 || !isMainFile(this.config)) return;
    const reported = new Set<string>();
    for (const section of this.strangers) {
      const header = section.kind.toUpperCase();
      if (!reported.has(header)) this.report(sectionNotForMainFile, sectionSpan(section), { section: header });
      reported.add(header);
      if (section.kind === 'stream_task') Object.assign(section, { kind: 'other', name: header });
    }
  }

  /** Nodes above the first upstream belong to it, behind its groups; without one the file reads, but does not load (U-2, U-4). */
  private placeFirstNodes(): void {
    const nodes = this.nodesBeforeUpstream;
    const [firstNode] = nodes;
    if (firstNode === undefined) return;
    const first = this.config.sections.find(({ kind }) => kind === 'upstream');
    if (first === undefined) {
      this.config.sections.push({ kind: 'upstream', properties: [], sections: nodes, span: sectionSpan(firstNode) });
      return;
    }
    const sections = first.sections ?? [];
    const isGroup = ({ kind }: Section) => kind === 'group';
    first.sections = [...sections.filter(isGroup), ...nodes, ...sections.filter((section) => !isGroup(section))];
  }
}

/** Most names may be abbreviated (C-21); upstream, node and stream_task are matched whole (U-5). */
function headerNamed(name: string): Header {
  const kind = kindOfHeader.get(lowerCase(name));
  if (kind !== undefined) return { kind, isStranger: strangerKinds.includes(kind) };
  return { kind: 'other', ...kindOfName(name), isStranger: false };
}

/** Headers as most people write them: a file may have 100,000. */
const usualHeaders: ReadonlyMap<string, Header> = new Map(
  ['UPSTREAM', 'NODE', 'SERVICE', 'INPUT', 'FILTER', 'OUTPUT', 'PARSER'].map((name) => [name, headerNamed(name)]),
);

/** An indented comment that seemed to end a section before a `@SET` does not if the section goes on (C-26). */
function withEndOf(section: Section, comments: string[] | undefined): string[] | undefined {
  const { end } = section;
  if (end === undefined) return comments;
  delete section.end;
  return [...end, ...(comments ?? [])];
}

/** Patterns, queries and code, in which a `#` is a character like any other. */
const languages = /regex|exclude(?!_path)|pattern|^rule$|^exec$|^query$|^code$/;

/** Whether a `#` behind `before` is most likely meant: in a language of its own, or within a quote or a bracket that is open. */
function holdsHashes(key: string, before: string): boolean {
  if (languages.test(key)) return true;
  const count = (characters: RegExp) => before.match(characters)?.length ?? 0;
  const hasOpenBracket = count(/[([{]/g) > count(/[)\]}]/g);
  return hasOpenBracket || count(/(?<!\\)"/g) % 2 === 1 || count(/(?<![\w\\])'/g) > count(/'(?!\w)/g);
}

/** An indented command, which is a key (C-27), or a tab where the engine wants a space (C-14). */
function isOddKey(key: string): boolean {
  return key.includes('\t') || (key.startsWith('@') && /^@(?:set|include)/.test(key));
}

function sectionsIn(section: Section): Section[] {
  section.sections ??= [];
  return section.sections;
}

/** C's isspace: what the engine trims (C-15). */
function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
