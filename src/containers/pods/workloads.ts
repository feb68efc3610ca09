import { baseOf } from '../../formats/detect.js';
import type { Span } from '../../source/span.js';
import type { HostObject } from '../objects.js';
import type { HostFile } from '../yaml/host-file.js';
import type { HostScalar } from '../yaml/host-scalar.js';
import type { HostNode } from '../yaml/nodes.js';
import type { Splice } from '../yaml/splice.js';

/** A volume of a pod that is made from ConfigMaps and Secrets. */
export interface Volume {
  readonly name: string;
  readonly sources: readonly VolumeSource[];
}

export interface VolumeSource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Only these keys, each under a path of its own; all of them without. */
  readonly items: readonly VolumeItem[] | undefined;
}

export interface VolumeItem {
  readonly key: HostScalar;
  readonly path: HostScalar;
}

export interface VolumeMount {
  readonly volume: string;
  readonly mountPath: HostScalar;
  readonly subPath: HostScalar | undefined;
}

/** A container of a pod: what is mounted in it, and how it is started. */
export interface PodContainer {
  readonly host: HostFile;
  readonly node: HostNode;
  readonly namespace: string | undefined;
  readonly image: string;
  readonly mounts: readonly VolumeMount[];
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly command: readonly HostScalar[];
  readonly args: readonly HostScalar[];
  /** The values of variables. */
  readonly env: readonly HostScalar[];
  /** Commands that count somewhere else: a patch has others in their place here. */
  readonly others: readonly HostScalar[];
  /** Variables that are read from keys. */
  readonly keyRefs: readonly KeyRef[];
  readonly span: Span;
  /** Of one that the templates of a chart make. */
  readonly chart?: ChartStart;
}

/** What a chart does to a container that its values do not say. */
export interface ChartStart {
  readonly workingDirectory: string;
  /** What it mounts beside the texts of its values. */
  readonly otherFiles: readonly string[];
  /** What has it start with another main file where values leave that to the chart. */
  startWith(path: string): readonly { readonly host: HostFile; readonly splices: readonly Splice[] }[];
}

export interface KeyRef {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly key: HostScalar;
}

/** The containers of all pods that an object makes. */
export function podContainers(object: HostObject): PodContainer[] {
  const { file, node, kind, namespace } = object;
  const spec =
    kind === 'Pod'
      ? node.at('spec')
      : kind === 'CronJob'
        ? node.at('spec', 'jobTemplate', 'spec', 'template', 'spec')
        : node.at('spec', 'template', 'spec');
  if (spec === undefined) return [];
  const volumes = new Map((spec.at('volumes')?.items() ?? []).map(volumeOf).map((volume) => [volume.name, volume]));
  const nodes = ['initContainers', 'containers'].flatMap((key) => spec.at(key)?.items() ?? []);
  return nodes.map((container) => ({
    host: file,
    node: container,
    namespace,
    image: container.textAt('image') ?? '',
    mounts: (container.at('volumeMounts')?.items() ?? []).flatMap(mountOf),
    volumes,
    command: scalarsOf(container.at('command')),
    args: scalarsOf(container.at('args')),
    env: (container.at('env')?.items() ?? []).flatMap((one) => one.at('value')?.scalar() ?? []),
    others: [],
    keyRefs: (container.at('env')?.items() ?? []).flatMap(keyRefOf),
    span: container.at('image')?.span ?? container.span,
  }));
}

/** The ConfigMaps and Secrets whose keys are files of a pod's container. */
export function mountedSources({ mounts, volumes }: PodContainer): VolumeSource[] {
  return mounts.flatMap(({ volume }) => volumes.get(volume)?.sources ?? []);
}

function scalarsOf(node: HostNode | undefined): HostScalar[] {
  const own = node?.scalar();
  return own === undefined ? (node?.items() ?? []).flatMap((item) => item.scalar() ?? []) : [own];
}

function keyRefOf(node: HostNode): KeyRef[] {
  return (['ConfigMap', 'Secret'] as const).flatMap((kind) => {
    const from = node.at('valueFrom', kind === 'ConfigMap' ? 'configMapKeyRef' : 'secretKeyRef');
    const key = from?.at('key')?.scalar();
    return from === undefined || key === undefined ? [] : [{ kind, name: from.textAt('name') ?? '', key }];
  });
}

function volumeOf(node: HostNode): Volume {
  const projected = node.at('projected', 'sources')?.items() ?? [];
  return {
    name: node.textAt('name') ?? '',
    sources: [sourceOf(node, 'secretName'), ...projected.map((one) => sourceOf(one, 'name'))].flat(),
  };
}

function sourceOf(node: HostNode, secretName: string): VolumeSource[] {
  const configMap = node.at('configMap');
  const secret = node.at('secret');
  return [
    ...(configMap === undefined ? [] : [{ kind: 'ConfigMap' as const, name: configMap.textAt('name') ?? '', items: itemsOf(configMap) }]),
    ...(secret === undefined ? [] : [{ kind: 'Secret' as const, name: secret.textAt(secretName) ?? '', items: itemsOf(secret) }]),
  ];
}

function itemsOf(node: HostNode): VolumeItem[] | undefined {
  return node
    .at('items')
    ?.items()
    .flatMap((item) => {
      const key = item.at('key')?.scalar();
      const path = item.at('path')?.scalar();
      return key === undefined || path === undefined ? [] : [{ key, path }];
    });
}

function mountOf(node: HostNode): VolumeMount[] {
  const mountPath = node.at('mountPath')?.scalar();
  if (mountPath === undefined) return [];
  return [{ volume: node.textAt('name') ?? '', mountPath, subPath: node.at('subPath')?.scalar() }];
}

/** Whether an image is Fluent Bit's own, whose command is known: `-c /fluent-bit/etc/fluent-bit.conf`. */
export function isOfficialImage(image: string): boolean {
  return /^(?:(?:index\.)?docker\.io\/|cr\.fluentbit\.io\/|ghcr\.io\/)?fluent\/fluent-bit(?:[:@]|$)/.test(image);
}

/** Whether an image runs Fluent Bit by its name. */
export function seemsFluentBit(image: string): boolean {
  return /fluent-?bit/i.test(baseOf(image));
}
