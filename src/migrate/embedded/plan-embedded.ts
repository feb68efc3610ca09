import { concealed, concealedText } from '../../containers/conceal.js';
import type { HostFinding } from '../../containers/config-objects.js';
import {
  encryptedConfiguration,
  hostOutside,
  immutableObject,
  keyTaken,
  lastApplied,
  notMounted,
  ownedByHelm,
  patchOfConfiguration,
  podsDisagree,
  severalTexts,
} from '../../containers/diagnostics.js';
import type { Change, Container, EmbeddedText } from '../../containers/embedded.js';
import type { Containers } from '../../containers/find-containers.js';
import { refusedTogether } from '../../containers/helm/diagnostics.js';
import type { Staying } from '../../containers/helm/releases.js';
import type { Bundle, ConfigView } from '../../containers/pods/bundle.js';
import { podViews } from '../../containers/pods/pod-view.js';
import { hostDifference } from '../../containers/verify-host.js';
import { checkExpressions } from '../../containers/yaml/expressions.js';
import type { HostFile } from '../../containers/yaml/host-file.js';
import type { HostScalar } from '../../containers/yaml/host-scalar.js';
import { concealedDiagnostic, inHost } from '../../containers/yaml/in-host.js';
import { conflictOf, type Splice, spliced } from '../../containers/yaml/splice.js';
import { verificationFailed } from '../../convert.js';
import { type Diagnostic, diagnostic, isError } from '../../diagnostics/diagnostic.js';
import { baseOf } from '../../formats/detect.js';
import type { Host } from '../../project/host.js';
import { directoryOf, relativePath } from '../../project/paths.js';
import type { TextStore } from '../../project/text-store.js';
import { SourceFile } from '../../source/source-file.js';
import { greatestNeed } from '../../versions/needs.js';
import { Destinations, encoded } from '../destinations.js';
import type { MovedReference, NeededVersion, PlannedFile, PlannedText } from '../plan.js';
import { tellsFormat } from '../read/may-be-configuration.js';
import { destinationOf, newPathOf, type Request } from '../request.js';
import { type HostChanges, type NewKeys, renameArguments, renameKeyReferences, renameLinks } from './renames.js';
import { checkImage, startWithNewMain } from './start-commands.js';
import { type PlanFiles, planView, type TextOutcome, type ViewOutcome } from './view-outcomes.js';

/** Plans the migration of what lies in other files. Each pod's files are migrated as a directory, and what that says is put where the texts lie. */
export async function planEmbedded(
  machine: Host,
  containers: Containers,
  request: Request,
  texts: TextStore,
  planFiles: PlanFiles,
): Promise<PlannedFile[]> {
  const views: ViewOutcome[] = [];
  const staying = containers.bundles.flatMap(({ configs }) => configs.filter(isForFargate)).flatMap(({ parts }) => parts);
  const isForYaml = request.target.family === 'yaml';
  for (const bundle of containers.bundles) {
    if (isOfChart(bundle) && !isForYaml) continue;
    const configs = bundle.configs.filter((config) => !isForFargate(config));
    for (const view of podViews({ ...bundle, configs })) views.push(await planView(view, request, texts, planFiles));
  }
  const relevant = views.filter(({ outcomes }) => outcomes.some(({ planned }) => planned.role !== 'other' || planned.action === 'refuse'));
  const planner = new EmbeddedPlanner(machine, containers, request, texts);
  planner.add(relevant, containers.findings);
  for (const { inlinePatches } of containers.kustomizations) for (const { text } of inlinePatches) planner.refusePatch(text, relevant);
  for (const { host, texts: own } of staying) planner.leaveAlone({ host, texts: own, reason: 'EKS Fargate reads it as classic only' });
  for (const one of isForYaml ? containers.staying : valuesOf(containers)) planner.leaveAlone(one);
  return planner.plan();
}

/**
 * The log router of EKS Fargate takes classic text under keys of its own (docs.aws.amazon.com/eks, fargate-logging), from the
 * namespace aws-observability, which may be said elsewhere.
 */
function isForFargate({ name }: ConfigView): boolean {
  return name === 'aws-logging';
}

function isOfChart({ pods }: Pick<Bundle, 'pods'>): boolean {
  return pods.some(({ chart }) => chart !== undefined);
}

/** What stays where the target is not YAML: the official chart has classic files of its own, which would be in the way of new ones. */
function valuesOf({ bundles }: Containers): Staying[] {
  const parts = new Set(bundles.filter(isOfChart).flatMap(({ configs }) => configs.flatMap((config) => config.parts)));
  const reason = 'values of a chart are converted to YAML only';
  return Array.from(parts, ({ host, texts }) => ({ host, texts: texts.map(({ name, label = name }) => ({ name: label })), reason }));
}

