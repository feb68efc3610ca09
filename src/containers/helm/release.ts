import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { pathIn, plainPath } from '../../project/paths.js';
import { type HostFinding, renamed, withEnd } from '../config-objects.js';
import type { Change, Container, EmbeddedText, Leaf } from '../embedded.js';
import { type Bundle, type ConfigView, mergedView, viewOf, withShadowed } from '../pods/bundle.js';
import type { ChartStart, PodContainer } from '../pods/workloads.js';
import type { HostScalar } from '../yaml/host-scalar.js';
import { chartImage, fileOf, filesDirectory, mainFile, partKeys, type TextKey, textKeys, workingDirectory } from './chart.js';
import type { Defaults } from './defaults.js';
import { argumentsWithoutMain, defaultsMissing, fileNameTaken, valuesElsewhere } from './diagnostics.js';
import { LayerWriter } from './layer-writer.js';
import type { Layer, ValuesText } from './values.js';

/** Values that lie over each other, the lowest first, and what may lie over all of them: one of these, or none. */
export interface Stack {
  readonly base: readonly [Layer, ...Layer[]];
  readonly overlays: readonly (readonly Layer[])[];
}

/** What a release is put together from, for each way to do it: texts that are files of one directory, and the pod that mounts it. */
export function releaseBundles(stack: Stack, defaults: Defaults | undefined): Bundle[] {
  return new ReleaseReader(stack, defaults).bundles();
}

class ReleaseReader {
  private readonly layers: readonly Layer[];
  private readonly obstacles: HostFinding[] = [];
  /** Whether Fluent Bit starts with what the chart puts together. */
  private readonly isChartsMain: boolean;
  private readonly missing: readonly TextKey[];
  /** What `fluent-bit.conf` includes, once its texts are files of their own. */
  private readonly parts: readonly TextKey[];
  private readonly hasParsers: boolean;

  constructor(
    private readonly stack: Stack,
    private readonly defaults: Defaults | undefined,
  ) {
    const { base, overlays } = stack;
    this.layers = [...base, ...overlays.flat()];
    const args = this.layers.flatMap((layer) => (layer.args === undefined ? [] : [mainIn(layer)]));
    this.isChartsMain = args.length === 0 || args.includes(mainFile) || args.includes(undefined);
    const isSet = (key: TextKey) => base.some(({ texts, faults }) => texts.has(key) || faults.length > 0);
    this.missing = this.isChartsMain ? textKeys.filter((key) => !isSet(key)) : [];
    this.parts = this.isChartsMain ? partKeys.filter((key) => this.hasText(key)) : [];
    this.hasParsers = this.hasText('customParsers');
  }

  private hasText(key: TextKey): boolean {
    const isFilled = (text: string | undefined) => text !== undefined && !isBlank(text);
    return this.layers.some(({ texts }) => isFilled(texts.get(key)?.value.text)) || isFilled(this.defaultOf(key));
  }

  private defaultOf(key: TextKey): string | undefined {
    return this.missing.includes(key) ? this.defaults?.get(key) : undefined;
  }

  bundles(): Bundle[] {
    this.findObstacles();
    const containers = new Map(this.layers.map((layer) => [layer, this.containerOf(layer)]));
    const { base, overlays } = this.stack;
    const stacks = overlays.length === 0 ? [base] : overlays.map((overlay) => [...base, ...overlay]);
    const emptied = this.layers.flatMap((layer) => this.emptiedIn(layer));
    return withShadowed(
      stacks.map((layers) => {
        const [first, ...more] = layers.flatMap((layer) => containers.get(layer) ?? []);
        if (first === undefined) throw new RangeError('a release without values');
        const view = this.withParsers(more.reduce<ConfigView>(mergedView, viewOf(first)), [...containers.values()]);
        return { configs: [view], pods: [this.podOf(layers, view.name)], obstacles: this.obstacles, emptied };
      }),
    );
  }

  /** The main file names the parsers even where values empty them: it is converted as if the parsers of other values stood there. */
  private withParsers(view: ConfigView, containers: readonly Container[]): ConfigView {
    const name = fileOf.customParsers;
    const parsers = containers.flatMap(({ texts }) => texts).find((text) => text.name === name);
    return parsers === undefined || view.texts.has(name) ? view : { ...view, texts: new Map([...view.texts, [name, parsers]]) };
  }

  /** The parsers of values that empty them. */
  private emptiedIn(layer: Layer): EmbeddedText[] {
    const text = layer.texts.get('customParsers');
    if (text === undefined || !this.hasParsers || !isBlank(text.value.text)) return [];
    return [this.textOf('customParsers', text, layer, new LayerWriter(layer))];
  }

