import type { Config } from './config.js';

/**
 * What a file looks like by the keys at its top, if none of them is a section of Fluent Bit. Names that begin with `x-` are
 * free for everybody.
 */
export function foreignKind(keys: readonly string[]): string | undefined {
  if (keys.length === 0 || keys.some((key) => key.startsWith('x-'))) return undefined;
  const has = (...names: string[]) => names.every((name) => keys.includes(name));
  if (has('apiVersion', 'kind')) return 'a Kubernetes object';
  if (has('services')) return 'a Compose file';
  return keys.some((key) => /^(?:image|replicaCount|nameOverride|resources|tolerations|customParsers|fluent-?bit)$/i.test(key))
    ? 'the values of a Helm chart'
    : "another program's file";
}

/** The same for a configuration that was read without errors and has only sections that nothing reads. */
export function foreignConfig({ sections }: Config): string | undefined {
  return sections.every(({ kind }) => kind === 'other') ? foreignKind(sections.map(({ name = '' }) => name)) : undefined;
}
