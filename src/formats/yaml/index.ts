import { firstLine } from '../detect.js';
import type { Format } from '../format.js';
import { findYamlComments } from './find-comments.js';
import { readYaml } from './read.js';
import { writeYaml } from './write.js';

export const yaml: Format = {
  name: 'yaml',
  suffixes: ['.yaml', '.yml'],
  comments: true,
  sniff: (text) => /^(?:%YAML |---|["']?[\w.-]+["']?[ \t]*:(?:\s|$))/.test(firstLine(text)),
  read: readYaml,
  write: writeYaml,
  findComments: findYamlComments,
};
