import { diagnostic } from '../../diagnostics/diagnostic.js';
import { type Config, keySpan, sectionSpan } from '../../model/config.js';
import { commentsWithin } from '../../model/nested.js';
import type { Span } from '../../source/span.js';
import { commentsDropped } from '../diagnostics.js';
import type { Writing } from '../format.js';
import { writeConfigTree } from '../structured/write-config.js';
import { JsonEmitter } from './emitter.js';

/** Writes JSON: the tree of the YAML. Comments are dropped, and reported. */
export function writeJson(config: Config): Writing {
  const emitter = new JsonEmitter();
  const diagnostics = writeConfigTree(config, emitter, 'JSON');
  if (emitter.droppedComments > 0) {
    diagnostics.push(diagnostic(commentsDropped, firstWithComment(config), { lines: emitter.droppedComments, format: 'JSON' }));
  }
  return { text: emitter.text, diagnostics };
}

/** Where the first section or key stands that a comment belongs to; the beginning of the file if they are all at its end. */
function firstWithComment({ sections }: Pick<Config, 'sections'>): Span {
  for (const section of sections) {
    if (section.comments !== undefined) return sectionSpan(section);
    for (const property of section.properties) {
      const { comments, nested } = property;
      if (comments !== undefined || (nested !== undefined && commentsWithin(nested).length > 0)) return keySpan(property);
    }
    if (section.end !== undefined) return sectionSpan(section);
    const inner = firstWithComment({ sections: section.sections ?? [] });
    if (inner.end > 0) return inner;
  }
  return { start: 0, end: 0 };
}
