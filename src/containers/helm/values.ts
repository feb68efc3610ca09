import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { diagnostic } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../source/span.js';
import { isLikely } from '../likely.js';
import type { HostFile } from '../yaml/host-file.js';
import type { HostScalar } from '../yaml/host-scalar.js';
import type { HostEntry, HostNode } from '../yaml/nodes.js';
import { type ChartName, fileMaps, fileOf, filesDirectory, ownFiles, type TextKey, textKeys } from './chart.js';
import { beginsWithSpaces, chartsOwnFile, filesNotMap, goesOnInSection, valueNotText, valuesShape, valueTwice } from './diagnostics.js';

/** Values for the chart: what stands below one key of a file, or the whole of it. */
export interface Values {
  readonly file: HostFile;
  /** The map that the chart sees as its values. */
  readonly node: HostNode;
  /** What they are for: those of one release lie over each other. */
  readonly release: string;
  readonly chart: ChartName;
  /** Whether they only change others of the release, and are none by themselves. */
  readonly isPatch: boolean;
  /** What names other values of the release, which are not read here. */
  readonly others?: Span | undefined;
}

/** A text of some values. */
export interface ValuesText {
  readonly key: HostScalar;
  readonly value: HostScalar;
}

/** What values say that matters to Fluent Bit. */
export interface Layer extends Values {
  readonly config: HostNode;
  readonly configKey: HostScalar;
  readonly texts: ReadonlyMap<TextKey, ValuesText>;
  /** Files, each with the map that it stands in. */
  readonly files: readonly (ValuesText & { readonly map: string })[];
  readonly extraFiles: HostEntry | undefined;
  /** Undefined where they set none. */
  readonly args: readonly HostScalar[] | undefined;
  readonly command: readonly HostScalar[];
  readonly env: readonly HostScalar[];
  /** What is wrong with them. */
  readonly faults: readonly Diagnostic[];
  /** What keeps them from being converted. */
  readonly obstacles: readonly Diagnostic[];
}

/** Whether a map of values has what the chart makes files from. */
export function isConfigured(node: HostNode): boolean {
  const config = node.at('config');
  if (config?.isMap !== true) return false;
  const isText = (value: HostNode | undefined) => isLikely(value?.scalar()?.text ?? '');
  return config.entries().some(({ key: { text }, value }) => {
    if ((textKeys as readonly string[]).includes(text)) return isText(value);
    return (fileMaps as readonly string[]).includes(text) && (value?.entries() ?? []).some((file) => isText(file.value));
  });
}

/** Whether a map of values may lie over others that have it: it empties texts, or names the configuration in its arguments. */
export function isOverOthers(node: HostNode): boolean {
  const entries = node.at('config')?.entries() ?? [];
  const own = entries.filter(({ key: { text } }) => (textKeys as readonly string[]).includes(text));
  if (own.length > 0) return own.every(({ value }) => value === undefined || value.scalar() !== undefined);
  return (node.at('args')?.items() ?? []).some((item) => item.scalar()?.text.includes(`${filesDirectory}/fluent-bit.`));
}

/** Reads values that the chart makes files from. */
export function readLayer(values: Values): Layer | undefined {
  const entry = values.node.entries().findLast(({ key }) => key.text === 'config');
  const args = values.node.entries().findLast(({ key }) => key.text === 'args');
  // Arguments alone may lie over other values.
  const { key: configKey, value: config } = entry ?? args ?? {};
  if (configKey === undefined || config === undefined) return undefined;
  const reader = new LayerReader();
  reader.findTwice(values.node, ['config', 'args', 'command']);
  reader.findTwice(config, [...textKeys, ...fileMaps]);
  const texts = reader.readTexts(config);
  const files = fileMaps.flatMap((map) => reader.readFiles(config, map));
  if (entry !== undefined) reader.findAliases(values.node, config);
  const scalarsAt = (key: string) => (values.node.at(key)?.items() ?? []).flatMap((item) => item.scalar() ?? []);
  return {
    ...values,
    config,
    configKey,
    texts,
    files,
    extraFiles: config.entries().find(({ key }) => key.text === 'extraFiles'),
    args: args === undefined ? undefined : scalarsAt('args'),
    command: scalarsAt('command'),
    env: (values.node.at('env')?.items() ?? []).flatMap((one) => one.at('value')?.scalar() ?? []),
    faults: reader.faults,
    obstacles: reader.obstacles,
  };
}

class LayerReader {
  readonly faults: Diagnostic[] = [];
  readonly obstacles: Diagnostic[] = [];