interface HostState {
  readonly file: Pick<HostFile, 'path' | 'source'>;
  /** The new forms of texts. */
  readonly changes: Map<EmbeddedText, Change>;
  readonly splices: Splice[];
  readonly texts: Map<Pick<EmbeddedText, 'name'>, PlannedText>;
  /** The versions that the new forms need. */
  readonly needs: NeededVersion[];
  readonly references: MovedReference[];
  readonly diagnostics: Map<string, Diagnostic>;
}

class EmbeddedPlanner implements HostChanges {
  private readonly hosts = new Map<string, HostState>();
  /** Files of their own that a generator names, by their paths. */
  private readonly files = new Map<string, PlannedFile>();

  constructor(
    private readonly machine: Host,
    private readonly containers: Containers,
    private readonly request: Request,
    private readonly texts: TextStore,
  ) {}

  add(views: readonly ViewOutcome[], findings: readonly HostFinding[]): void {
    for (const { host, diagnostic: one } of findings) this.report(host, one);
    const keys = renameLinks(views, this.request.target, this);
    renameKeyReferences(views, keys, this);
    for (const view of views) {
      const named = renameArguments(view, this);
      if (this.request.target.family === 'yaml') {
        startWithNewMain(view, named, this);
        checkImage(view, this);
      }
      this.noteUnmounted(view);
      this.noteObstacles(view);
      this.refuseEncrypted(view);
    }
    for (const outcomes of byText(views)) this.addText(outcomes, keys);
    for (const { view } of views) this.addEmptied(view.bundle, keys);
    const changed = new Set(views.flatMap(({ outcomes, view }) => (outcomes.some(({ becomes }) => becomes) ? view.bundle.configs : [])));
    for (const container of new Set([...changed].flatMap(({ parts }) => parts))) this.noteMarks(container);
  }

  change(file: HostFile, splices: readonly Splice[]): void {
    this.stateOf(file).splices.push(...splices);
  }

  report(file: Pick<HostFile, 'path' | 'source'>, one: Diagnostic): void {
    this.stateOf(file).diagnostics.set(JSON.stringify([one.code, one.span, one.args]), one);
  }

  move(scalar: HostScalar, before: string, after: string): void {
    const { file } = scalar;
    const line = file.source.positionAt(scalar.placeOf(0)).line;
    const { references } = this.stateOf(file);
    if (!references.some((one) => one.line === line && one.before === before)) references.push({ line, before, after: [after] });
  }

  private stateOf(file: Pick<HostFile, 'path' | 'source'>): HostState {
    const known = this.hosts.get(file.path) ?? {
      file,
      changes: new Map(),
      splices: [],
      texts: new Map(),
      needs: [],
      references: [],
      diagnostics: new Map(),
    };
    this.hosts.set(file.path, known);
    return known;
  }

  /** A text has one new form, however many pods mount it. */
  private addText(outcomes: readonly [TextOutcome, ...TextOutcome[]], keys: NewKeys): void {
    const [first] = outcomes;
    const { text } = first;
    const becomes = outcomes.flatMap((one) => one.becomes ?? []);
    const [one] = becomes;
    if (becomes.some((other) => other.text !== one?.text)) {
      this.report(text.host, diagnostic(podsDisagree, text.nameSpan, { name: text.name }));
    }
    const { label: name = text.name } = text;
    for (const { planned } of outcomes) {
      const taken = planned.outputs.find(({ state }) => state === 'same' || state === 'different' || state === 'blocked');
      if (taken !== undefined) {
        this.report(text.host, diagnostic(keyTaken, text.nameSpan, { name, taken: baseOf(taken.path) }));
      }
      if (planned.outputs.length > 1) {
        this.report(text.host, diagnostic(severalTexts, text.nameSpan, { name: text.name, files: planned.outputs.length }));
      }
    }
    const chosen = outcomes.find((outcome) => outcome.becomes !== undefined) ?? first;
    if (text.path === undefined) {
      if (chosen.becomes !== undefined) for (const found of checkExpressions(text.text)) this.report(text.host, inHost(found, text));
      for (const { planned } of outcomes) for (const found of planned.diagnostics) this.report(text.host, inHost(found, text));
    }
    const isConfiguration = chosen.planned.role !== 'other' || chosen.planned.action === 'refuse';
    if (!isConfiguration && chosen.becomes === undefined) return;
    const newName = keys.get(text) ?? text.name;
    const newPath = text.path === undefined || chosen.becomes === undefined ? undefined : this.addFile(text, text.path, chosen, outcomes);
    if (text.path === undefined || newPath !== undefined) {
      this.stateOf(text.host).texts.set(text, plannedText(text, chosen, newName));
    }
    if (chosen.becomes === undefined) return;
    const path = newPath === undefined ? undefined : relativePath(directoryOf(text.host.path), newPath);
    const change = { name: newName, text: chosen.becomes.text, ...(path === undefined ? {} : { path }) };
    const { changes, needs } = this.stateOf(text.host);
    changes.set(text, change);
    if (text.path === undefined && chosen.becomes.needs !== undefined) needs.push(chosen.becomes.needs);
    this.change(text.host, text.changedTo(change));
  }

