import { type Diagnostic, diagnostic, isError } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import { groupBy } from '../model/grouping.js';
import { lacks } from '../project/check/check-file.js';
import { familyOfName } from '../project/files.js';
import type { Host } from '../project/host.js';
import { directoryOf, isAbsolute } from '../project/paths.js';
import { postorder } from '../project/postorder.js';
import type { Lead } from '../project/read-project.js';
import type { TextStore } from '../project/text-store.js';
import { SourceFile } from '../source/source-file.js';
import { isKept, type World } from './afterwards.js';
import type { NewText } from './convert/convert-source.js';
import type { Outcomes } from './convert/convert-sources.js';
import { bytesOf, Destinations, encoded, isEqualBytes } from './destinations.js';
import { linkBroken, linkMisleads } from './diagnostics.js';
import type { OpenReference, PlannedFile, PlannedOutput, Role } from './plan.js';
import { tellsFormat } from './read/may-be-configuration.js';
import type { Link, Sources } from './read/read-sources.js';
import { type Fault, readSource, type Source } from './read/source-facts.js';
import { destinationOf, isLeftClassic, newPathOf, type Request } from './request.js';
import { rolesOf } from './role.js';
import { leadsTo, type Scope, type SourceFinding } from './scope.js';

/** A migration once all is found out about it. */
export interface KnownMigration {
  readonly host: Host;
  readonly request: Request;
  readonly sources: Sources;
  readonly scope: Scope;
  readonly outcomes: Outcomes;
  readonly world: World;
  readonly texts: TextStore;
  readonly findings: readonly SourceFinding[];
  /** Paths that lead right only in the old place, by their main files. */
  readonly inOldPlace: ReadonlyMap<Source, string>;
}

/** One for all: most files have no diagnostics. */
const none: readonly never[] = [];

/** The plan of each file, in the order of writing: each after those that it refers to (R-1 … R-6). */
export async function describe(known: KnownMigration): Promise<PlannedFile[]> {
  return new Describer(known).describe();
}

class Describer {
  private readonly destinations: Destinations;
  private readonly findings: ReadonlyMap<Source, readonly SourceFinding[]>;
  private readonly roleOf: (file: Source) => Role;
  private readonly needed: ReadonlyMap<Source, ReadonlySet<Source>>;
  /** Files that references of R-1 … R-4 lead to. */
  private readonly referred: ReadonlySet<string>;
  private readonly open: ReadonlyMap<Source, readonly Lead<Source>[]>;
  private readonly links: ReadonlyMap<Source | undefined, readonly Link[]>;

  constructor(private readonly known: KnownMigration) {
    const { scope, host, findings } = known;
    this.destinations = new Destinations(host);
    this.findings = groupBy(findings, ({ file }) => file);
    this.roleOf = rolesOf(scope);
    const leads = [...scope.leads.values()].flat();
    this.open = groupBy(
      leads.filter(({ path }) => path === undefined),
      ({ file }) => file,
    );
    this.referred = new Set([...scope.targets.values()].flatMap((targets) => Array.from(targets.values(), ({ path }) => path)));
    this.needed = neededFiles(scope);
    this.links = groupBy(scope.links, ({ real }) => scope.files.get(real ?? ''));
  }

  async describe(): Promise<PlannedFile[]> {
    const { scope } = this.known;
    const planned = scope.others.map((path) => this.describeOther(path));
    for (const file of postorder(scope.files.values(), (one) => this.needed.get(one) ?? [])) {
      planned.push(await this.describeFile(file));
      // What refers to a file may do so by any of the links to it.
      for (const link of this.links.get(file) ?? []) planned.push(await this.describeLink(link, file));
    }
    for (const link of this.links.get(undefined) ?? []) planned.push(await this.describeLink(link, undefined));
    // What an earlier run has written is shown with its source, not as a copy as well.
    const made = new Set(planned.flatMap(({ action, outputs }) => (action === 'keep' ? [] : outputs.map(({ path }) => path))));
    const isMade = ({ path, outputs }: PlannedFile) => made.has(path) || outputs.some((output) => made.has(output.path));
    const files = planned.filter((file) => file.action !== 'keep' || !isMade(file));
    return [...files, ...this.describeDirectoryLinks(files)];
  }

