import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../source/span.js';
import { keyTwice, notBase64, objectTooLarge } from './diagnostics.js';
import type { Change, Container, EmbeddedText, Marks } from './embedded.js';
import { isLikely } from './likely.js';
import type { HostObject } from './objects.js';
import { decodeBase64, encodeBase64 } from './yaml/base64.js';
import type { HostFile } from './yaml/host-file.js';
import type { HostScalar } from './yaml/host-scalar.js';
import type { HostEntry } from './yaml/nodes.js';
import type { Splice } from './yaml/splice.js';

/** Something to say about a host file. */
export interface HostFinding {
  readonly host: Pick<HostFile, 'path' | 'source'>;
  readonly diagnostic: Diagnostic;
}

/** Kubernetes takes at most this much of one. */
const mostBytes = 1 << 20;

/** The ConfigMaps and Secrets among objects, each with its texts. */
export function configObjects(objects: readonly HostObject[]): Container[] {
  return objects.flatMap((object) => (isConfig(object) ? [containerOf(object)] : []));
}

function isConfig({ kind }: HostObject): boolean {
  return kind === 'ConfigMap' || kind === 'Secret' || kind === 'SealedSecret';
}

function containerOf(object: HostObject): Container {
  const { file, node, kind, name, namespace } = object;
  const { isEncrypted, ...marks } = marksOf(object);
  const faults: Diagnostic[] = [];
  const say = (one: Diagnostic) => faults.push(one);
  for (const { text, span } of node.repeatedKeys()) say(diagnostic(keyTwice, span, { name: text }));
  let isNamedSo = isFluentBitsName.test(name);
  const texts = new Map<string, EmbeddedText>();
  let bytes = 0;
  for (const section of kind === 'ConfigMap' ? ['data'] : kind === 'Secret' ? ['data', 'stringData'] : []) {
    for (const entry of node.at(section)?.entries() ?? []) {
      const value = entry.value?.scalar();
      if (value === undefined || isEncrypted) continue;
      isNamedSo ||= isFluentBitsName.test(entry.key.text);
      const text =
        section === 'data' && kind === 'Secret' ? encodedText(entry, value, file, say) : plainText(entry, value, file, kind === 'Secret');
      if (text === undefined) continue;
      // 'stringData' wins over 'data': that is what it is for.
      if (texts.has(text.name) && section === 'data') say(diagnostic(keyTwice, text.nameSpan, { name: text.name }));
      texts.set(text.name, text);
      bytes += text.text.length;
    }
  }
  const span = node.at('metadata', 'name')?.span ?? node.span;
  if (bytes > mostBytes) say(diagnostic(objectTooLarge, span, { kind, name, bytes }));
  const isFluentBits = isNamedSo || [...texts.values()].some(({ text }) => isLikely(text));
  const encrypted = isEncrypted ? { encryptedKeys: keysIn(object) } : {};
  const all = { ...marks, isFluentBits, isEncrypted };
  return { kind, name, namespace, host: file, span, texts: [...texts.values()], ...encrypted, faults, marks: all };
}

/** The keys of a Secret, which stay as they are where its values are encrypted. */
function keysIn({ node }: HostObject): string[] {
  const maps = [node.at('data'), node.at('stringData'), node.at('spec', 'encryptedData')];
  return maps.flatMap((map) => (map?.entries() ?? []).map(({ key }) => key.text));
}

const isFluentBitsName = /fluent-?bit/i;

function marksOf({ node, kind }: HostObject): Omit<Marks, 'isFluentBits'> {
  const annotations = node.at('metadata', 'annotations')?.entries() ?? [];
  const isHelms =
    node.textAt('metadata', 'labels', 'app.kubernetes.io/managed-by') === 'Helm' ||
    annotations.some(({ key }) => key.text === 'meta.helm.sh/release-name');
  return {
    isImmutable: node.textAt('immutable') === 'true',
    isHelms,
    hasLastApplied: annotations.some(({ key }) => key.text === 'kubectl.kubernetes.io/last-applied-configuration'),
    isEncrypted: kind === 'SealedSecret' || node.at('sops')?.isMap === true,
  };
}

function plainText({ key }: HostEntry, value: HostScalar, host: HostFile, isSecret: boolean): EmbeddedText {
  return {
    ...common(key, value, host),
    text: value.text,
    isSecret,
    placeOf: (offset) => value.placeOf(offset),
    changedTo: ({ name, text }: Change) => [...renamed(key, name), ...value.replacedBy(withEnd(text, value.text))],
  };
}

/** One in base64, on any number of lines. It is written on one. */
function encodedText({ key }: HostEntry, value: HostScalar, host: HostFile, say: (one: Diagnostic) => void): EmbeddedText | undefined {
  const text = decodeBase64(value.text);
  if (text === undefined) {
    if (isConfigurationName.test(key.text)) say(diagnostic(notBase64, key.span, { name: key.text }));
    return undefined;
  }
  return {
    ...common(key, value, host),
    text,
    isSecret: true,
    placeOf: () => key.span.start,
    changedTo: (change: Change) => [...renamed(key, change.name), ...value.replacedBy(encodeBase64(withEnd(change.text, text)))],
  };
}

const isConfigurationName = /\.(?:conf|ya?ml|json)$/i;

function common(key: HostScalar, value: HostScalar, host: HostFile) {
  return { name: key.text, host, nameSpan: key.span, span: { start: value.span.start, end: value.span.end } };
}

/** A text with the end of another one: with a line end, or without. */
export function withEnd(text: string, old: string): string {
  const end = /\n*$/.exec(old)?.[0] ?? '';
  return text.replace(/\n*$/, '') + end;
}

/** What gives a scalar another text in place of the whole of its own, within its quotes. */
export function renamed(scalar: HostScalar, text: string): Splice[] {
  return scalar.text === text ? [] : (replacedPart(scalar, { start: 0, end: scalar.text.length }, text) ?? []);
}

/** What puts a text in place of a part of a scalar; undefined where that is written in another way than it reads. */
export function replacedPart(scalar: HostScalar, part: Span, text: string): Splice[] | undefined {
  const start = scalar.placeOf(part.start);
  const old = scalar.text.slice(part.start, part.end);
  const span = { start, end: start + old.length };
  return scalar.file.source.text.slice(span.start, span.end) === old ? [{ span, text }] : undefined;
}
