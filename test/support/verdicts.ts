import { readFileSync } from 'node:fs';

// What Fluent Bit 5.1.1 said of single properties, each in a configuration of its own.

export interface Probe {
  readonly section: string;
  readonly plugin: string;
  readonly key: string;
  readonly value: string;
  readonly verdict: 'ok' | 'refused';
}

type Pair = readonly [key: string, value: string];

const folder = new URL('../engine/verdicts/', import.meta.url);
const bases: Record<string, readonly Pair[]> = JSON.parse(readFileSync(new URL('bases.json', folder), 'utf8'));
const [, ...rows] = readFileSync(new URL('verdicts.tsv', folder), 'utf8').trimEnd().split('\n');
export const probes = rows.map((row): Probe => {
  const [section = '', plugin = '', key = '', value = '', verdict] = row.split('\t');
  return { section, plugin, key, value, verdict: verdict === 'ok' ? 'ok' : 'refused' };
});

/** The sections of a probe: the property that is probed last in its section, and the properties beside it. */
function sectionsOf({ section, plugin, key, value }: Probe): { kind: string; pairs: readonly Pair[] }[] {
  const name = `${section} ${plugin}`;
  const beside: Record<string, readonly Pair[]> = {
    service: [
      ['flush', '1'],
      ['log_level', 'info'],
    ],
    input: [['name', 'dummy']],
    output: [
      ['name', 'null'],
      ['match', '*'],
    ],
  };
  const probed: readonly Pair[] = [
    ...(plugin === '' ? (beside.service ?? []) : [['name', plugin] as const]),
    ...(section === 'filter' || section === 'output' ? [['match', '*'] as const] : []),
    ...(bases[name] ?? bases[`${name} (core keys)`] ?? []),
  ];
  const kinds = section === 'filter' ? ['service', 'input', 'filter', 'output'] : ['service', 'input', 'output'];
  return kinds.map((kind) =>
    kind === section ? { kind, pairs: [...probed.filter(([other]) => other !== key), [key, value]] } : { kind, pairs: beside[kind] ?? [] },
  );
}

export function classicOf(probe: Probe): string {
  return sectionsOf(probe)
    .map(({ kind, pairs }) => `[${kind.toUpperCase()}]\n${pairs.map(([key, value]) => `    ${key} ${value}\n`).join('')}`)
    .join('\n');
}

export function yamlOf(probe: Probe): string {
  const [service, ...others] = sectionsOf(probe);
  const lines = (pairs: readonly Pair[], indent: string) => pairs.map(([key, value]) => `${indent}${key}: '${value}'\n`).join('');
  const pipeline = others.map(({ kind, pairs }) => `  ${kind}s:\n    -\n${lines(pairs, '      ')}`);
  return `service:\n${lines(service?.pairs ?? [], '  ')}pipeline:\n${pipeline.join('')}`;
}
