import type { SourceFile } from '../../source/source-file.js';
import type { Reading } from '../format.js';
import { readConfigTree } from '../structured/read-config.js';
import { JsonError, parseJson } from './parse.js';

/** Reads JSON text as the engine reads the same text under a `.yaml` name (Y-11). */
export function readJson(source: SourceFile): Reading {
  try {
    return readConfigTree(source, parseJson(source.text));
  } catch (problem) {
    if (!(problem instanceof JsonError)) throw problem;
    return { config: { sections: [] }, diagnostics: [problem.diagnostic] };
  }
}