  private async describeFile(file: Source): Promise<PlannedFile> {
    const { scope, outcomes, sources, host } = this.known;
    const { path } = file;
    const outcome = outcomes.get(file);
    const role = this.roleOf(file);
    const said = (outcome?.diagnostics ?? []).filter(({ code }) => role !== 'part' || !lacks.has(code));
    const staysAsIs = isKept(file, scope, outcomes);
    const unread = staysAsIs ? (sources.store.unread.get(file) ?? none) : none;
    const found = [...said, ...(this.findings.get(file) ?? []).map(({ diagnostic: one }) => one), ...unread];
    const diagnostics = found.length === 0 ? none : unique(found);
    const isRefused = diagnostics.some(isError);
    const isMoved = scope.newPaths.has(file);
    const outputs = isRefused ? [] : (outcome?.outputs ?? []).map((output) => this.describeText(output, path));
    const isLoose = this.isLoose(file, role);
    const open = await this.openReferences(file);
    const inOldPlace = this.known.inOldPlace.get(file);
    const held = sources.held.get(path);
    return {
      path,
      name: host.shown(path),
      role,
      action: isRefused ? 'refuse' : isMoved ? 'convert' : staysAsIs ? 'keep' : 'update',
      ...(staysAsIs && !isRefused ? reasonToKeep(file, scope, role) : {}),
      outputs: staysAsIs && !isRefused ? this.describeCopy(path) : outputs,
      ...(held === undefined ? {} : { held }),
      references: outcome?.references ?? none,
      diagnostics,
      ...(diagnostics.length === 0 ? {} : { source: outcome?.source ?? (await sources.store.readingOf(file)).source }),
      isReplaced: isMoved && !isRefused && !isLoose,
      ...(isMoved && isLoose ? { stays: 'no file refers to it, so the command line of Fluent Bit may (-R)' } : {}),
      ...(open.length === 0 ? {} : { open }),
      ...(inOldPlace === undefined ? {} : { inOldPlace }),
    };
  }

  /** Parsers that no file refers to are loaded by the command line, if at all (I-14), unless somebody names them by themselves. */
  private isLoose({ path }: Source, role: Role): boolean {
    if (role !== 'parsers' && role !== 'multiline parsers') return false;
    return !this.referred.has(path) && !this.known.sources.named.has(path);
  }

  private async openReferences(file: Source): Promise<OpenReference[]> {
    const open = this.open.get(file);
    if (open === undefined) return [];
    const { source } = await this.known.sources.store.readingOf(file);
    return open.map(({ reference: { path, property } }) => ({ path, line: source.positionAt(valueSpan(property).start).line }));
  }

  private describeText(output: NewText, source: string): PlannedOutput {
    const { path, text, needs } = output;
    const { host, texts, world } = this.known;
    const bytes = () => encoded(texts.get(text));
    const there = path === source ? 'source' : this.destinations.stateOf(path, bytes);
    const copied = there === 'same' ? undefined : world.copies.get(path);
    const isInTheWay = copied !== undefined && !isEqualBytes(bytesOf(host, copied), bytes());
    return {
      path,
      state: isInTheWay && there === 'new' ? 'different' : there,
      content: { text },
      ...(isInTheWay ? { insteadOf: copied } : {}),
      ...(needs === undefined ? {} : { needs }),
    };
  }

  /** A copy, if the whole tree is built elsewhere. */
  private describeCopy(source: string): PlannedOutput[] {
    const { target } = this.known.request;
    if (target.destination.mirror === undefined) return [];
    const path = destinationOf(source, target);
    return [{ path, state: this.destinations.stateOf(path, () => bytesOf(this.known.host, source)), content: 'copy' }];
  }

  private describeOther(path: string): PlannedFile {
    const { sources } = this.known;
    const held = sources.held.get(path);
    const file = { ...this.nothing(path), reason: sources.staying.get(path) ?? "not Fluent Bit's", outputs: this.describeCopy(path) };
    return held === undefined ? file : { ...file, held };
  }

  /** A link to a file that is converted becomes a link to its new form; Fluent Bit must find the includes there, too (Y-30). */
  private async describeLink(link: Link, leadsTo: Source | undefined): Promise<PlannedFile> {
    const { host, request, scope, sources, world } = this.known;
    const { path, real } = link;
    if (real === undefined) return this.describeBroken(path);
    const role = leadsTo === undefined ? 'other' : this.roleOf(leadsTo);
    const to = leadsTo && scope.newPaths.get(leadsTo);
    if (leadsTo === undefined || to === undefined) {
      const copy = destinationOf(path, request.target);
      const target = world.links.get(copy);
      const outputs = target === undefined ? [] : [this.describeLinkTo(copy, target)];
      const isOut = request.isInScope?.(real) === false;
      const reason = isOut
        ? 'a link that leads out of the repository or directories: it was not looked into'
        : 'a link to a file that stays';
      return { ...this.nothing(path), role, reason, outputs };
    }
    const outputs = [this.describeLinkTo(newPathOf(path, request.target), to)];
    const becomes = { ...this.nothing(path), role, action: 'link' as const, outputs, isReplaced: true };
    if (!isMisleading(path, leadsTo)) return becomes;
    const { source } = await readSource(sources.store.host, path);
    const diagnostics = [diagnostic(linkMisleads, source.startSpan, { path: host.shown(path) })];
    return { ...becomes, diagnostics, source, stays: 'the new link will not do (FLB607)', isReplaced: false };
  }