  private findObstacles(): void {
    const { base } = this.stack;
    for (const layer of this.layers) {
      for (const one of layer.obstacles) this.obstacles.push({ host: layer.file, diagnostic: one });
      if (layer.args !== undefined && mainIn(layer) === undefined)
        this.stop(layer, diagnostic(argumentsWithoutMain, spanOfArgs(layer), {}));
      for (const { key } of layer.files) {
        const maker = this.usedKeys().find((one) => fileOf[one] === key.text);
        if (maker !== undefined && this.isMade(maker))
          this.stop(layer, diagnostic(fileNameTaken, key.span, { name: key.text, key: maker }));
      }
    }
    const [{ configKey, chart }] = base;
    const elsewhere = base.find(({ others }) => others !== undefined);
    if (this.missing.length > 0 && elsewhere?.others !== undefined) {
      this.stop(elsewhere, diagnostic(valuesElsewhere, elsewhere.others, { keys: this.missing.join(', ') }));
    } else if (this.missing.length > 0 && this.defaults === undefined) {
      const version = /^\d+\.\d+\.\d+/.test(chart.version) ? chart.version : 'VERSION';
      const command = `helm show values fluent/fluent-bit --version ${version} > chart-values.yaml`;
      this.stop(base[0], diagnostic(defaultsMissing, configKey.span, { keys: this.missing.join(', '), command }));
    }
  }

  private stop({ file }: Layer, one: Diagnostic): void {
    this.obstacles.push({ host: file, diagnostic: one });
  }

  /** The texts that become files. */
  private usedKeys(): readonly TextKey[] {
    return [...(this.isChartsMain ? ['service' as const] : []), ...this.parts, ...(this.hasParsers ? ['customParsers' as const] : [])];
  }

  private isMade(key: TextKey): boolean {
    return key !== 'service' || this.parts.length > 0 || this.hasText('service');
  }

  private containerOf(layer: Layer): Container {
    const { file, configKey, release, faults, files } = layer;
    const writer = new LayerWriter(layer);
    const isBase = layer === this.stack.base[0];
    const texts = this.usedKeys()
      .filter((key) => this.isMade(key))
      .flatMap((key): EmbeddedText[] => {
        const text = layer.texts.get(key);
        if (text !== undefined && key === 'customParsers' && isBlank(text.value.text)) return [];
        if (text !== undefined) return [this.textOf(key, text, layer, writer)];
        const standard = isBase ? this.defaultOf(key) : undefined;
        return standard === undefined ? [] : [this.defaultText(key, standard, layer, writer)];
      });
    return {
      kind: 'ConfigMap',
      name: release,
      namespace: undefined,
      host: file,
      span: configKey.span,
      texts: [...texts, ...files.map((one) => fileText(one, layer))],
      faults,
      marks: { isFluentBits: true, isImmutable: false, isHelms: false, hasLastApplied: false, isEncrypted: false },
    };
  }

  private textOf(key: TextKey, text: ValuesText, layer: Layer, writer: LayerWriter): EmbeddedText {
    const { value } = text;
    const tail = this.tailOf(key, value.text);
    return {
      ...common(text, layer),
      name: fileOf[key],
      label: `config.${key}`,
      text: value.text + tail,
      placeOf: (offset) => value.placeOf(Math.min(offset, value.text.length)),
      changedTo: (change: Change) =>
        change.name === fileOf[key] ? value.replacedBy(withoutEnd(change.text, tail)) : writer.moved(key, text, change),
      slot: {
        map: layer.node,
        path: ['config', key],
        after: (change) =>
          change.name === fileOf[key] ? [{ path: ['config', key], text: withoutEnd(change.text, tail) }] : movedLeaves(key, change),
      },
    };
  }

  private defaultText(key: TextKey, text: string, layer: Layer, writer: LayerWriter): EmbeddedText {
    const { configKey: place, file } = layer;
    return {
      name: fileOf[key],
      label: `config.${key} (the chart's)`,
      text: text + this.tailOf(key, text),
      host: file,
      nameSpan: place.span,
      span: place.span,
      isSecret: false,
      placeOf: () => place.span.start,
      changedTo: (change: Change) => (change.name === fileOf[key] ? [] : writer.movedDefault(key, change, text)),
      slot: { map: layer.node, path: ['config', key], after: (change) => (change.name === fileOf[key] ? [] : movedLeaves(key, change)) },
    };
  }

  /** What stands behind the first text, so that it becomes the main file: the includes of the others. */
  private tailOf(key: TextKey, text: string): string {
    if (key !== 'service') return '';
    const includes = this.parts.map((part) => `@INCLUDE ${fileOf[part]}\n`).join('');
    return text === '' || text.endsWith('\n') ? includes : `\n${includes}`;
  }

