import type { SourceFile } from '../../source/source-file.js';
import type { Reading } from '../format.js';
import { readConfigTree } from '../structured/read-config.js';
import { parseJson } from './parse.js';

/** Reads JSON text as the engine reads the same text under a `.yaml` name (Y-11). */
export function readJson(source: SourceFile): Reading {
  const { documents, diagnostics } = parseJson(source);
  const reading = readConfigTree(source, documents);
  return { config: reading.config, diagnostics: [...diagnostics, ...reading.diagnostics] };
}