  /** Links to directories are made again in a tree elsewhere, if something of it is there. */
  private describeDirectoryLinks(planned: readonly PlannedFile[]): PlannedFile[] {
    const { directoryLinks = [], target } = this.known.request;
    if (directoryLinks.length === 0) return [];
    const directories = directoriesIn(planned);
    return directoryLinks.flatMap(({ path, real }): PlannedFile[] => {
      const link = target.destination.directoryFor(real);
      if (!directories.has(link)) return [];
      return [
        { ...this.nothing(path), reason: 'a link to a directory', outputs: [this.describeLinkTo(destinationOf(path, target), link)] },
      ];
    });
  }

  private describeLinkTo(path: string, link: string): PlannedOutput {
    return { path, state: this.destinations.stateOfLink(path, link), content: { link } };
  }

  /** That a link leads to nothing matters only for a configuration. */
  private describeBroken(path: string): PlannedFile {
    const file = this.nothing(path);
    const reason = 'a link to nothing';
    if (!tellsFormat(path)) return { ...file, reason };
    const source = new SourceFile(file.name, '');
    return { ...file, action: 'refuse', source, diagnostics: [diagnostic(linkBroken, source.startSpan, { path: file.name })] };
  }

  /** A file without outputs. */
  private nothing(path: string): PlannedFile {
    const name = this.known.host.shown(path);
    return { path, name, role: 'other', action: 'keep', outputs: [], references: [], diagnostics: [], isReplaced: false };
  }
}

function reasonToKeep(file: Source, { staying, target }: Scope, role: Role): Pick<PlannedFile, 'reason' | 'isLeftClassic'> {
  const { isOurs, fault } = file;
  const reason = staying.get(file);
  if (reason !== undefined) return { reason };
  if (fault !== undefined) return { reason: inWords[fault] };
  if (!isOurs) return { reason: "not Fluent Bit's" };
  if (!isLeftClassic(file, target)) return { reason: formatAlready(file, role) };
  return { reason: `Fluent Bit ${target.version?.name} reads such a file in classic only`, isLeftClassic: true };
}

const inWords: Readonly<Record<Fault, string>> = {
  unreadable: 'it cannot be read',
  template: 'a template',
  broken: 'it is broken',
};

function formatAlready({ path, family, format }: Source, role: Role): string {
  if (family === 'classic') return 'classic already';
  // Where nothing includes a file, its name alone decides (C-37).
  const isNamedRight = role === 'part' || familyOfName(path) === 'yaml';
  if (isNamedRight) return 'YAML already';
  return `${format?.name === 'json' ? 'JSON' : 'YAML'}, which Fluent Bit reads under a name that ends with .yaml only`;
}

/**
 * Two trees may find the same in a file that they share, or one tree in two ways: the first one stays, which may be an error where a
 * later one is a warning.
 */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length < 2) return diagnostics;
  const said = new Map<string, Diagnostic>();
  for (const one of diagnostics) {
    const key = JSON.stringify([one.code, one.span, one.args]);
    if (!said.has(key)) said.set(key, one);
  }
  return [...said.values()];
}

/** Whether Fluent Bit would look for includes beside the link, and not find them there (Y-30). */
function isMisleading(link: string, { path, references }: Source): boolean {
  if (directoryOf(link) === directoryOf(path)) return false;
  return references.some(({ kind, path: written }) => kind === 'include' && !isAbsolute(written));
}

/** The files that each file includes and refers to. */
function neededFiles(scope: Scope): ReadonlyMap<Source, ReadonlySet<Source>> {
  const needed = new Map<Source, Set<Source>>();
  for (const tree of scope.trees) {
    for (const file of tree.files) {
      if (file.references.length === 0) continue;
      const known = needed.get(file) ?? new Set<Source>();
      needed.set(file, known);
      for (const reference of file.references) for (const one of leadsTo(reference, tree, scope)) known.add(one);
    }
  }
  return needed;
}

/** The directories of what will be written, and those that contain these. */
function directoriesIn(planned: readonly PlannedFile[]): ReadonlySet<string> {
  const directories = new Set<string>();
  for (const { outputs } of planned) {
    for (const { path } of outputs) {
      for (let at = directoryOf(path); at !== '/' && !directories.has(at); at = directoryOf(at)) directories.add(at);
    }
  }
  return directories;
}
