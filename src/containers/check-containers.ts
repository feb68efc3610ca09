import { type ReadResult, readConfig } from '../convert.js';
import { applyFixes, type Diagnostic } from '../diagnostics/diagnostic.js';
import { type CheckedFile, checkFile } from '../project/check-file.js';
import { checkProject, type NamedFile } from '../project/check-project.js';
import type { Host } from '../project/host.js';
import { isFluentBits } from '../project/is-fluent-bits.js';
import { SourceFile } from '../source/source-file.js';
import { concealed } from './conceal.js';
import type { EmbeddedText } from './embedded.js';
import { type Containers, findContainers } from './find-containers.js';
import type { HostFile } from './host-file.js';
import { inHost } from './in-host.js';
import { isLikely } from './likely.js';
import { type PodView, podViews } from './pod-view.js';
import { type Splice, spliced } from './splice.js';

/**
 * Checks the configurations that lie in manifests: those that a pod mounts together are one. Gives each file that holds one, and of
 * a generator the files that it names; nothing for files that hold none. `paths` are in full.
 */
export async function checkContainers(host: Host, paths: readonly string[]): Promise<CheckedFile[]> {
  const containers = await findContainers(host, paths);
  return containers === undefined ? [] : new ContainerCheck(host, containers).check();
}

interface Found {
  readonly file: Pick<HostFile, 'path' | 'source'>;
  readonly diagnostics: Map<string, Diagnostic>;
}

class ContainerCheck {
  private readonly found = new Map<string, Found>();

  constructor(
    private readonly host: Host,
    private readonly containers: Containers,
  ) {}

  async check(): Promise<CheckedFile[]> {
    for (const { host, diagnostic } of this.containers.findings) this.report(host, diagnostic);
    for (const view of this.containers.bundles.flatMap(podViews)) await this.checkView(view);
    const checked: CheckedFile[] = [];
    for (const { file, diagnostics } of this.found.values()) {
      checked.push({ source: await concealed(file.path, file.source), diagnostics: [...diagnostics.values()] });
    }
    return checked;
  }

  private async checkView({ host, files }: PodView): Promise<void> {
    const named = await readView({ host, files });
    for (const { source, diagnostics } of await checkProject(host, named, { isInScope: (path) => files.has(path) })) {
      const text = files.get(source.name)?.text;
      if (text === undefined) continue;
      const file = this.holderOf(text);
      this.stateOf(file);
      for (const one of diagnostics) this.report(file, text.path === undefined ? inHost(one, text) : one);
    }
  }

  /** The file that holds a text, or is it. */
  private holderOf({ path, text, host }: EmbeddedText): Pick<HostFile, 'path' | 'source'> {
    return path === undefined ? host : { path, source: new SourceFile(this.host.shown(path), text) };
  }

  private report(file: Pick<HostFile, 'path' | 'source'>, one: Diagnostic): void {
    this.stateOf(file).diagnostics.set(JSON.stringify([one.code, one.span, one.args]), one);
  }

  private stateOf(file: Pick<HostFile, 'path' | 'source'>): Found {
    const known = this.found.get(file.path) ?? { file, diagnostics: new Map() };
    this.found.set(file.path, known);
    return known;
  }
}

/** The configurations among the files of a pod. */
async function readView({ files }: Pick<PodView, 'host' | 'files'>): Promise<NamedFile[]> {
  const named: NamedFile[] = [];
  for (const [path, { text }] of files) {
    if (!isLikely(text.text)) continue;
    const reading = await readConfig(text.text, { fileName: path });
    if (isFluentBits(reading) || isBroken(reading)) named.push({ path, reading });
  }
  return named;
}

/** Whether it is a configuration by its name, with faults that hide what is in it. */
function isBroken({ format, config }: ReadResult): boolean {
  return format !== undefined && config.sections.length === 0;
}

/** A file with fixes in it, and how many. */
export interface FixedFile {
  readonly path: string;
  readonly text: string;
  readonly count: number;
}

/** Fixes what can be fixed safely in the configurations of manifests; gives the files that change. */
export async function fixContainers(host: Host, paths: readonly string[]): Promise<FixedFile[]> {
  const containers = await findContainers(host, paths);
  const fixed = new Map<string, FixedFile>();
  const splices = new Map<HostFile, { splices: Splice[]; count: number }>();
  const seen = new Set<EmbeddedText>();
  for (const view of (containers?.bundles ?? []).flatMap(podViews)) {
    for (const { path, reading } of await readView(view)) {
      const text = view.files.get(path)?.text;
      if (text === undefined || seen.has(text)) continue;
      seen.add(text);
      const { text: newText, count } = applyFixes(text.text, checkFile(reading).diagnostics);
      if (count === 0) continue;
      if (text.path !== undefined) fixed.set(text.path, { path: text.path, text: newText, count });
      else {
        const known = splices.get(text.host) ?? { splices: [], count: 0 };
        known.splices.push(...text.changedTo({ name: text.name, text: newText }));
        splices.set(text.host, { ...known, count: known.count + count });
      }
    }
  }
  for (const [{ path, source }, { splices: own, count }] of splices) {
    const mark = source.hasByteOrderMark ? '\ufeff' : '';
    const text = spliced(source.text, own);
    // The end of a text is the manifest's.
    if (text !== source.text) fixed.set(path, { path, text: mark + text, count });
  }
  return [...fixed.values()];
}
