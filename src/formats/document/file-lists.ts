import { diagnostic, type Fix } from '../../diagnostics/diagnostic.js';
import { lowerCase } from '../../model/text.js';
import type { Scalar } from './cursor.js';
import { listOfFiles } from './diagnostics.js';
import { type DocumentReader, keyAt, scalarAt, spanOf } from './document-reader.js';
import { KeySpellings, KeyVariants } from './key-spellings.js';

/** Settings that may be given several times, in several spellings (D-9). */
const loaders: ReadonlySet<string> = new Set(['parsers_file', 'plugins_file']);

/** Says how a list of files is written instead (Y-22, D-9); false for any other key or list. */
export function reportFiles(reader: DocumentReader): boolean {
  const { cursor } = reader;
  const { type } = cursor;
  const key = keyAt(cursor);
  const span = spanOf(cursor);
  const name = lowerCase(reader.canonicalKey(key.text));
  if (type !== 'list' || !loaders.has(name)) return false;
  const files: Scalar[] = [];
  let areTexts = true;
  for (cursor.open(); cursor.next(); ) {
    if (cursor.type === 'scalar') files.push(scalarAt(cursor));
    else areTexts = false;
  }
  if (files.length === 0 || !areTexts) return false;
  const spellings = new KeySpellings(new KeyVariants());
  const keys = files.map(() => spellings.next(name));
  const fix = fixOf(reader.source.text, key, files, keys);
  const args = { key: key.text, spellings: (keys.length === 1 ? [name] : keys).slice(0, 3).join(', ') };
  reader.diagnostics.push(diagnostic(listOfFiles, span, args, fix === undefined ? {} : { fix }));
  return true;
}

/** The entries in place of the list, if the key begins its line and no comment stands within. */
function fixOf(text: string, key: Scalar, files: readonly Scalar[], keys: readonly string[]): Fix | undefined {
  const indent = text.slice(text.lastIndexOf('\n', key.start - 1) + 1, key.start);
  const last = files.at(-1)?.end ?? key.end;
  // A list in brackets ends with one.
  const end = last + (/^\s*,?\s*\]/.exec(text.slice(last))?.[0].length ?? 0);
  const isInBrackets = text.slice(key.end, files[0]?.start).includes('[');
  if (/\S/.test(indent) || text.slice(key.start, end).includes('#') || (isInBrackets && end === last)) return undefined;
  const lines = files.map((file, i) => `${keys[i]}: ${text.slice(file.start, file.end)}`);
  return { span: { start: key.start, end: isInBrackets ? end : last }, text: lines.join(`\n${indent}`) };
}
