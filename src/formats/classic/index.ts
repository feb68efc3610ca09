import { firstLine } from '../detect.js';
import type { Format } from '../format.js';
import { findClassicComments } from './find-comments.js';
import { readClassic } from './read.js';
import { writeClassic } from './write.js';

/** The format of `.conf` files. The engine reads any file as classic that is not named `.yaml` or `.yml` (C-37). */
export const classic: Format = {
  name: 'classic',
  suffixes: ['.conf'],
  comments: true,
  sniff: (text) => /^(?:\[[\w ]+\]|@(?:[Ss][Ee][Tt]|[Ii][Nn][Cc][Ll][Uu][Dd][Ee])[ \t])/.test(firstLine(text)),
  read: readClassic,
  write: writeClassic,
  findComments: findClassicComments,
};
