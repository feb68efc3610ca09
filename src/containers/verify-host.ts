import { SourceFile } from '../source/source-file.js';
import { configObjects } from './config-objects.js';
import type { Change, Container, EmbeddedText } from './embedded.js';
import { objectsIn } from './objects.js';
import { type HostFile, parseHost } from './yaml/host-file.js';

/**
 * Reads a host file back with its new text: each text must be what it was, save for those that change, under its name. Gives the first
 * difference in words. `before`: what was in it; `changes`: of these texts.
 */
export async function hostDifference(
  file: HostFile,
  before: readonly Container[],
  newText: string,
  changes: ReadonlyMap<EmbeddedText, Change>,
): Promise<string | undefined> {
  const again = await parseHost(file.path, new SourceFile(file.source.name, newText));
  if ('problem' in again) return 'the manifest is not YAML any more';
  const after = configObjects(objectsIn(again));
  if (before.length !== after.length) return 'an object is gone';
  for (const [i, { name, texts }] of before.entries()) {
    const now = after[i]?.texts ?? [];
    if (now.length !== texts.length) return `a key of '${name}' is gone`;
    for (const [j, text] of texts.entries()) {
      const wanted = changes.get(text) ?? text;
      const found = now[j];
      if (found?.name !== wanted.name) return `'${wanted.name}' is not in its place`;
      if (found.text.trimEnd() !== wanted.text.trimEnd()) return `'${wanted.name}' has another text`;
    }
  }
  return undefined;
}
