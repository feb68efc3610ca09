import { replacedPart } from '../config-objects.js';
import type { Change, EmbeddedText } from '../embedded.js';
import type { ParsedHost } from '../yaml/host-file.js';
import { type HostNode, rootsOf } from '../yaml/nodes.js';

/** The keys of a ConfigMap, or of a Secret's `stringData`, that a JSON patch in a file sets. */
export function patchedTexts(parsed: ParsedHost): EmbeddedText[] {
  return rootsOf(parsed).flatMap((root) => root.items().flatMap(patchedText));
}

function patchedText(node: HostNode): EmbeddedText[] {
  const pointer = node.at('path')?.scalar();
  const value = node.at('value')?.scalar();
  const [, section = '', key] = /^\/(data|stringData)\/(.+)$/.exec(pointer?.text ?? '') ?? [];
  if (pointer === undefined || value === undefined || key === undefined) return [];
  const isSecret = section === 'stringData';
  const start = pointer.text.length - key.length;
  return [
    {
      name: key.replaceAll('~1', '/').replaceAll('~0', '~'),
      text: value.text,
      host: node.file,
      nameSpan: pointer.span,
      span: value.span,
      isSecret,
      placeOf: (offset) => value.placeOf(offset),
      changedTo: ({ name, text }: Change) => [
        ...(replacedPart(pointer, { start, end: pointer.text.length }, name.replaceAll('~', '~0').replaceAll('/', '~1')) ?? []),
        ...value.replacedBy(text),
      ],
    },
  ];
}
