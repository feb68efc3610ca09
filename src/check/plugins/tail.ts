import { define } from '../../diagnostics/define.js';
import { bytesOf } from '../../engine/c-numbers.js';
import { valueSpan } from '../../model/config.js';
import type { SectionRule } from '../rule.js';
import { hasVariable } from '../values.js';

export const chunkBeyondBuffer = define({
  code: 'FLB257',
  name: 'chunk-beyond-buffer',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['I-25'],
  why: 'The input tail reads a file in chunks into a buffer, and does not start with chunks that the buffer cannot hold.',
  example: { classic: '[INPUT]\n    name              tail\n    path              /var/log/*.log\n    buffer_chunk_size 1M\n' },
  says: ({ chunk, limit }: { chunk: number; limit: number }) => ({
    text: `buffer_chunk_size is ${chunk} bytes and buffer_max_size ${limit}: Fluent Bit stops with "buffer_max_size must be >= buffer_chunk"`,
    help: 'set buffer_max_size to at least that',
  }),
});

/** What both sizes are if nothing is said, in bytes. */
const preset = '32768';

/** A chunk of the input tail fits into its buffer (I-25). */
export const checkBuffer: SectionRule = (facts, report) => {
  const chunk = facts.first('buffer_chunk_size');
  const limit = facts.first('buffer_max_size');
  const property = chunk ?? limit;
  const values = [chunk?.value || preset, limit?.value || preset] as const;
  if (property === undefined || values.some(hasVariable)) return;
  const [chunkBytes = -1, limitBytes = -1] = values.map(bytesOf);
  // What the engine makes of no size is not known.
  if (chunkBytes < 0 || limitBytes < 0 || chunkBytes <= limitBytes) return;
  report(chunkBeyondBuffer, valueSpan(property), { chunk: chunkBytes, limit: limitBytes });
};
