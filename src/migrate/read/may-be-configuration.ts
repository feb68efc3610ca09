import { firstLine, formatOfName } from '../../formats/detect.js';
import { builtInFormats } from '../../formats/index.js';
import { kindOfHeader } from '../../model/section-kinds.js';
import type { Host } from '../../project/host.js';
import type { NamedSource } from '../request.js';
import { mayHaveSections } from './may-have-sections.js';

/**
 * Whether a file may be a configuration: somebody names it, its name says so, or its beginning does, since Fluent Bit starts with
 * a classic file of any name (C-37). Any other file is one only if a configuration refers to it. `text`: of a file that may as
 * well only hold a configuration, so that it must look like one itself.
 */
export function mayBeConfiguration({ path, isNamed = false }: NamedSource, host: Host, text = textOfHolder(path, host)): boolean {
  if (isNamed) return true;
  if (text !== undefined && !mayHaveSections(text)) return false;
  return tellsFormat(path) || (!isSpare.test(path) && beginsAsClassic(path, host));
}

/** The text of a file that may hold configurations within it. */
function textOfHolder(path: string, host: Host): string | undefined {
  const content = mayHold(path) ? host.read(path) : undefined;
  return content !== undefined && 'bytes' in content ? decoder.decode(content.bytes) : undefined;
}

/** Whether a file may hold configurations within it, as YAML, JSON and templates do. */
export function mayHold(path: string): boolean {
  const format = formatOfName(path, builtInFormats);
  return format === undefined ? isTemplate.test(path) : format.name !== 'classic';
}

/** What is made into a file by something else first. */
const isTemplate = /\.(?:in|j2|erb|tmpl|tpl|gotmpl|template)$/i;

/** Whether a file's name is one of a format. */
export function tellsFormat(path: string): boolean {
  return formatOfName(path, builtInFormats) !== undefined;
}

/** What editors, package managers and people call copies that are out of use, templates and examples. */
const isSpare =
  /(?:~|\.(?:bak|backup|old|orig|save|disabled|rpm(?:new|save|orig)|dpkg-[\w-]+|in|j2|erb|tmpl|tpl|template|sample|example|dist))$/i;

/** At most this much of a file is looked at: it may be a program of many megabytes. */
const startSize = 8192; // bytes

const decoder = new TextDecoder();

function beginsAsClassic(path: string, host: Host): boolean {
  const start = host.readStart(path, startSize);
  return !start.includes(0) && firstClassicLine.test(firstLine(decoder.decode(start)));
}

const headers = Array.from(kindOfHeader.keys(), (header) => header.toUpperCase());

/** A header of Fluent Bit's own, in full, or a command: logs and other programs' files begin with brackets, too. */
const firstClassicLine = new RegExp(`^(?:\\[(?:${headers.join('|')})\\]|@(?:SET|INCLUDE)[ \\t])`, 'i');
