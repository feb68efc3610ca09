import { directoryOf } from '../../project/paths.js';
import type { Container } from '../embedded.js';
import { type Bundle, type ConfigView, viewOf } from './bundle.js';
import { mountedSources, type PodContainer } from './workloads.js';

/** What belongs together among manifests that nothing else puts together: a pod takes the nearest of those that it names. */
export function nearBundles(containers: readonly Container[], pods: readonly PodContainer[]): Bundle[] {
  const mounted = new Set<Container>();
  const bundles = pods.flatMap((pod) => {
    const choices = namesOf(pod).flatMap((name) => {
      const nearest = nearestOf(
        containers.filter((one) => fits(one, name, pod)),
        pod,
      );
      return nearest.length === 0 ? [] : [nearest];
    });
    for (const one of choices.flat()) mounted.add(one);
    // Several are equally near where each environment has its own.
    const count = Math.max(0, ...choices.map(({ length }) => length));
    return Array.from(
      { length: count },
      (_, i): Bundle => ({ configs: choices.map((choice) => viewOf(choice[i % choice.length] as Container)), pods: [pod] }),
    );
  });
  return [...bundles, ...unmountedBundles(containers.filter((one) => !mounted.has(one)))];
}

/** What a pod's container mounts, or reads a key of. */
export function namesOf(pod: PodContainer): ObjectName[] {
  const names = new Map([...mountedSources(pod), ...pod.keyRefs].map(({ kind, name }) => [`${kind} ${name}`, { kind, name }]));
  return [...names.values()];
}

interface ObjectName {
  readonly kind: string;
  readonly name: string;
}

/** Whether a pod means an object by a name; a SealedSecret becomes the Secret of its name. */
export function isMeant(object: ObjectName, { kind, name }: ObjectName): boolean {
  return object.name === name && (object.kind === kind || (kind === 'Secret' && object.kind === 'SealedSecret'));
}

function fits(container: Container, name: ObjectName, pod: PodContainer): boolean {
  const isSameSpace = container.namespace === undefined || pod.namespace === undefined || container.namespace === pod.namespace;
  return isSameSpace && isMeant(container, name);
}

function nearestOf(containers: readonly Container[], pod: PodContainer): Container[] {
  let least = Number.POSITIVE_INFINITY;
  let nearest: Container[] = [];
  for (const one of containers) {
    const distance = distanceBetween(one.host.path, pod.host.path);
    if (distance < least) nearest = [];
    least = Math.min(least, distance);
    if (distance === least) nearest.push(one);
  }
  return nearest;
}

/** 0 for the same file; else the number of steps from one directory to the other, and one. */
export function distanceBetween(one: string, other: string): number {
  if (one === other) return 0;
  const [a, b] = [directoryOf(one).split('/'), directoryOf(other).split('/')];
  let common = 0;
  while (common < Math.min(a.length, b.length) && a[common] === b[common]) common++;
  return 1 + a.length + b.length - 2 * common;
}

/** Those of one directory and namespace are one configuration where no key is in two of them. */
function unmountedBundles(containers: readonly Container[]): Bundle[] {
  const groups = new Map<string, ConfigView[]>();
  for (const container of containers) {
    if (container.texts.length === 0) continue;
    const view = viewOf(container);
    let key = `${directoryOf(container.host.path)}\n${container.namespace ?? ''}`;
    const isTaken = (views: readonly ConfigView[] = []) => views.some(({ texts }) => [...texts.keys()].some((one) => view.texts.has(one)));
    while (isTaken(groups.get(key))) key += '\n';
    groups.set(key, [...(groups.get(key) ?? []), view]);
  }
  return Array.from(groups.values(), (configs) => ({ configs, pods: [] }));
}
