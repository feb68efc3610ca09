import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { readBytes } from '../host/read.js';
import { decodeUtf8 } from '../source/decode.js';
import { SourceFile } from '../source/source-file.js';
import type { Io } from './io.js';

/** A text that was read, under the name that messages give it; or what stands in the way of reading it as text. */
export type Input = { name: string; text: string } | { source: SourceFile; problem: Diagnostic };

/** Reads a file, or standard input for `-`, which may be given a file's name. */
export async function readInput(path: string, io: Io, stdinName = 'stdin'): Promise<Input> {
  const name = path === '-' ? stdinName : path;
  const bytes = path === '-' ? await io.readStdin() : readBytes(path);
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return { name, text: decoded.text };
  const { invalidAt } = decoded;
  // Bytes as characters: good enough to show the line.
  const text = Buffer.from(bytes).toString('latin1');
  return {
    source: new SourceFile(name, text),
    problem: diagnostic('FLB101', { start: invalidAt, end: invalidAt + 1 }, { byteOffset: invalidAt }),
  };
}
