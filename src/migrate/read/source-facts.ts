import { type ReadResult, readConfig } from '../../convert.js';
import { type Code, diagnostic, isError } from '../../diagnostics/diagnostic.js';
import { formatOfName } from '../../formats/detect.js';
import type { Format } from '../../formats/format.js';
import { builtInFormats } from '../../formats/index.js';
import { detached } from '../../model/text.js';
import { fileNotReadable } from '../../project/diagnostics.js';
import { type Family, type FileFacts, factsOf } from '../../project/files.js';
import type { Host } from '../../project/host.js';
import { isFluentBits, ownList } from '../../project/is-fluent-bits.js';
import type { Reference } from '../../project/references.js';
import { SourceFile } from '../../source/source-file.js';

/** What is known of a file without holding what is in it. */
export interface Source extends FileFacts {
  readonly format: Format | undefined;
  /** Whether it is Fluent Bit's by what is in it; only an include tells of other files. */
  readonly isOurs: boolean;
  /** Whether its content looks like another format than its name says: whoever includes it decides (C-36, Y-34). */
  readonly isMisnamed: boolean;
  /** What keeps a configuration from being read, or all of it. */
  readonly fault: Fault | undefined;
}

/** `unreadable`: nobody may read it; `template`: it becomes a configuration only when it is filled in; `broken`: it is not UTF-8, or has errors. */
export type Fault = 'unreadable' | 'template' | 'broken';

export function sourceOf(path: string, reading: ReadResult): Source {
  const { kinds, references, isWhole, ...facts } = factsOf(path, reading);
  const misnamed = reading.diagnostics.find((one) => one.code === 'FLB401');
  const family = reading.format !== undefined ? facts.family : seemingFamily(path, misnamed?.args.content);
  const isOurs = isFluentBits(reading);
  return {
    path,
    family,
    kinds,
    references: references.map(byItself),
    isWhole,
    format: reading.format,
    isOurs,
    isMisnamed: misnamed !== undefined,
    fault: faultOf(path, reading, isOurs),
  };
}

/** The family that a file of unknown format seems to be of: its name tells if its content does not. */
function seemingFamily(path: string, content = formatByName(path)?.name): Family {
  return content === 'classic' ? 'classic' : 'yaml';
}

/** The format of a file by its name: with any other suffix it is classic (C-37). */
function formatByName(path: string): Format | undefined {
  return formatOfName(path, builtInFormats) ?? formatOfName('.conf', builtInFormats);
}

/** Whether it is a configuration, by itself or because something includes it: nothing is shown of another file (see `isConfiguration`). */
export function isConfiguration({ isOurs, isWhole, kinds, fault }: Source): boolean {
  return isOurs || fault !== undefined || (isWhole && !kinds.has('other') && !kinds.has('command'));
}

/** A reference without the text that it stands in. */
function byItself(reference: Reference): Reference {
  const path = detached(reference.path);
  return { ...reference, path, property: { ...reference.property, value: path } };
}

/** Reads a file of the migration; its name and content tell the format, or whoever refers to it. What cannot be read has an error. */
export async function readSource(host: Host, path: string, from?: string): Promise<ReadResult> {
  return readContent(host.read(path), host.shown(path), from);
}

/** The same of what the host has read already. */
export async function readContent(content: ReturnType<Host['read']>, name: string, from?: string): Promise<ReadResult> {
  if ('bytes' in content) return readConfig(content.bytes, { fileName: name, ...(from === undefined ? {} : { from }) });
  const problem = diagnostic(fileNotReadable, { start: 0, end: 0 }, { path: name, problem: content.problem });
  return { source: new SourceFile(name, ''), format: undefined, config: { sections: [] }, diagnostics: [problem] };
}

function faultOf(path: string, reading: ReadResult, isOurs: boolean): Fault | undefined {
  const errors = reading.diagnostics.filter(isError).map(({ code }) => code);
  if (errors.includes('FLB503')) return 'unreadable';
  if (errors.length === 0 || !(isOurs || hidesConfiguration(path, reading.source, errors))) return undefined;
  return errors.includes('FLB130') ? 'template' : 'broken';
}

/** What keeps YAML and JSON from being read. */
const syntaxFaults: readonly Code[] = ['FLB130', 'FLB131', 'FLB151'];

function hidesConfiguration(path: string, source: SourceFile, codes: readonly Code[]): boolean {
  if (codes.includes('FLB101')) return formatByName(path)?.sniff(source.text) === true;
  return syntaxFaults.some((code) => codes.includes(code)) && ownList.test(source.text);
}
