import type { SectionKind } from '../../model/config.js';
import { isPluginKind } from '../../model/kinds.js';
import { kindOfHeader, kindOfName } from '../../model/section-kinds.js';
import { trimSpaces } from '../../model/text.js';
import type { Span } from '../../source/span.js';
import { type Around, lineAt, linesFrom, type Place } from './place.js';

/** What is typed at an offset of a classic text; undefined in comments and where nothing is known. */
export function classicPlaceAt(text: string, offset: number): Place | undefined {
  const line = lineAt(text, offset);
  const content = text.slice(line.start, line.end);
  const at = Math.min(offset, line.end) - line.start;
  if (content.trimStart().startsWith('#')) return undefined;
  const spanOf = (start: number, end: number): Span => ({ start: line.start + start, end: line.start + end });

  const header = /^[ \t]*\[([^\]]*)/.exec(content);
  if (header !== null) {
    const start = header[0].length - (header[1] ?? '').length;
    return at < start || at > header[0].length ? undefined : { what: 'section', span: spanOf(start, header[0].length) };
  }
  const command = /^@\w*/.exec(content);
  if (command !== null) return at > command[0].length ? undefined : { what: 'command', span: spanOf(0, command[0].length) };

  const [, indent = '', key = '', gap = '', value = ''] = /^([ \t]*)([^ \t]*)([ \t]*)(.*)$/.exec(content) ?? [];
  const keyEnd = indent.length + key.length;
  if (indent === '') return content === '' ? { what: 'section', span: spanOf(0, 0) } : undefined;
  const around = aroundIn(text, line);
  if (around === undefined || at < indent.length) return undefined;
  if (at <= keyEnd) return { what: 'key', span: spanOf(indent.length, keyEnd), key: key.toLowerCase(), startsItem: false, ...around };
  const start = Math.min(keyEnd + gap.length, at);
  return { what: 'value', span: spanOf(start, Math.max(start + trimSpaces(value).length, at)), key: key.toLowerCase(), ...around };
}

/** The section that a line stands in; undefined above all sections. */
function aroundIn(text: string, line: Span): Around | undefined {
  const keys = new Set<string>();
  let plugin: string | undefined;
  const read = ({ start, end }: Span): string | undefined => {
    const content = text.slice(start, end);
    const header = /^\[([^\]]*)\]/.exec(content)?.[1];
    if (header !== undefined) return header;
    const [, key = '', value = ''] = /^[ \t]+([^ \t#[]\S*)[ \t]*(.*)$/.exec(content) ?? [];
    const name = key.toLowerCase();
    if (start !== line.start && name !== '') keys.add(name);
    if (name === 'name' && value !== '') plugin = trimSpaces(value);
    return undefined;
  };
  read(line);
  for (const below of linesFrom(text, line, 'down')) if (read(below) !== undefined) break;
  for (const above of linesFrom(text, line, 'up')) {
    const header = read(above);
    if (header === undefined) continue;
    const holder = kindOf(header.trim());
    return { holder, plugin: isPluginKind(holder) ? plugin : undefined, present: keys };
  }
  return undefined;
}

function kindOf(header: string): SectionKind {
  return kindOfHeader.get(header.toLowerCase()) ?? kindOfName(header)?.kind ?? 'other';
}
