import { diagnostic } from '../../diagnostics/diagnostic.js';
import type { HostFinding } from '../config-objects.js';
import type { EmbeddedText } from '../embedded.js';
import type { Bundle } from '../pods/bundle.js';
import type { HostFile } from '../yaml/host-file.js';
import { reasonToStay } from './chart.js';
import type { Defaults } from './defaults.js';
import { valuesShape } from './diagnostics.js';
import type { FoundValues } from './find-values.js';
import { releaseBundles } from './release.js';
import { stacksOf } from './stacks.js';
import { tplTraps } from './tpl-traps.js';
import { isConfigured, type Layer, readLayer } from './values.js';

/** Texts that stay as they are, and why, in words. */
export interface Staying {
  readonly host: HostFile;
  readonly texts: readonly Pick<EmbeddedText, 'name'>[];
  readonly reason: string;
}

export interface Releases {
  readonly bundles: readonly Bundle[];
  readonly staying: readonly Staying[];
  readonly findings: readonly HostFinding[];
}

export interface ReleaseOptions {
  readonly defaults: Defaults | undefined;
  /** Files that are named by themselves. */
  readonly named: ReadonlySet<string>;
}

/** Puts values together to releases of the official chart; those of other charts stay. */
export function readReleases(found: readonly FoundValues[], { defaults, named }: ReleaseOptions): Releases {
  const values = found.flatMap((one) => one.values);
  const configured = new Set(values.flatMap(({ node, release }) => (isConfigured(node) ? [release] : [])));
  const all = values.flatMap((one) => (configured.has(one.release) ? (readLayer(one) ?? []) : []));
  const reasons = new Map(all.map((layer) => [layer, reasonOf(layer)]));
  const layers = all.filter((layer) => reasons.get(layer) === undefined);
  const stacks = stacksOf(layers, named);
  return {
    bundles: stacks.flatMap((stack) => releaseBundles(stack, defaults)),
    staying: all.flatMap((layer) => stayingOf(layer, reasons.get(layer))),
    findings: [
      ...layers.flatMap(({ file, faults }) => faults.map((one) => ({ host: file, diagnostic: one }))),
      ...stacks.flatMap(({ base, overlays }) => tplTraps([...base, ...overlays.flat()])),
      ...found.flatMap(({ unread }) => unread.map(findingOf)),
    ],
  };
}

function reasonOf({ chart, node }: Layer): string | undefined {
  const repository = node.textAt('image', 'repository') ?? '';
  const byImage = /aws-for-fluent-bit/.test(repository) ? 'aws-for-fluent-bit' : undefined;
  const isBitnamis = /bitnami/.test(repository);
  const existing = node.textAt('existingConfigMap') ?? '';
  if (existing !== '') return `the ConfigMap '${existing}' takes the place of 'config' (existingConfigMap)`;
  // A newer image in an older chart reads YAML.
  const version = /^["']?v?(?:3\.[2-9]|[4-9]\.)/.test(node.textAt('image', 'tag') ?? '') ? '' : chart.version;
  return reasonToStay({ name: byImage ?? chart.name, repository: isBitnamis ? 'bitnami' : chart.repository, version });
}

function stayingOf(layer: Layer, reason: string | undefined): Staying[] {
  if (reason === undefined) return [];
  const texts = [
    ...Array.from(layer.texts.keys(), (key) => `config.${key}`),
    ...layer.files.map(({ map, key }) => `config.${map}.${key.text}`),
  ];
  return [{ host: layer.file, texts: texts.map((name) => ({ name })), reason }];
}

function findingOf({ scalar, problem }: FoundValues['unread'][number]): HostFinding {
  if (problem === undefined) {
    const what = 'values in one text that is not a literal block, or several documents in one';
    return { host: scalar.file, diagnostic: diagnostic(valuesShape, scalar.span, { what }) };
  }
  const span = { start: problem.offset, end: problem.offset + 1 };
  return { host: scalar.file, diagnostic: diagnostic(valuesShape, span, { what: `not YAML: ${problem.problem}` }) };
}
