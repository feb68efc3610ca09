import { SourceFile } from '../source/source-file.js';
import { patchedTexts } from './kustomize/json-patch.js';
import { objectsIn } from './objects.js';
import { parseHost } from './yaml/host-file.js';
import { rootsOf } from './yaml/nodes.js';

/** A manifest as people may be shown it: each character of the values of Secrets is a dot, at the place that it has. */
export async function concealed(path: string, source: SourceFile): Promise<SourceFile> {
  if (!/\bSecret\b|secretGenerator|\/stringData\//.test(source.text)) return source;
  const parsed = await parseHost(path, source);
  if ('problem' in parsed) return new SourceFile(source.name, concealedText(source.text));
  const secrets = objectsIn(parsed).filter(({ kind }) => kind === 'Secret');
  const values = secrets.flatMap(({ node }) => ['data', 'stringData'].flatMap((key) => node.at(key)?.entries() ?? []));
  const generators = rootsOf(parsed).flatMap((root) => root.at('secretGenerator')?.items() ?? []);
  const literals = generators.flatMap((node) => node.at('literals')?.items() ?? []).map(({ span }) => span);
  const patched = patchedTexts(parsed).flatMap(({ isSecret, span }) => (isSecret ? [span] : []));
  let { text } = source;
  for (const span of [...values.flatMap(({ value }) => value?.span ?? []), ...literals, ...patched]) {
    text = text.slice(0, span.start) + concealedText(text.slice(span.start, span.end)) + text.slice(span.end);
  }
  return new SourceFile(source.name, text);
}

/** A text of dots, line by line. */
export function concealedText(text: string): string {
  return text.replace(/[^\s]/g, '·');
}
