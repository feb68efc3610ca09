import type { Container, EmbeddedText } from '../embedded.js';
import { type Bundle, type ConfigView, mergedView, viewOf } from '../pods/bundle.js';
import type { PodContainer } from '../pods/workloads.js';
import type { ImageChange, Kustomization, Target } from './kustomization.js';

/** What is in a manifest, or in a file of patches. */
export interface Manifest {
  readonly configs: readonly Container[];
  readonly pods: readonly NamedPod[];
  /** Keys that a JSON patch sets. */
  readonly patched: readonly EmbeddedText[];
}

/** A container of a pod, by the object that makes the pod. */
export interface NamedPod {
  readonly object: string;
  readonly name: string;
  readonly pod: PodContainer;
}

/** Gives manifests and kustomizations by their paths. */
export interface KustomizeFiles {
  manifest(path: string): Promise<Manifest>;
  kustomization(path: string): Promise<Kustomization | undefined>;
}

interface Built {
  readonly configs: Map<string, ConfigView>;
  readonly pods: Map<string, NamedPod>;
}

/** What kustomize makes of a kustomization: of its resources, then its generators, then its patches. */
export async function buildKustomization(kustomization: Kustomization, files: KustomizeFiles): Promise<Bundle> {
  const { configs, pods } = await build(kustomization, files, new Set());
  return { configs: [...configs.values()], pods: Array.from(pods.values(), ({ pod }) => pod) };
}

async function build(kustomization: Kustomization, files: KustomizeFiles, open: ReadonlySet<string>): Promise<Built> {
  const built: Built = { configs: new Map(), pods: new Map() };
  const { host, resources, generated, patches, images } = kustomization;
  if (open.has(host.path)) return built;
  const within = new Set([...open, host.path]);
  for (const path of resources) {
    const inner = await files.kustomization(path);
    if (inner === undefined) add(built, await files.manifest(path));
    else {
      const { configs, pods } = await build(inner, files, within);
      for (const [key, view] of configs) built.configs.set(key, view);
      for (const [key, pod] of pods) built.pods.set(key, pod);
    }
  }
  for (const { container, behavior } of generated) {
    const key = keyOf(container);
    const base = built.configs.get(key);
    built.configs.set(key, base === undefined || behavior !== 'merge' ? viewOf(container) : mergedView(base, container));
  }
  for (const { path, target } of patches) patchWith(built, await files.manifest(path), target);
  for (const [key, named] of built.pods) built.pods.set(key, { ...named, pod: withImage(named.pod, images) });
  return built;
}

function add({ configs, pods }: Built, manifest: Manifest): void {
  for (const container of manifest.configs) configs.set(keyOf(container), viewOf(container));
  for (const named of manifest.pods) pods.set(`${named.object} ${named.name}`, named);
}

function patchWith({ configs, pods }: Built, manifest: Manifest, target: Target | undefined): void {
  for (const [key, view] of manifest.patched.length === 0 ? [] : configs) {
    if (isTarget(view, target)) configs.set(key, mergedView(view, { ...emptyPart(view), texts: manifest.patched }));
  }
  for (const container of manifest.configs) {
    const base = configs.get(keyOf(container));
    if (base !== undefined) configs.set(keyOf(container), mergedView(base, container));
  }
  for (const named of manifest.pods) {
    const key = `${named.object} ${named.name}`;
    const base = pods.get(key);
    if (base !== undefined) pods.set(key, { ...base, pod: patchedPod(base.pod, named.pod) });
  }
}

function isTarget({ kind, name }: ConfigView, target: Target | undefined): boolean {
  return (target?.kind ?? kind) === kind && (target?.name ?? name) === name;
}

function emptyPart({ parts: [first] }: ConfigView): Container {
  if (first === undefined) throw new RangeError('a ConfigMap that is made from nothing');
  return first;
}

function keyOf({ kind, name }: Container): string {
  return `${kind} ${name}`;
}

/** Lists of texts are replaced, lists of named things joined. */
function patchedPod(base: PodContainer, patch: PodContainer): PodContainer {
  return {
    ...base,
    image: patch.image || base.image,
    mounts: [...base.mounts, ...patch.mounts],
    volumes: new Map([...base.volumes, ...patch.volumes]),
    command: patch.command.length > 0 ? patch.command : base.command,
    args: patch.args.length > 0 ? patch.args : base.args,
    env: [...base.env, ...patch.env],
    keyRefs: [...base.keyRefs, ...patch.keyRefs],
    others: [
      ...base.others,
      ...patch.others,
      ...(patch.command.length > 0 ? base.command : []),
      ...(patch.args.length > 0 ? base.args : []),
    ],
  };
}

function withImage(pod: PodContainer, images: readonly ImageChange[]): PodContainer {
  const [, name = pod.image, tag = ''] = /^(.*?)(:[^:/@]+)?(?:@.*)?$/.exec(pod.image) ?? [];
  const change = images.find((one) => one.name === name);
  if (change === undefined) return pod;
  const { newName = name, newTag } = change;
  return { ...pod, image: newName + (newTag === undefined ? tag : `:${newTag}`) };
}
