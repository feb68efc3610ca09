import type { Config, Property, Section, SectionKind } from '../../src/index.js';
import { commentsWithin, type Nested } from '../../src/model/nested.js';
import { keysTakenOnce } from '../../src/model/plugins.js';

export const formats = ['classic', 'yaml', 'json'] as const;

export type FormatName = (typeof formats)[number];

// What each format can hold, in the words of the fact sheet. C's white space is trimmed wherever a value is (C-15, Y-18).
const blankEdge = /^[ \t\n\v\f\r]|[ \t\n\v\f\r]$/;
const isWhole = (text: string) => !text.includes('\0') && text.isWellFormed();
const pluginKinds: readonly SectionKind[] = ['custom', 'input', 'filter', 'output'];

/** Whether a format can hold a property in a section of this kind. */
export function fits(format: FormatName, property: Property, kind: SectionKind): boolean {
  return format === 'classic' ? fitsClassic(property, kind) : fitsTree(format, property, kind);
}

function fitsClassic({ key, value, nested, refreshInterval }: Property, kind: SectionKind): boolean {
  if (nested !== undefined || refreshInterval !== undefined) return false;
  const line = kind === 'stream_task' && key.toLowerCase() === 'exec' ? onOneLine(value) : value;
  if (line === '' || line.includes('\n') || !isWhole(line) || !isWhole(key)) return false;
  switch (kind) {
    case 'env':
      // `@SET` goes up to the first `=`; around it nothing is trimmed (C-26).
      return key !== '' && !/[=\n]|^[ \t\v\f\r]/.test(key) && !/[ \t\v\f\r]$/.test(value);
    case 'include':
      // The path is all of the line, and a blank one is none (C-28, C-33).
      return /[^ \t\v\f\r]/.test(value) && !value.endsWith('\r');
    default:
      // A key goes to the first blank; it begins neither a comment nor a group (C-14, C-17).
      return key !== '' && !/[ \n]|^[#[]/.test(key) && !blankEdge.test(key) && !blankEdge.test(line);
  }
}

function fitsTree(format: FormatName, { key, value, nested }: Property, kind: SectionKind): boolean {
  if (!isWhole(value) || !isWhole(key)) return false;
  switch (kind) {
    case 'env':
    case 'include':
      return true;
    case 'plugins':
      // Paths are translated as keys are (Y-36).
      return key.toLowerCase() === 'path' && value !== '' && !blankEdge.test(value) && !/^[a-z].*[A-Z]/s.test(value);
  }
  if (key === '' || blankEdge.test(key) || hasOwnMeaning(key.toLowerCase(), kind)) return false;
  if (nested !== undefined) return fitsNested(format, nested);
  // The items of a list are not trimmed, and a plugin takes a list of one (Y-18, D-8), save for its name (I-15).
  return (pluginKinds.includes(kind) && key.toLowerCase() !== 'name') || !blankEdge.test(value);
}

function hasOwnMeaning(key: string, kind: SectionKind): boolean {
  return (kind === 'upstream' && key === 'nodes') || (kind === 'multiline_parser' && key === 'rules');
}

/** JSON has a spelling of its own for numbers. */
function fitsNested(format: FormatName, nested: Nested): boolean {
  switch (nested.type) {
    case 'scalar':
      return isWhole(nested.text) && (!nested.typed || format !== 'json' || isJsonValue(nested.text));
    case 'list':
      return nested.items.every(({ value }) => fitsNested(format, value));
    case 'map':
      return nested.entries.every(({ key, value }) => isWhole(key) && fitsNested(format, value));
  }
}

function isJsonValue(text: string): boolean {
  try {
    return typeof JSON.parse(text) !== 'string' && text.trim() === text;
  } catch {
    return false;
  }
}

/** A line end between the words of a query is a blank (M-8); one within quotes is part of a text, and stays. */
function onOneLine(query: string): string {
  const noneInQuotes = /^(?:'[^'\n]*'|"[^"\n]*"|[^'"])*(?:['"][^\n]*)?$/;
  return query.includes('\n') && noneInQuotes.test(query) ? query.replace(/[ \t\n\v\f\r]+/g, ' ').replace(/^ | $/g, '') : query;
}

// Names that mean something to the engine: any beginning of the former will do for it (C-21, Y-3).
const typeNames = 'service parser multiline_parser stream_processor plugins customs inputs filters outputs'.split(' ');
const topLevelNames = 'env includes pipeline extensions parsers multiline_parsers upstream_servers'.split(' ');

/** Whether a format can hold a section of this name that the engine ignores, in a file that it is started with or in another. */
function fitsName(format: FormatName, name: string, isMain: boolean): boolean {
  const lower = name.toLowerCase();
  if (!isWhole(name) || typeNames.some((known) => known.startsWith(lower))) return false;
  if (format !== 'classic' && 'upstream_servers'.startsWith(lower)) return false;
  if (format !== 'classic') return !topLevelNames.includes(lower) && !blankEdge.test(name);
  // Those that are looked for by their whole name (U-5, M-8).
  return fitsBrackets(name) && !(isMain ? ['upstream', 'node'] : ['upstream', 'node', 'stream_task']).includes(lower);
}

/** Whether a name can stand in brackets: it goes to the first one (C-20). */
function fitsBrackets(name: string): boolean {
  return isWhole(name) && !/[\]\n\r]/.test(name);
}

/** Whether a format can hold a comment: a line from its `#` on, without what libyaml refuses or takes for a line end (Y-12). */
export function fitsComment(format: FormatName, comment: string): boolean {
  if (format === 'json') return true;
  if (!/^#[^\n]*$|^$/.test(comment) || !isWhole(comment)) return false;
  return format === 'classic' || !/[\0-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/.test(comment);
}

/** Whether a format can hold all texts of a configuration: of sections, properties and comments. */
export function fitsConfig(format: FormatName, config: Config): boolean {
  const isMain = config.sections.some(({ kind }) => ['service', 'custom', 'input', 'filter', 'output'].includes(kind));
  const sections = allSections(config);
  return (
    commentsOf(config).every((line) => fitsComment(format, line)) &&
    sections.every(({ kind, name = '' }) => kind !== 'other' || fitsName(format, name, isMain)) &&
    sections.every(({ kind, name = '' }) => kind !== 'group' || fitsBrackets(name)) &&
    sections.every(({ kind, properties }) => properties.every((property) => fits(format, property, kind))) &&
    (format !== 'classic' || sections.every(hasOneSpelling))
  );
}

/** A key that may be set once is refused in a second spelling, which classic does not have (I-20). */
function hasOneSpelling(section: Section): boolean {
  const isTakenOnce = keysTakenOnce(section);
  const spellings = section.properties.map(({ key }) => key).filter((key) => isTakenOnce(key.toLowerCase()));
  return new Set(spellings).size === new Set(spellings.map((key) => key.toLowerCase())).size;
}

function allSections({ sections }: { sections?: Section[] }): Section[] {
  return (sections ?? []).flatMap((section) => [section, ...allSections(section)]);
}

export function commentsOf(config: Config): string[] {
  const sections = allSections(config);
  const parts = sections.flatMap((section) => [section, ...section.properties]);
  const within = sections.flatMap(({ properties }) =>
    properties.flatMap(({ nested }) => (nested === undefined ? [] : commentsWithin(nested))),
  );
  return [...parts.flatMap(({ comments }) => comments ?? []), ...within, ...[config, ...sections].flatMap(({ end }) => end ?? [])];
}
