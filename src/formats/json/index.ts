import { firstLine } from '../detect.js';
import type { Format } from '../format.js';
import { readJson } from './read.js';
import { writeJson } from './write.js';

/** JSON text of the YAML's tree. Fluent Bit reads it under a `.yaml` name (Y-11). */
export const json: Format = {
  name: 'json',
  suffixes: ['.json'],
  comments: false,
  sniff: (text) => /^\{[ \t]*(?:["}]|$)/.test(firstLine(text)),
  read: readJson,
  write: writeJson,
};
