import { type Diagnostic, diagnostic, isError } from '../diagnostics/diagnostic.js';
import { groupBy } from '../model/group-by.js';
import { lacks } from '../project/check-file.js';
import { directoryOf, isAbsolute, pathIn } from '../project/paths.js';
import { familyOfName } from '../project/project-files.js';
import { SourceFile } from '../source/source-file.js';
import { encoded } from './bytes.js';
import { newPathOf } from './convert-source.js';
import { destinationOf } from './destination.js';
import { Destinations } from './destinations.js';
import { linksAfterwards } from './links-afterwards.js';
import { tellsFormat } from './may-be-configuration.js';
import type { Link, Migration } from './migration.js';
import { neededFiles } from './needed-files.js';
import type { PlannedFile, PlannedOutput, Role } from './plan.js';
import { rolesOf } from './role.js';
import { readSource, type SurveyedFile } from './survey.js';
import type { Project, SourceFinding } from './trees.js';
import { writeOrder } from './write-order.js';

/** The plan of a migration of which all is known. `bound`: paths that lead right only in the old place, by their main files. */
export async function describePlan(
  migration: Migration,
  project: Project,
  findings: readonly SourceFinding[],
  bound: ReadonlyMap<SurveyedFile, string>,
): Promise<PlannedFile[]> {
  return new PlanDescriber(migration, project, findings, bound).describe();
}

class PlanDescriber {
  private readonly destinations: Destinations;
  private readonly findings: ReadonlyMap<SurveyedFile, readonly SourceFinding[]>;
  private readonly roleOf: (file: SurveyedFile) => Role;
  private readonly needed: ReadonlyMap<SurveyedFile, ReadonlySet<SurveyedFile>>;
  private readonly open: Project['open'];
  private readonly linksAfterwards: ReadonlyMap<string, string>;
  private readonly links: ReadonlyMap<SurveyedFile | undefined, readonly Link[]>;

  constructor(
    private readonly migration: Migration,
    project: Project,
    findings: readonly SourceFinding[],
    private readonly bound: ReadonlyMap<SurveyedFile, string>,
  ) {
    this.destinations = new Destinations(migration.host);
    this.findings = groupBy(findings, ({ file }) => file);
    this.roleOf = rolesOf(project);
    this.needed = neededFiles(project);
    this.open = project.open;
    this.linksAfterwards = linksAfterwards(migration);
    this.links = groupBy(migration.links, ({ leadsTo }) => leadsTo);
  }

  async describe(): Promise<PlannedFile[]> {
    const { migration } = this;
    const order = migration.others.map((path) => this.describeOther(path));
    for (const file of writeOrder(migration.files, this.needed)) {
      order.push(await this.describeFile(file));
      // What refers to a file may do so by any of the links to it.
      for (const link of this.links.get(file) ?? []) order.push(await this.describeLink(link));
    }
    for (const link of this.links.get(undefined) ?? []) order.push(await this.describeLink(link));
    // What an earlier run has made is shown where it is made from, and is no copy besides.
    const made = new Set(order.flatMap(({ action, outputs }) => (action === 'keep' ? [] : outputs.map(({ path }) => path))));
    const isMade = ({ path, outputs }: PlannedFile) => made.has(path) || outputs.some((output) => made.has(output.path));
    return order.filter((file) => file.action !== 'keep' || !isMade(file));
  }

  private async describeFile(file: SurveyedFile): Promise<PlannedFile> {
    const { migration } = this;
    const { path } = file;
    const outcome = migration.outcomes.get(file);
    const role = this.roleOf(file);
    const said = (outcome?.diagnostics ?? []).filter(({ code }) => role !== 'part' || !lacks.has(code));
    const diagnostics = unique([...said, ...(this.findings.get(file) ?? []).map(({ diagnostic: one }) => one)]);
    const isRefused = diagnostics.some(isError);
    const isMoved = migration.isMoved(file);
    const outputs = isRefused ? [] : (outcome?.outputs ?? []).map(({ path: to, text }) => this.describeText(to, text, path));
    const isKept = migration.isKept(file);
    const uses = this.usesOf(file);
    const inOldPlace = this.bound.get(file);
    const mayUse = this.mayUse(file);
    return {
      path,
      name: migration.shown(path),
      role,
      action: isRefused ? 'refuse' : isMoved ? 'convert' : isKept ? 'keep' : 'update',
      ...(isKept && !isRefused ? { reason: reasonToKeep(file, role) } : {}),
      outputs: isKept && !isRefused ? this.describeCopy(path) : outputs,
      references: outcome?.references ?? [],
      diagnostics,
      ...(diagnostics.length === 0 ? {} : { source: outcome?.source ?? (await migration.sources.readingOf(file)).source }),
      isReplaced: isMoved && !isRefused,
      ...(uses.length === 0 ? {} : { uses }),
      ...(inOldPlace === undefined ? {} : { inOldPlace }),
      ...(mayUse.length === 0 ? {} : { mayUse }),
    };
  }

