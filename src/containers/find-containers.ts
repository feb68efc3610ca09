import { diagnostic } from '../diagnostics/diagnostic.js';
import type { Host } from '../project/host.js';
import { directoryOf } from '../project/paths.js';
import { decodeUtf8 } from '../source/decode.js';
import { SourceFile } from '../source/source-file.js';
import { configObjects, type HostFinding } from './config-objects.js';
import { hostNotUtf8, hostSyntax, keyTwice, objectTwice } from './diagnostics.js';
import type { Change, Container, EmbeddedText } from './embedded.js';
import { findReleases } from './helm/find-releases.js';
import type { Staying } from './helm/releases.js';
import { buildKustomization, type KustomizeFiles, type Manifest } from './kustomize/build-kustomization.js';
import { patchedTexts } from './kustomize/json-patch.js';
import { type Kustomization, readKustomization } from './kustomize/kustomization.js';
import {
  isKustomization,
  isLikely,
  isManifestName,
  mayBeInManifest,
  mayBeInValues,
  mayBeOverValues,
  mayHold,
  mayHoldConfiguration,
  mayMount,
} from './likely.js';
import { objectsIn } from './objects.js';
import { type Bundle, withShadowed } from './pods/bundle.js';
import { isMeant, namesOf, nearBundles } from './pods/near.js';
import { mountedSources, podContainers } from './pods/workloads.js';
import { type HostFile, hostSource, type ParsedHost, parseHost } from './yaml/host-file.js';

/** All that holds configurations in other files, or names them. */
export interface Containers {
  readonly bundles: readonly Bundle[];
  readonly kustomizations: readonly Kustomization[];
  readonly findings: readonly HostFinding[];
  /** Texts that stay as they are. */
  readonly staying: readonly Staying[];
  /** What is in a manifest that was read: nothing in other files. */
  configsIn(path: string): readonly Container[];
  /** Reads a file of values back with its new text; gives the first difference to what it is to be, in words. */
  valuesDifference(file: HostFile, newText: string, changes: ReadonlyMap<EmbeddedText, Change>): Promise<string | undefined>;
}

export interface FindOptions {
  /** Files that are named by themselves. */
  readonly named?: ReadonlySet<string>;
  /** What `helm show values` prints of the chart. */
  readonly chartValues?: string | undefined;
}

/** Looks for configurations within files. Undefined if there are none. `paths` are in full. */
export async function findContainers(host: Host, paths: readonly string[], options: FindOptions = {}): Promise<Containers | undefined> {
  return new Finder(host, paths, options).find();
}

class Finder implements KustomizeFiles {
  private readonly findings: HostFinding[] = [];
  /** Manifests that may hold a configuration: they are read once. */
  private readonly holders = new Map<string, SourceFile>();
  private readonly manifests = new Map<string, Manifest>();
  private readonly kustomizations = new Map<string, Promise<Kustomization | undefined>>();
  /** Files with values of a chart that may hold a configuration, and others that may lie over these. */
  private readonly valuesFiles: string[] = [];
  private readonly filesOverValues: string[] = [];
  private readonly reached = new Set<string>();

  constructor(
    private readonly host: Host,
    private readonly paths: readonly string[],
    private readonly options: FindOptions,
  ) {}

