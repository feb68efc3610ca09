import type { Family } from '../../project/files.js';
import type { HeldConfiguration } from '../plan.js';

/** The configurations in a text that is not one itself, each key once. It is looked at line by line, and not read as YAML. */
export function heldIn(text: string): HeldConfiguration[] {
  if (!anySection.test(text)) return [];
  if (isForFargate(text)) return documentsOf(text).flatMap((document) => (isForFargate(document) ? [] : heldIn(document)));
  const held = new Map<string, Family>();
  const isTemplate = templateMark.test(text);
  let block: Block | undefined;
  const lines = text.split(/\r?\n/);
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const indent = line.search(/\S/);
    if (block !== undefined && indent <= block.indent && !line.startsWith('{{', indent)) block = undefined;
    if (block === undefined) {
      const { name, indicator, value = '' } = keyWithText.exec(line)?.groups ?? {};
      if (name !== undefined && indicator !== undefined) block = { name, indent };
      else if (name !== undefined && oneLine.test(value)) held.set(name, 'classic');
      else if (isTemplate && isHeader(lines, i)) held.set('a template', 'classic');
      continue;
    }
    if (isHeader(lines, i)) held.set(block.name, 'classic');
    block.inner ??= indent;
    if (indent === block.inner && pipeline.test(line)) held.set(block.name, 'yaml');
  }
  return Array.from(held, ([name, family]) => ({ name, family }));
}

/** The ConfigMap in which EKS Fargate looks for classic sections: it takes no YAML. */
export function isForFargate(text: string): boolean {
  return /^\s*["']?name["']?\s*:\s*["']?aws-logging["']?\s*,?\s*$/m.test(text);
}

function documentsOf(text: string): string[] {
  return text.split(/^---/m);
}

/** The text of a key over several lines, up to the next line that is indented no deeper. */
interface Block {
  readonly name: string;
  readonly indent: number;
  /** The indentation of its first line. */
  inner?: number;
}

const headers = '\\[(?:SERVICE|INPUT|FILTER|OUTPUT|CUSTOM|PARSER|MULTILINE_PARSER|STREAM_TASK|UPSTREAM)\\]';
const anySection = new RegExp(`${headers}|^[ \\t]+pipeline[ \\t]*:`, 'im');
const header = new RegExp(`^\\s*${headers}\\s*(?:#.*)?$`, 'i');
/** What Helm, Jinja and ERB replace. */
const templateMark = /\{\{|\{%|<%/;
const pipeline = /^\s*pipeline\s*:/;
const keyWithText = /^\s*(?:- )?["']?(?<name>[\w./-]+)["']?\s*:\s*(?:(?<indicator>[|>][-+\d]*\s*(?:#.*)?$)|(?<value>["'].*))/;

/** As JSON, and YAML in quotes, write several lines. */
const oneLine = new RegExp(`^["'](?:.*\\\\n)?\\s*${headers}(?:\\\\r)?\\\\n`, 'i');

/** Whether a line is a header, and what follows it is not `key = value`: units of systemd and INI files have such headers, too. */
function isHeader(lines: readonly string[], i: number): boolean {
  if (!header.test(lines[i] ?? '')) return false;
  let at = i + 1;
  while (at < lines.length && /^\s*(?:#.*)?$/.test(lines[at] ?? '')) at++;
  return !/^\s*[\w.-]+\s*=/.test(lines[at] ?? '');
}