  private podOf(layers: readonly Layer[], name: string): PodContainer {
    const own = layers.filter(({ args }) => args !== undefined);
    const last = own.at(-1);
    const [base] = layers as readonly [Layer];
    const directory = fixedScalar(filesDirectory, base);
    const imageAt = (key: string) => layers.flatMap(({ node }) => node.textAt('image', key) ?? []).at(-1);
    const tag = imageAt('tag') ?? '';
    const main = last === undefined ? mainFile : mainIn(last);
    return {
      host: base.file,
      node: base.node,
      namespace: undefined,
      image: (imageAt('repository') ?? chartImage) + (tag === '' ? '' : `:${tag}`),
      mounts: [{ volume: 'config', mountPath: directory, subPath: undefined }],
      volumes: new Map([['config', { name: 'config', sources: [{ kind: 'ConfigMap', name, items: undefined }] }]]),
      command: layers.flatMap(({ command }) => command),
      args: last?.args ?? [],
      env: layers.flatMap(({ env }) => env),
      others: own.flatMap((layer) => (layer === last ? [] : (layer.args ?? []))),
      keyRefs: [],
      span: base.configKey.span,
      chart: {
        workingDirectory: last === undefined || main === undefined ? workingDirectory : directoryIn(last),
        otherFiles: this.hasParsers ? [] : [`${filesDirectory}/${fileOf.customParsers}`],
        startWith: (path) => this.startWith(path),
      } satisfies ChartStart,
    };
  }

  /** Puts the arguments into all values that may be installed alone: the lowest ones, and those that set all texts. */
  private startWith(path: string): ReturnType<ChartStart['startWith']> {
    const isWhole = (layers: readonly Layer[]) => textKeys.every((key) => layers.some(({ texts, isPatch }) => !isPatch && texts.has(key)));
    const { base, overlays } = this.stack;
    return [base, ...overlays.filter(isWhole)].flatMap((layers) => {
      const [first] = layers;
      if (first === undefined || layers.some(({ args }) => args !== undefined)) return [];
      const args = [`--workdir=${workingDirectory}`, `--config=${path}`];
      return [{ host: first.file, splices: new LayerWriter(first).argsAdded(args) }];
    });
  }
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function fileText(text: ValuesText & { readonly map: string }, layer: Layer): EmbeddedText {
  const { key, value, map } = text;
  return {
    ...common(text, layer),
    name: key.text,
    label: `config.${map}.${key.text}`,
    text: value.text,
    placeOf: (offset) => value.placeOf(offset),
    changedTo: ({ name, text: changed }: Change) => [...renamed(key, name), ...value.replacedBy(withEnd(changed, value.text))],
    slot: {
      map: layer.node,
      path: ['config', map, key.text],
      after: (change) => [{ path: ['config', map, change.name], text: change.text }],
    },
  };
}

/** What stands there once a text is a file of its own. */
function movedLeaves(key: TextKey, { name, text }: Change): Leaf[] {
  return [
    { path: ['config', key], text: '' },
    { path: ['config', 'extraFiles', name], text },
  ];
}

function common({ key, value }: ValuesText, { file }: Layer) {
  return { host: file, nameSpan: key.span, span: value.span, isSecret: false };
}

function withoutEnd(text: string, tail: string): string {
  return tail !== '' && text.endsWith(tail.trimStart()) ? text.slice(0, -tail.trimStart().length) : text;
}

/** A text that stands nowhere: what the templates of the chart say. */
function fixedScalar(text: string, { file, configKey: { span } }: Layer): HostScalar {
  return { file, text, span, placeOf: () => span.start, replacedBy: () => [] };
}

/** The configuration that the arguments of values name, in full. */
function mainIn(layer: Layer): string | undefined {
  const words = [...layer.command, ...(layer.args ?? [])].map(({ text }) => text);
  const path = optionIn(words, /^(?:--config=|-c(?=.))/, ['-c', '--config']);
  return path === undefined ? undefined : plainPath(pathIn(directoryIn(layer), path));
}

function directoryIn(layer: Layer): string {
  const words = [...layer.command, ...(layer.args ?? [])].map(({ text }) => text);
  return optionIn(words, /^(?:--workdir=|-w(?=.))/, ['-w', '--workdir']) ?? '/';
}

function optionIn(words: readonly string[], joined: RegExp, alone: readonly string[]): string | undefined {
  for (const [i, word] of words.entries()) {
    if (alone.includes(word)) return words[i + 1];
    if (joined.test(word)) return word.replace(joined, '');
  }
  return undefined;
}

function spanOfArgs({ node, configKey }: Layer) {
  return node.entries().findLast(({ key }) => key.text === 'args')?.key.span ?? configKey.span;
}