  async find(): Promise<Containers | undefined> {
    const kustomizations: string[] = [];
    for (const path of this.paths) {
      if (isKustomization(path)) kustomizations.push(path);
      else if (isManifestName(path)) this.keepHolder(path);
    }
    const holders = [...this.holders.keys()];
    const { valuesFiles: paths, filesOverValues: over } = this;
    const { named = new Set(), chartValues } = this.options;
    const releases = await findReleases({ host: this.host, paths, over, named, chartValues, parsed: (path) => this.parsed(path) });
    const hasOther = releases !== undefined || this.findings.length > 0;
    if (holders.length === 0 && !hasOther && !(await this.generatesConfiguration(kustomizations))) return undefined;
    const built = await this.build(kustomizations);
    const plain = holders.filter((path) => !this.reached.has(path));
    const configs = (await this.manifestsAt(plain)).flatMap((one) => one.configs);
    this.reportTwins(configs);
    const others = this.paths.filter(
      (path) => isManifestName(path) && !isKustomization(path) && !this.reached.has(path) && !this.holders.has(path),
    );
    const mounting = configs.length === 0 ? [] : this.naming(others, new Set(configs.map(({ name }) => name)), mayMount);
    const pods = (await this.manifestsAt([...plain, ...mounting])).flatMap((one) => one.pods.map(({ pod }) => pod));
    const mounted = new Set(pods.flatMap(mountedSources).map(({ name }) => name));
    // What is mounted beside a configuration may be its script, or one that nothing but its name tells.
    const beside = await this.manifestsAt(mounted.size === 0 ? [] : this.naming(others, mounted, mayHold));
    const near = nearBundles([...configs, ...beside.flatMap((one) => one.configs.filter(({ name }) => mounted.has(name)))], pods);
    const bundles = [...built.bundles, ...near];
    this.reportFaults(bundles);
    const configsIn = (path: string) => this.manifests.get(path)?.configs ?? [];
    return {
      bundles: [...bundles.filter(isRelevant), ...(releases?.bundles ?? [])],
      kustomizations: built.kustomizations,
      findings: [...this.findings, ...(releases?.findings ?? [])],
      staying: releases?.staying ?? [],
      configsIn,
      valuesDifference: async (file, newText, changes) => releases?.difference(file, newText, changes),
    };
  }

  private keepHolder(path: string): void {
    const content = this.host.read(path);
    if (!('bytes' in content)) return;
    const source = hostSource(this.host.shown(path), content.bytes);
    if (source === undefined) {
      this.reportEncoding(path, content.bytes);
      return;
    }
    if (mayBeInManifest(source.text)) this.holders.set(path, source);
    if (mayBeInValues(source.text)) this.valuesFiles.push(path);
    else if (mayBeOverValues(source.text)) this.filesOverValues.push(path);
  }

  /** Says that a file is not UTF-8, if it holds a configuration. */
  private reportEncoding(path: string, bytes: Uint8Array): void {
    const decoded = decodeUtf8(bytes);
    const source = new SourceFile(this.host.shown(path), new TextDecoder('latin1').decode(bytes));
    if ('text' in decoded || !mayHoldConfiguration(source.text)) return;
    const span = { start: decoded.invalidAt, end: decoded.invalidAt + 1 };
    this.findings.push({ host: { path, source }, diagnostic: diagnostic(hostNotUtf8, span, {}) });
  }

  /** The files that may name one of these, by a test of their texts. */
  private naming(
    paths: readonly string[],
    names: ReadonlySet<string>,
    test: (text: string, names: ReadonlySet<string>) => boolean,
  ): string[] {
    return paths.filter((path) => test(this.sourceAt(path)?.text ?? '', names));
  }

  private async manifestsAt(paths: readonly string[]): Promise<Manifest[]> {
    const manifests: Manifest[] = [];
    for (const path of paths) manifests.push(await this.manifest(path));
    return manifests;
  }

