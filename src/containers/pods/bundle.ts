import type { HostFinding } from '../config-objects.js';
import type { Container, EmbeddedText } from '../embedded.js';
import type { PodContainer } from './workloads.js';

/** What is applied together: ConfigMaps and Secrets as they are in the cluster, and the containers of the pods beside them. */
export interface Bundle {
  readonly configs: readonly ConfigView[];
  readonly pods: readonly PodContainer[];
  /** What keeps it from being converted. */
  readonly obstacles?: readonly HostFinding[];
  /** Empty texts, which are renamed as other texts of their name are. */
  readonly emptied?: readonly EmbeddedText[];
}

/** A ConfigMap or Secret as it is in the cluster: put together from what makes it and what is merged into it. */
export interface ConfigView {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly texts: ReadonlyMap<string, EmbeddedText>;
  /** What it is made from, the first one first. */
  readonly parts: readonly Container[];
}

/** A ConfigMap or Secret as it is applied, if nothing else is merged into it. */
export function viewOf(container: Container): ConfigView {
  const { kind, name, namespace, texts } = container;
  return { kind, name, namespace, texts: new Map(texts.map((text) => [text.name, text])), parts: [container] };
}

/** One with more keys, or other texts of those that it has. */
export function mergedView(view: ConfigView, more: Container): ConfigView {
  return {
    ...view,
    texts: new Map([...view.texts, ...more.texts.map((text) => [text.name, text] as const)]),
    parts: [...view.parts, more],
  };
}

/**
 * Bundles, and more of them for texts that are hidden in all: something else takes their place there. They are converted with the
 * rest, since what is applied without an overlay has them.
 */
export function withShadowed(bundles: readonly Bundle[]): Bundle[] {
  const shown = new Set(bundles.flatMap(({ configs }) => configs.flatMap(({ texts }) => [...texts.values()])));
  const shadowed = bundles.flatMap((bundle) =>
    bundle.configs.flatMap((view) =>
      view.parts.flatMap((part): Bundle[] => {
        const hidden = part.texts.filter((text) => !shown.has(text));
        if (hidden.length === 0) return [];
        for (const text of hidden) shown.add(text);
        const texts = new Map([...view.texts, ...hidden.map((text) => [text.name, text] as const)]);
        return [{ ...bundle, configs: bundle.configs.map((one) => (one === view ? { ...view, texts } : one)) }];
      }),
    ),
  );
  return [...bundles, ...shadowed];
}
