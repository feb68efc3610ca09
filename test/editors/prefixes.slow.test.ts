import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Workspace } from '../../src/editors/workspace.js';
import type { Span } from '../../src/index.js';
import { goldenFolder } from '../golden/cases.js';
import { memoryHost } from '../support/memory-host.js';
import { tries } from '../support/tries.js';

// Whoever types has a file before him that is not finished: every beginning of a file is one.

const goldens = [
  'classic/parsers/input.conf',
  'classic/includes/input.conf',
  'classic/variables/input.conf',
  'classic/groups/input.conf',
  'classic/several-upstreams/input.conf',
  'yaml/inline-parsers/input.yaml',
  'yaml/main-file/input.yaml',
  'yaml/env-list/input.yaml',
  'yaml/flow/input.yaml',
  'yaml/block-scalars/input.yaml',
  'migrate/configmap/input/fluent-bit.yaml',
  'migrate/secret/input/secret.yaml',
  'migrate/chart-template/input/configmap.yaml',
];

function workspaceOn(name: string): Workspace {
  return new Workspace({ hostFor: () => memoryHost({ [name]: '' }), scopeFor: () => () => true });
}

describe.each(goldens)('each beginning of %s', (golden) => {
  const whole = readFileSync(join(goldenFolder, golden), 'utf8');
  const path = `/${golden}`;

  it('has diagnostics, suggestions and words with places within the text', { timeout: tries(60_000, 1_200_000) }, async () => {
    const workspace = workspaceOn(path);
    for (let end = 0; end <= whole.length; end += tries(3, 1)) {
      const text = whole.slice(0, end);
      workspace.set('doc', { path, name: path, text });
      const isWithin = (span: Span) => span.start >= 0 && span.start <= span.end && span.end <= text.length;
      const spans: Span[] = [];
      for (const { span, related = [], fix } of await workspace.check('doc')) spans.push(span, ...related, ...(fix ? [fix.span] : []));
      for (const { span } of await workspace.suggestions('doc', end)) {
        spans.push(span);
        expect(span.start <= end && end <= span.end && !text.slice(span.start, span.end).includes('\n')).toBe(true);
      }
      for (const offset of [end, Math.floor(end / 2)]) {
        const hover = await workspace.hover('doc', offset);
        if (hover !== undefined) spans.push(hover.span);
      }
      await workspace.targets('doc', Math.max(end - 1, 0));
      expect(
        spans.filter((span) => !isWithin(span)),
        JSON.stringify(text),
      ).toEqual([]);
    }
  });
});
