import type { Document, ParsedNode, YAMLError } from 'yaml';
import { withoutSource } from '../../diagnostics/without-source.js';
import { decodeUtf8 } from '../../source/decode.js';
import { SourceFile } from '../../source/source-file.js';
import type { Span } from '../../source/span.js';
import { maskExpressions } from './mask.js';

/** A YAML or JSON file that holds texts of other formats, or names them. */
export interface HostFile {
  /** In full. */
  readonly path: string;
  readonly source: SourceFile;
}

/** What was parsed of a host file: much, and needed only until what is in it is known. */
export interface ParsedHost {
  readonly file: HostFile;
  readonly documents: readonly HostDocument[];
}

export type HostDocument = Document.Parsed<ParsedNode>;

export interface HostProblem {
  readonly offset: number;
  /** In words. */
  readonly problem: string;
}

/** The text of a file as UTF-8, without its byte order mark; undefined if it is not. */
export function hostSource(name: string, bytes: Uint8Array): SourceFile | undefined {
  const decoded = decodeUtf8(bytes);
  return 'text' in decoded ? new SourceFile(name, decoded.text) : undefined;
}

/** Parses a host file: all scalars are texts, repeated keys are kept, expressions of templates are words. */
export async function parseHost(path: string, source: SourceFile): Promise<ParsedHost | HostProblem> {
  return parsePart({ path, source }, { start: 0, end: source.text.length });
}

/** Parses the lines of a literal block within a host file, which are YAML themselves. All places are those of the file. */
export async function parseBlock(file: HostFile, lines: Span): Promise<ParsedHost | HostProblem> {
  return parsePart(file, lines);
}

const tooDeep = 'it is nested too deep to be read';

function problemOf({ code, message }: YAMLError): string {
  return code === 'RESOURCE_EXHAUSTION' ? tooDeep : withoutSource(message);
}

/** The documents of a text; undefined if it is nested deeper than the package's stack. */
function documentsOf(text: string, { parseAllDocuments }: typeof import('yaml')): HostDocument[] | undefined {
  const options = { schema: 'failsafe', uniqueKeys: false, keepSourceTokens: false, prettyErrors: false, logLevel: 'silent' } as const;
  try {
    const parsed = parseAllDocuments(text, options);
    return Array.isArray(parsed) ? (parsed as HostDocument[]) : [];
  } catch (problem) {
    if (problem instanceof RangeError) return undefined;
    throw problem;
  }
}

async function parsePart(file: HostFile, { start, end }: Span): Promise<ParsedHost | HostProblem> {
  const yaml = await import('yaml');
  const documents = documentsOf(maskExpressions(file.source.text.slice(start, end)), yaml);
  if (documents === undefined) return { offset: start, problem: tooDeep };
  for (const { errors } of documents) {
    const [error] = errors;
    if (error !== undefined) return { offset: start + error.pos[0], problem: problemOf(error) };
  }
  if (start > 0) {
    for (const document of documents) {
      yaml.visit(document, {
        Node: (_, node) => {
          if (node.range) node.range = [node.range[0] + start, node.range[1] + start, node.range[2] + start];
        },
      });
    }
  }
  return { file, documents };
}
