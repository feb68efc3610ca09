import type { SourceFile } from '../../source/source-file.js';
import { readDocuments } from '../document/read-config.js';
import type { Reading } from '../format.js';
import { JsonCursor, JsonError } from './json-cursor.js';

/** Reads JSON text as the engine reads the same text under a `.yaml` name (Y-11). */
export function readJson(source: SourceFile): Reading {
  try {
    return readDocuments(source, new JsonCursor(source.text));
  } catch (problem) {
    if (!(problem instanceof JsonError)) throw problem;
    return { config: { sections: [] }, diagnostics: [problem.diagnostic] };
  }
}
