import { type ReadResult, readConfig } from '../convert.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { formatOfName } from '../formats/detect.js';
import { builtInFormats } from '../formats/index.js';
import type { CheckedFile } from '../project/check/check-file.js';
import { checkProject, type NamedFile } from '../project/check/check-project.js';
import type { FixedFile, FixSources } from '../project/check/fix-file.js';
import type { Host } from '../project/host.js';
import { isFluentBits } from '../project/is-fluent-bits.js';
import { SourceFile } from '../source/source-file.js';
import type { Versions } from '../versions/target.js';
import { concealed, concealedText } from './conceal.js';
import type { EmbeddedText } from './embedded.js';
import { type Containers, findContainers } from './find-containers.js';
import { isLikely } from './likely.js';
import { versionOfImage } from './pods/image-version.js';
import { type PodView, podViews } from './pods/pod-view.js';
import type { HostFile } from './yaml/host-file.js';
import { concealedDiagnostic, inHost } from './yaml/in-host.js';
import { type Splice, spliced } from './yaml/splice.js';

/**
 * Checks the configurations that lie in manifests: those that a pod mounts together are one. Gives each file that holds one, and of
 * a generator the files that it names; nothing for files that hold none. `paths` are in full.
 */
export async function checkContainers(host: Host, paths: readonly string[], versions: Versions | undefined): Promise<CheckedFile[]> {
  const containers = await findContainers(host, paths);
  return containers === undefined ? [] : new ContainerCheck(host, containers, versions).check();
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
    private readonly versions: Versions | undefined,
  ) {}

  async check(): Promise<CheckedFile[]> {
    for (const { host, diagnostic } of this.containers.findings) this.report(host, diagnostic);
    for (const view of this.containers.bundles.flatMap(podViews)) await this.checkView(view);
    const checked: CheckedFile[] = [];
    for (const { file, diagnostics } of this.found.values()) {
      const format = formatOfName(file.path, builtInFormats);
      checked.push({ source: await concealed(file.path, file.source), format, diagnostics: [...diagnostics.values()] });
    }
    return checked;
  }

  /** Somebody says which version runs, or the image's tag does. */
  private async checkView({ host, files, pod }: PodView): Promise<void> {
    const target = pod && versionOfImage(pod.image);
    const versions = this.versions ?? (target && { target });
    const named = await configurationsIn(files);
    for (const { source, diagnostics } of await checkProject(host, named, { isInScope: (path) => files.has(path), versions })) {
      const text = files.get(source.name)?.text;
      if (text === undefined) continue;
      const file = this.holderOf(text);
      this.stateOf(file);
      for (const one of diagnostics) this.report(file, placedIn(text, one));
    }
  }

  /** The file that holds a text, or is it. */
  private holderOf({ path, text, host, isSecret }: EmbeddedText): Pick<HostFile, 'path' | 'source'> {
    return path === undefined ? host : { path, source: new SourceFile(this.host.shown(path), isSecret ? concealedText(text) : text) };
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

/** A diagnostic of a text, in the file that holds it or is it. */
function placedIn(text: EmbeddedText, one: Diagnostic): Diagnostic {
  if (text.path === undefined) return inHost(one, text);
  return text.isSecret ? concealedDiagnostic(one) : one;
}

/** The configurations among the files of a pod. */
export async function configurationsIn(files: PodView['files']): Promise<NamedFile[]> {
  const named: NamedFile[] = [];
  for (const [path, { text }] of files) {
    // One that only includes others does not look like one: its name tells.
    const seemsOne = isLikely(text.text);
    if (!seemsOne && formatOfName(path, builtInFormats) === undefined) continue;
    const reading = await readConfig(text.text, { fileName: path });
    if (isFluentBits(reading) || (seemsOne && isBroken(reading))) named.push({ path, reading });
  }
  return named;
}

/** Whether it is a configuration by its name, with faults that hide what is in it. */
function isBroken({ format, config }: ReadResult): boolean {
  return format !== undefined && config.sections.length === 0;
}

/** A file of which something was fixed. */
export interface FixedHost {
  readonly path: string;
  /** Its text before and after, and both as people may be shown them. */
  readonly text: string;
  readonly shown: { readonly before: SourceFile; readonly after: SourceFile };
  /** What was fixed, at the places of the text before. */
  readonly fixes: readonly Diagnostic[];
}

/** Fixes what is safe to fix in the configurations of manifests, each as `fix` does it; gives the files that change, and writes none. */
export async function fixContainers(
  host: Host,
  paths: readonly string[],
  fix: (reading: ReadResult, read: FixSources['read']) => Promise<FixedFile>,
): Promise<FixedHost[]> {
  const containers = await findContainers(host, paths);
  const changes = new Map<string, { file: Pick<HostFile, 'path' | 'source'>; splices: Splice[]; fixes: Diagnostic[] }>();
  const seen = new Set<EmbeddedText>();
  for (const view of (containers?.bundles ?? []).flatMap(podViews)) {
    for (const { path, reading } of await configurationsIn(view.files)) {
      const text = view.files.get(path)?.text;
      if (text === undefined || seen.has(text)) continue;
      seen.add(text);
      const fixed = await fix(reading, (again) => readConfig(again, { fileName: path }));
      if (fixed.fixes.length === 0) continue;
      const file = text.path === undefined ? text.host : { path: text.path, source: new SourceFile(host.shown(text.path), text.text) };
      const known = changes.get(file.path) ?? { file, splices: [], fixes: [] };
      changes.set(file.path, known);
      const all = { start: 0, end: file.source.text.length };
      known.splices.push(
        ...(text.path === undefined ? text.changedTo({ name: text.name, text: fixed.text }) : [{ span: all, text: fixed.text }]),
      );
      known.fixes.push(...fixed.fixes.flatMap(({ diagnostics }) => diagnostics.map((one) => placedIn(text, one))));
    }
  }
  const files: FixedHost[] = [];
  for (const { file, splices, fixes } of changes.values()) {
    const { path, source } = file;
    const text = spliced(source.text, splices);
    // The end of a text is the manifest's.
    if (text === source.text) continue;
    const shown = { before: await concealed(path, source), after: await concealed(path, new SourceFile(source.name, text)) };
    files.push({ path, text: (source.hasByteOrderMark ? '\ufeff' : '') + text, shown, fixes });
  }
  return files;
}