  private addEmptied({ configs, emptied = [] }: Bundle, keys: NewKeys): void {
    for (const text of emptied) {
      const { changes } = this.stateOf(text.host);
      const [name] = configs.flatMap(({ texts }) => keys.get(texts.get(text.name) ?? text) ?? []);
      if (name === undefined || changes.has(text)) continue;
      const change = { name, text: '{}\n' };
      changes.set(text, change);
      this.change(text.host, text.changedTo(change));
    }
  }

  /** A file of its own gets a new one beside it. Gives the path that the generator names then. */
  private addFile(text: EmbeddedText, path: string, { planned, becomes }: TextOutcome, outcomes: readonly TextOutcome[]): string {
    const { target } = this.request;
    const isMoved = planned.action === 'convert';
    const newPath = isMoved ? newPathOf(path, target) : destinationOf(path, target);
    const content = becomes?.text ?? '';
    const destinations = new Destinations(this.machine);
    const state = newPath === path ? ('source' as const) : destinations.stateOf(newPath, () => encoded(content));
    const found = outcomes.flatMap((one) => one.planned.diagnostics);
    const diagnostics = text.isSecret ? found.map(concealedDiagnostic) : found;
    const name = this.machine.shown(path);
    this.files.set(path, {
      ...planned,
      path,
      name,
      outputs: [{ path: newPath, state, content: { text: this.texts.put(content) }, needs: becomes?.needs }],
      diagnostics,
      ...(diagnostics.length === 0 ? {} : { source: new SourceFile(name, text.isSecret ? concealedText(text.text) : text.text) }),
      ...(text.isSecret ? { shownAs: { before: '', after: concealedText(content) } } : {}),
      isReplaced: isMoved,
      isInPod: true,
    });
    return isMoved ? newPathOf(path, { ...target, destination: { directoryFor: (directory) => directory } }) : path;
  }

  private noteUnmounted({ view: { pod, bundle }, outcomes }: ViewOutcome): void {
    if (pod !== undefined) return;
    for (const { planned, text, becomes } of outcomes) {
      if (planned.role !== 'main' || becomes === undefined || becomes.path === planned.path) continue;
      const { kind = 'ConfigMap', name = '' } = bundle.configs.find(({ texts }) => [...texts.values()].includes(text)) ?? {};
      this.report(text.host, diagnostic(notMounted, text.nameSpan, { kind, name, main: baseOf(becomes.path) }));
    }
  }

  private noteObstacles({ view: { bundle }, moved }: ViewOutcome): void {
    if (moved.size > 0) for (const { host, diagnostic: one } of bundle.obstacles ?? []) this.report(host, one);
  }

  private refuseEncrypted({ view: { encrypted }, outcomes, moved }: ViewOutcome): void {
    const isTouched = moved.size > 0 || outcomes.some(({ planned }) => planned.action === 'refuse');
    if (!isTouched) return;
    // Certificates and passwords do not belong to a configuration.
    for (const [path, { kind, name, host, span }] of encrypted) {
      if (tellsFormat(path)) this.report(host, diagnostic(encryptedConfiguration, span, { kind, name }));
    }
  }

  private noteMarks({ kind, name, host, span, marks }: Container): void {
    if (marks.isImmutable) this.report(host, diagnostic(immutableObject, span, { kind, name }));
    if (marks.isHelms) this.report(host, diagnostic(ownedByHelm, span, { kind, name }));
    if (marks.hasLastApplied) this.report(host, diagnostic(lastApplied, span, { kind, name }));
  }

  /** A patch that is written in a kustomization: it would add a key that nobody reads. */
  refusePatch(patch: HostScalar, views: readonly ViewOutcome[]): void {
    const moved = views.flatMap(({ outcomes }) => outcomes.filter(({ becomes }) => becomes !== undefined));
    const touched = moved.find(({ text }) => !text.name.includes('\n') && isNamedIn(patch.text, text.name));
    if (touched !== undefined) this.report(patch.file, diagnostic(patchOfConfiguration, patch.span, { name: touched.text.name }));
  }

  leaveAlone({ host, texts, reason }: Staying): void {
    const { texts: planned } = this.stateOf(host);
    for (const text of texts) planned.set(text, { name: text.name, role: 'part', action: 'keep', reason });
  }