  /** A file that is needed may be found by any of the links to it. */
  private usesOf(file: SurveyedFile): string[] {
    if (file.references.length === 0) return [];
    return [...(this.needed.get(file) ?? [])].flatMap((one) => [one, ...(this.links.get(one) ?? [])]).map(({ path }) => path);
  }

  private mayUse({ path, family, references, fault }: SurveyedFile): string[] {
    const written = references.filter((reference) => this.open.has(reference)).map((reference) => reference.path);
    return fault !== undefined && family === this.migration.to ? [...written, pathIn(directoryOf(path), '')] : written;
  }

  private describeText(path: string, text: number, source: string): PlannedOutput {
    const state = path === source ? 'source' : this.destinations.stateOf(path, () => encoded(this.migration.texts.get(text)));
    return { path, state, content: { text } };
  }

  /** A copy, if the whole tree is built elsewhere. */
  private describeCopy(source: string): PlannedOutput[] {
    const { destination } = this.migration.target;
    if (destination.mirror === undefined) return [];
    const path = destinationOf(source, destination);
    return [{ path, state: this.destinations.stateOf(path, () => this.migration.bytesOf(source)), content: 'copy' }];
  }

  private describeOther(path: string): PlannedFile {
    return { ...this.nothing(path), reason: "not Fluent Bit's", outputs: this.describeCopy(path) };
  }

  /** A link to what is converted becomes one to what comes of that; Fluent Bit must find the includes there, too (Y-30). */
  private async describeLink(link: Link): Promise<PlannedFile> {
    const { migration } = this;
    const { path, real, leadsTo } = link;
    if (real === undefined) return this.describeBroken(path);
    const role = leadsTo === undefined ? 'other' : this.roleOf(leadsTo);
    const to = leadsTo && migration.newPath(leadsTo);
    if (leadsTo === undefined || to === undefined) {
      const copy = destinationOf(path, migration.target.destination);
      const target = this.linksAfterwards.get(copy);
      const outputs = target === undefined ? [] : [this.describeLinkTo(copy, target)];
      return { ...this.nothing(path), role, reason: 'a link to a file that stays', outputs };
    }
    const misleads = isMisleading(link);
    const { source } = await readSource(migration.mapped, path);
    const diagnostics = misleads ? [diagnostic('FLB607', source.startSpan, { path: migration.shown(path) })] : [];
    return {
      ...this.nothing(path),
      role,
      action: 'link',
      outputs: [this.describeLinkTo(newPathOf(path, migration.target), to)],
      diagnostics,
      ...(misleads ? { source, stays: 'the new link will not do (FLB607)' } : {}),
      isReplaced: !misleads,
      uses: [leadsTo.path],
    };
  }

  private describeLinkTo(path: string, link: string): PlannedOutput {
    return { path, state: this.destinations.stateOfLink(path, link), content: { link } };
  }

  /** Only of a configuration it matters that a link leads to nothing. */
  private describeBroken(path: string): PlannedFile {
    const file = this.nothing(path);
    const reason = 'a link to nothing';
    if (!tellsFormat(path)) return { ...file, reason };
    const source = new SourceFile(file.name, '');
    return { ...file, action: 'refuse', source, diagnostics: [diagnostic('FLB610', source.startSpan, { path: file.name })] };
  }

  /** A file of which nothing comes. */
  private nothing(path: string): PlannedFile {
    const name = this.migration.shown(path);
    return { path, name, role: 'other', action: 'keep', outputs: [], references: [], diagnostics: [], isReplaced: false };
  }
}

function reasonToKeep({ path, family, format, isOurs, fault }: SurveyedFile, role: Role): string {
  if (fault !== undefined) return fault === 'unreadable' ? 'it cannot be read' : 'it is broken';
  if (!isOurs) return "not Fluent Bit's";
  if (family === 'classic') return 'classic already';
  // Of what nothing includes, the name alone decides (C-37).
  const isNamedRight = role === 'part' || familyOfName(path) === 'yaml';
  if (isNamedRight) return 'YAML already';
  return `${format?.name === 'json' ? 'JSON' : 'YAML'}, which Fluent Bit reads under a name that ends with .yaml only`;
}

/** Two trees may find the same in a file that they share. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  if (diagnostics.length < 2) return [...diagnostics];
  return [...new Map(diagnostics.map((one) => [JSON.stringify([one.code, one.span, one.args]), one])).values()];
}

/** Whether Fluent Bit would look for includes beside the link, and not find them there (Y-30). */
function isMisleading({ path, leadsTo }: Link): boolean {
  if (leadsTo === undefined || directoryOf(path) === directoryOf(leadsTo.path)) return false;
  return leadsTo.references.some(({ kind, path: written }) => kind === 'include' && !isAbsolute(written));
}
