import { diagnostic } from '../../diagnostics/diagnostic.js';
import type { Config } from '../../model/config.js';
import { commentsDropped } from '../diagnostics.js';
import type { Writing } from '../format.js';
import { writeConfigTree } from '../structured/write-config.js';
import { JsonEmitter } from './emitter.js';

/** Writes JSON: the tree of the YAML. Comments are dropped, and reported. */
export function writeJson(config: Config): Writing {
  const emitter = new JsonEmitter();
  const diagnostics = writeConfigTree(config, emitter, 'JSON');
  if (emitter.droppedComments > 0) {
    diagnostics.push(diagnostic(commentsDropped, { start: 0, end: 0 }, { lines: emitter.droppedComments, format: 'JSON' }));
  }
  return { text: emitter.text, diagnostics };
}