  async plan(): Promise<PlannedFile[]> {
    this.refuseOutside();
    for (const { configs, pods } of this.containers.bundles) {
      if (isOfChart({ pods })) for (const { parts } of configs) this.refuseTogether(parts);
    }
    const planned = [...this.files.values()];
    for (const state of this.hosts.values()) {
      const file = await this.planHost(state);
      if (file !== undefined) planned.push(file);
    }
    return planned;
  }

  private refuseOutside(): void {
    const named = new Set(this.request.files.map(({ path }) => path));
    for (const { file, splices } of this.hosts.values()) {
      if (splices.length === 0 || named.has(file.path) || this.request.takesIn(file.path)) continue;
      this.report(file, diagnostic(hostOutside, { start: 0, end: 0 }, { path: this.machine.shown(file.path) }));
    }
  }

  /** Refuses all values of a release if some of them are refused. */
  private refuseTogether(parts: readonly Container[]): void {
    const isRefused = ({ host }: Container) => [...(this.hosts.get(host.path)?.diagnostics.values() ?? [])].some(isError);
    const refused = parts.find(isRefused);
    if (refused === undefined) return;
    for (const part of parts) {
      const isChanged = (this.hosts.get(part.host.path)?.splices.length ?? 0) > 0;
      if (!isChanged || isRefused(part)) continue;
      this.report(part.host, diagnostic(refusedTogether, part.span, { other: refused.host.source.name }));
    }
  }

  private async planHost(state: HostState): Promise<PlannedFile | undefined> {
    const { file, changes, splices, texts, needs, references, diagnostics } = state;
    const { path, source } = file;
    const conflict = conflictOf(splices);
    if (conflict !== undefined) {
      this.report(file, diagnostic(podsDisagree, conflict, { name: [...texts.values()].map((text) => text.name).join(', ') }));
    }
    const found = [...diagnostics.values()].sort((a, b) => a.span.start - b.span.start);
    if (splices.length + texts.size + found.length === 0) return undefined;
    const isRefused = found.some(isError);
    const name = this.machine.shown(path);
    const newText = isRefused || splices.length === 0 ? undefined : spliced(source.text, splices);
    const difference =
      newText === undefined
        ? undefined
        : ((await hostDifference(file, this.containers.configsIn(path), newText, changes)) ??
          (await this.containers.valuesDifference(file, newText, changes)));
    if (difference !== undefined) {
      this.report(file, diagnostic(verificationFailed, source.startSpan, { difference }));
      return this.planHost(state);
    }
    const shownBefore = await concealed(path, source);
    const common = {
      path,
      name,
      role: 'manifest' as const,
      references: references.sort((a, b) => a.line - b.line),
      diagnostics: found,
      ...(found.length === 0 ? {} : { source: shownBefore }),
      isReplaced: false,
      ...(texts.size === 0 ? {} : { texts: [...texts.values()] }),
    };
    if (isRefused) return { ...common, action: 'refuse', outputs: [] };
    if (newText === undefined) return { ...common, action: 'keep', reason: 'nothing in it changes', outputs: [] };
    const end = destinationOf(path, this.request.target);
    const mark = source.hasByteOrderMark ? '\ufeff' : '';
    const content = { text: this.texts.put(mark + newText) };
    const standing = end === path ? ('source' as const) : new Destinations(this.machine).stateOf(end, () => encoded(mark + newText));
    const shownAfter = await concealed(path, new SourceFile(name, newText));
    const isHidden = shownBefore.text !== source.text || shownAfter.text !== newText;
    return {
      ...common,
      action: texts.size === 0 ? 'update' : 'convert',
      outputs: [{ path: end, state: standing, content, needs: greatestNeed(needs) }],
      ...(isHidden ? { shownAs: { before: shownBefore.text, after: shownAfter.text } } : {}),
    };
  }
}

/** Whether a patch names a key, by itself or at the end of a pointer. */
function isNamedIn(patch: string, key: string): boolean {
  const at = patch.indexOf(key);
  return at !== -1 && !/[\w.-]/.test(patch.charAt(at - 1)) && !/[\w.-]/.test(patch.charAt(at + key.length));
}

function plannedText({ name, label = name }: EmbeddedText, { planned, becomes }: TextOutcome, newName: string): PlannedText {
  const { role, action, reason } = planned;
  const isMoved = becomes !== undefined;
  return { name: label, role, action, ...(isMoved ? { becomes: newName } : {}), ...(reason === undefined ? {} : { reason }) };
}

/** What each text becomes in all that mount it. */
function byText(views: readonly ViewOutcome[]): [TextOutcome, ...TextOutcome[]][] {
  const found = new Map<EmbeddedText, [TextOutcome, ...TextOutcome[]]>();
  for (const outcome of views.flatMap(({ outcomes }) => outcomes)) {
    const known = found.get(outcome.text);
    if (known === undefined) found.set(outcome.text, [outcome]);
    else known.push(outcome);
  }
  return [...found.values()];
}
