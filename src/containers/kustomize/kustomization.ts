import { diagnostic } from '../../diagnostics/diagnostic.js';
import { baseOf } from '../../formats/detect.js';
import type { Host } from '../../project/host.js';
import { directoryOf, pathIn, plainPath } from '../../project/paths.js';
import { decodeUtf8 } from '../../source/decode.js';
import { type HostFinding, replacedPart } from '../config-objects.js';
import { missingGeneratorFile } from '../diagnostics.js';
import type { Change, Container, EmbeddedText, Marks } from '../embedded.js';
import type { HostFile, ParsedHost } from '../yaml/host-file.js';
import type { HostScalar } from '../yaml/host-scalar.js';
import { type HostNode, rootsOf } from '../yaml/nodes.js';

/** What a kustomization builds on, and what it makes. All paths are in full. */
export interface Kustomization {
  readonly host: HostFile;
  /** Manifests, and directories of other kustomizations. */
  readonly resources: readonly string[];
  /** Files that change what is built. */
  readonly patches: readonly PatchFile[];
  /** The same, written in the kustomization itself. */
  readonly inlinePatches: readonly InlinePatch[];
  readonly generated: readonly Generated[];
  readonly images: readonly ImageChange[];
}

export interface PatchFile {
  readonly path: string;
  readonly target: Target | undefined;
}

export interface InlinePatch {
  readonly text: HostScalar;
  readonly target: Target | undefined;
}

export interface Target {
  readonly kind: string | undefined;
  readonly name: string | undefined;
}

/** What a generator makes: a new one, or keys for one of a base. */
export interface Generated {
  readonly container: Container;
  readonly behavior: 'create' | 'merge' | 'replace';
}

export interface ImageChange {
  readonly name: string;
  readonly newName: string | undefined;
  readonly newTag: string | undefined;
}

export function readKustomization(parsed: ParsedHost, host: Host, report: (finding: HostFinding) => void): Kustomization {
  const { file } = parsed;
  const roots = rootsOf(parsed);
  const directory = directoryOf(file.path);
  const full = (path: string) => plainPath(pathIn(directory, path));
  const texts = (key: string) => roots.flatMap((root) => root.at(key)?.items() ?? []).flatMap((item) => item.scalar() ?? []);
  const maps = (key: string) => roots.flatMap((root) => root.at(key)?.items() ?? []);
  const isLocal = ({ text }: HostScalar) => !/^[a-z]+:\/\/|^git@|^github\.com\//.test(text);
  const patchMaps = [...maps('patches'), ...maps('patchesJson6902')];
  const strategic = texts('patchesStrategicMerge');
  const isInline = ({ text }: HostScalar) => text.includes('\n');
  return {
    host: file,
    resources: ['resources', 'bases', 'components']
      .flatMap(texts)
      .filter(isLocal)
      .map(({ text }) => full(text.replace(/\/+$/, ''))),
    patches: [
      ...strategic.filter((one) => !isInline(one)).map(({ text }) => ({ path: full(text), target: undefined })),
      ...patchMaps.flatMap((node) => {
        const path = node.textAt('path');
        return path === undefined ? [] : [{ path: full(path), target: targetOf(node) }];
      }),
    ],
    inlinePatches: [
      ...strategic.filter(isInline).map((text) => ({ text, target: undefined })),
      ...patchMaps.flatMap((node) => {
        const text = node.at('patch')?.scalar();
        return text === undefined ? [] : [{ text, target: targetOf(node) }];
      }),
    ],
    generated: [
      ...maps('configMapGenerator').map((node) => generatedOf('ConfigMap', node, { file, host, full, report })),
      ...maps('secretGenerator').map((node) => generatedOf('Secret', node, { file, host, full, report })),
    ],
    images: maps('images').map((node) => ({
      name: node.textAt('name') ?? '',
      newName: node.textAt('newName'),
      newTag: node.textAt('newTag'),
    })),
  };
}

function targetOf(node: HostNode): Target | undefined {
  const target = node.at('target');
  return target && { kind: target.textAt('kind'), name: target.textAt('name') };
}

interface GeneratorContext {
  readonly file: HostFile;
  readonly host: Host;
  readonly full: (path: string) => string;
  readonly report: (finding: HostFinding) => void;
}

const noMarks: Marks = { isFluentBits: true, isImmutable: false, isHelms: false, hasLastApplied: false, isEncrypted: false };

function generatedOf(kind: string, node: HostNode, context: GeneratorContext): Generated {
  const behavior = node.textAt('behavior');
  const isSecret = kind === 'Secret';
  const scalars = (key: string) => (node.at(key)?.items() ?? []).flatMap((item) => item.scalar() ?? []);
  const texts = [
    ...scalars('files').flatMap((entry) => fileText(entry, isSecret, context)),
    ...scalars('literals').flatMap((entry) => literalText(entry, isSecret, context.file)),
  ];
  return {
    behavior: behavior === 'merge' || behavior === 'replace' ? behavior : 'create',
    container: {
      kind,
      name: node.textAt('name') ?? '',
      namespace: node.textAt('namespace'),
      host: context.file,
      span: node.at('name')?.span ?? node.span,
      texts,
      faults: [],
      marks: { ...noMarks, isImmutable: node.textAt('options', 'immutable') === 'true' },
    },
  };
}

/** `path`, or `key=path`. */
function fileText(entry: HostScalar, isSecret: boolean, { file, host, full, report }: GeneratorContext): EmbeddedText[] {
  const at = entry.text.indexOf('=');
  const written = entry.text.slice(at + 1);
  const path = full(written);
  const content = host.read(path);
  if ('problem' in content) {
    report({ host: file, diagnostic: diagnostic(missingGeneratorFile, entry.span, { path: written }) });
    return [];
  }
  const decoded = decodeUtf8(content.bytes);
  if (!('text' in decoded)) return [];
  return [
    {
      name: at === -1 ? baseOf(written) : entry.text.slice(0, at),
      text: decoded.text,
      host: file,
      nameSpan: entry.span,
      span: entry.span,
      path,
      isSecret,
      placeOf: () => entry.span.start,
      changedTo({ name, path: newPath = written }: Change) {
        const isShort = at === -1 && baseOf(newPath) === name;
        const all = { start: 0, end: entry.text.length };
        return replacedPart(entry, all, isShort ? newPath : `${name}=${newPath}`) ?? [];
      },
    },
  ];
}

/** `key=text`. */
function literalText(entry: HostScalar, isSecret: boolean, file: HostFile): EmbeddedText[] {
  const at = entry.text.indexOf('=');
  if (at === -1) return [];
  return [
    {
      name: entry.text.slice(0, at),
      text: entry.text.slice(at + 1),
      host: file,
      nameSpan: entry.span,
      span: entry.span,
      isSecret,
      placeOf: (offset) => entry.placeOf(at + 1 + offset),
      changedTo: ({ name, text }: Change) => entry.replacedBy(`${name}=${text}`),
    },
  ];
}
