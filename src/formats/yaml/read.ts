import type { SourceFile } from '../../source/source-file.js';
import { readDocuments } from '../document/read-config.js';
import type { Reading, ReadOptions } from '../format.js';
import { parseFull } from './parse-full.js';
import { PlainCursor } from './plain-cursor.js';
import { outsidePlain } from './plain-scalars.js';
import { TreeCursor } from './tree-cursor.js';

/** Reads YAML as the engine does: by libyaml's rules, all scalars as text, repeated keys kept (Y-1 …). */
export function readYaml(source: SourceFile, options: ReadOptions = {}): Reading | Promise<Reading> {
  try {
    return readDocuments(source, new PlainCursor(source.text));
  } catch (problem) {
    if (problem !== outsidePlain) throw problem;
    return readFull(source, options);
  }
}

async function readFull(source: SourceFile, options: ReadOptions): Promise<Reading> {
  const { documents, diagnostics } = await parseFull(source, options);
  const reading = readDocuments(source, new TreeCursor(documents));
  // An alias that leads nowhere has been reported: that it is not a text, list or map either need not be.
  const aliases = new Set(diagnostics.filter(({ code }) => code === 'FLB132').map(({ span }) => span.start));
  const others = reading.diagnostics.filter(({ span }) => !aliases.has(span.start));
  return { config: reading.config, diagnostics: [...diagnostics, ...others] };
}
