import type { Container, EmbeddedText } from './embedded.js';
import type { PodContainer } from './workloads.js';

/** What is applied together: ConfigMaps and Secrets as they are in the cluster, and the containers of the pods beside them. */
export interface Bundle {
  readonly configs: readonly ConfigView[];
  readonly pods: readonly PodContainer[];
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