  /** Whether any generator takes a configuration. */
  private async generatesConfiguration(paths: readonly string[]): Promise<boolean> {
    for (const path of paths) {
      if (!/Generator["']?[ \t]*:/.test(this.sourceAt(path)?.text ?? '')) continue;
      const found = await this.kustomization(path);
      if (found?.generated.some(({ container }) => isConfigured(container))) return true;
    }
    return false;
  }

  /** What kustomize makes of those that no other one builds on. */
  private async build(paths: readonly string[]): Promise<{ bundles: Bundle[]; kustomizations: Kustomization[] }> {
    const all: Kustomization[] = [];
    for (const path of paths) {
      const one = await this.kustomization(path);
      if (one !== undefined) all.push(one);
    }
    const built = new Set(all.flatMap(({ resources }) => resources));
    const outer = all.filter(({ host }) => !built.has(host.path) && !built.has(directoryOf(host.path)));
    const bundles: Bundle[] = [];
    for (const one of outer) bundles.push(await buildKustomization(one, this));
    for (const { resources, patches } of all)
      for (const path of [...resources, ...patches.map((patch) => patch.path)]) this.reached.add(path);
    return { bundles: withShadowed(bundles), kustomizations: all };
  }

  async manifest(path: string): Promise<Manifest> {
    const known = this.manifests.get(path) ?? (await this.readManifest(path));
    this.manifests.set(path, known);
    return known;
  }

  private async readManifest(path: string): Promise<Manifest> {
    const parsed = await this.parsed(path);
    if (parsed === undefined) return { configs: [], pods: [], patched: [] };
    const objects = objectsIn(parsed);
    const configs = configObjects(objects);
    const pods = objects.flatMap((object) =>
      podContainers(object).map((pod) => ({ object: `${object.kind} ${object.name}`, name: pod.node.textAt('name') ?? '', pod })),
    );
    return { configs, pods, patched: patchedTexts(parsed) };
  }

  async kustomization(path: string): Promise<Kustomization | undefined> {
    const file = this.kustomizationAt(path);
    if (file === undefined) return undefined;
    const known = this.kustomizations.get(file) ?? this.readKustomizationAt(file);
    this.kustomizations.set(file, known);
    return known;
  }

  private kustomizationAt(path: string): string | undefined {
    if (isKustomization(path)) return path;
    return this.host
      .list(path)
      .filter(isKustomization)
      .map((name) => `${path}/${name}`)[0];
  }

  private async readKustomizationAt(path: string): Promise<Kustomization | undefined> {
    const parsed = await this.parsed(path);
    return parsed && readKustomization(parsed, this.host, (finding) => this.findings.push(finding));
  }

  private async parsed(path: string): Promise<ParsedHost | undefined> {
    const source = this.sourceAt(path);
    if (source === undefined) return undefined;
    const parsed = await parseHost(path, source);
    if (!('problem' in parsed)) return parsed;
    const { offset, problem } = parsed;
    if (mayHoldConfiguration(source.text) || isKustomization(path)) {
      // What is missing at the end is behind the text.
      const { length } = source.text;
      const span = { start: Math.min(offset, length), end: Math.min(offset + 1, length) };
      this.findings.push({ host: { path, source }, diagnostic: diagnostic(hostSyntax, span, { problem }) });
    }
    return undefined;
  }

  private sourceAt(path: string): SourceFile | undefined {
    const known = this.holders.get(path);
    if (known !== undefined) return known;
    const content = this.host.read(path);
    return 'bytes' in content ? hostSource(this.host.shown(path), content.bytes) : undefined;
  }

  /** Says what is wrong with what is Fluent Bit's, and with what a pod mounts together with that. */
  private reportFaults(bundles: readonly Bundle[]): void {
    const own = [...this.manifests.values()].flatMap(({ configs }) => configs.filter(({ marks }) => marks.isFluentBits));
    for (const { host, faults } of new Set([...own, ...bundles.flatMap(mountedWithConfiguration)])) {
      for (const one of faults) this.findings.push({ host, diagnostic: one });
    }
    for (const { host, node } of new Set(bundles.filter(isRelevant).flatMap(({ pods }) => pods))) {
      for (const { text, span } of node.repeatedKeys()) {
        this.findings.push({ host, diagnostic: diagnostic(keyTwice, span, { name: text }) });
      }
    }
  }

  /** Says where two of one name are in one directory: only the one that is applied last stays. */
  private reportTwins(configs: readonly Container[]): void {
    const known = new Map<string, Container>();
    for (const container of configs) {
      const { kind, name, namespace = '', host, span } = container;
      if (!isConfigured(container)) continue;
      const key = [directoryOf(host.path), kind, namespace, name].join('\n');
      const first = known.get(key);
      if (first === undefined) known.set(key, container);
      else this.findings.push({ host, diagnostic: diagnostic(objectTwice, span, { kind, name, other: placeOf(first) }) });
    }
  }
}

function placeOf({ host: { source }, span }: Container): string {
  return `${source.name}:${source.positionAt(span.start).line}`;
}

function isConfigured({ texts }: Container): boolean {
  return texts.some(({ text }) => isLikely(text));
}

function mountedWithConfiguration({ configs, pods }: Bundle): Container[] {
  return pods.flatMap((pod) => {
    const mounted = configs.filter((config) => namesOf(pod).some((name) => isMeant(config, name)));
    return isRelevant({ configs: mounted, pods }) ? mounted.flatMap(({ parts }) => parts) : [];
  });
}

function isRelevant({ configs }: Bundle): boolean {
  return configs.some(({ texts }) => [...texts.values()].some(({ text }) => isLikely(text)));
}