  findTwice(node: HostNode, names: readonly string[] | undefined): void {
    const seen = new Set<string>();
    for (const { key } of node.entries()) {
      if (names !== undefined && !names.includes(key.text)) continue;
      if (seen.has(key.text)) this.faults.push(diagnostic(valueTwice, key.span, { name: key.text }));
      seen.add(key.text);
    }
  }

  readTexts(config: HostNode): Map<TextKey, ValuesText> {
    const texts = new Map<TextKey, ValuesText>();
    for (const { key, value } of config.entries()) {
      const name = textKeys.find((one) => one === key.text);
      if (name === undefined) continue;
      const text = this.textOf(key, value, `config.${name}`);
      if (text === undefined) continue;
      texts.set(name, text);
      if (name !== 'service' && name !== 'customParsers' && !beginsSection.test(text.value.text)) {
        this.obstacles.push(diagnostic(goesOnInSection, placeOfFirst(text.value), { name: `config.${name}` }));
      }
    }
    return texts;
  }

  readFiles(config: HostNode, map: (typeof fileMaps)[number]): Layer['files'] {
    const node = config.at(map);
    if (node === undefined) return [];
    const isEmpty = node.isList && node.items().length === 0;
    if (!node.isMap) {
      if (isEmpty) return [];
      const scalar = node.scalar();
      if (scalar === undefined || !isNull(scalar)) this.faults.push(diagnostic(filesNotMap, node.span, { name: `config.${map}` }));
      return [];
    }
    this.findTwice(node, undefined);
    return node.entries().flatMap(({ key, value }) => {
      const text = this.textOf(key, value, `config.${map}.${key.text}`);
      if (text === undefined) return [];
      if (ownFiles.has(key.text)) {
        const maker = textKeys.find((one) => fileOf[one] === key.text) ?? '';
        this.faults.push(diagnostic(chartsOwnFile, key.span, { name: key.text, key: maker }));
      }
      return [{ ...text, map }];
    });
  }

  private textOf(key: HostScalar, node: HostNode | undefined, name: string): ValuesText | undefined {
    const value = node?.scalar();
    if (node === undefined || value === undefined || isNull(value) || isNumber(value)) {
      const what = node?.isMap
        ? 'a map'
        : node?.isList
          ? 'a list'
          : value !== undefined && isNumber(value)
            ? 'a number or a boolean'
            : 'nothing';
      this.faults.push(diagnostic(valueNotText, key.span, { name, what }));
      return undefined;
    }
    if (/^[ \t]+\S/.test(value.text)) this.faults.push(diagnostic(beginsWithSpaces, key.span, { name }));
    return { key, value };
  }

  /** What stands somewhere else, or between braces, cannot be changed here. */
  findAliases(node: HostNode, config: HostNode): void {
    const say = (what: string, { span }: { span: { start: number; end: number } }) =>
      this.obstacles.push(diagnostic(valuesShape, span, { what }));
    for (const [name, one] of [['config', config], ...fileMaps.map((map) => [map, config.at(map)] as const)] as const) {
      const key = (name === 'config' ? node : config).entries().findLast((entry) => entry.key.text === name)?.key;
      if (one === undefined || key === undefined) continue;
      if ((name === 'config' ? node : config).ownAt(name) === undefined) say(`'${name}' is an alias of what stands elsewhere`, key);
      else if (one.isFlow && one.entries().length > 0) say(`'${name}' is written between braces`, key);
    }
    for (const { key, value } of [config, ...fileMaps.flatMap((map) => config.at(map) ?? [])].flatMap((map) => map.entries())) {
      if (key.text === '<<') say('keys are merged in from elsewhere', key);
      else if (value !== undefined && value.span.start < key.span.start) say(`'${key.text}' is an alias of what stands elsewhere`, key);
    }
  }
}

/** Empty, or with a header, a command or nothing but comments before anything else. */
const beginsSection = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:#[^\n]*)?(?:$|\[|@)/;

function placeOfFirst(value: HostScalar): { start: number; end: number } {
  const start = Math.max(0, value.text.search(/^[ \t]*[^\s#]/m));
  const end = value.text.indexOf('\n', start);
  return { start: value.placeOf(start), end: value.placeOf(end === -1 ? value.text.length : end) };
}

/** Without quotes, what YAML 1.1 reads as nothing. */
function isNull({ file, span, text }: HostScalar): boolean {
  return file.source.text.slice(span.start, span.end) === text && /^(?:~|null|Null|NULL|)$/.test(text);
}

function isNumber({ file, span, text }: HostScalar): boolean {
  return file.source.text.slice(span.start, span.end) === text && /^(?:[-+]?[\d.]+(?:e[-+]?\d+)?|true|false|yes|no|on|off)$/i.test(text);
}
