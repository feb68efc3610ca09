import { type Diagnostic, isError } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import { checkBetween } from '../project/check/check-project.js';
import { type Family, type ProjectFile, type ReadFile, readFrom } from '../project/files.js';
import type { Host } from '../project/host.js';
import type { Finding } from '../project/include-tree.js';
import type { Span } from '../source/span.js';
import type { World } from './afterwards.js';
import type { Outcomes } from './convert/convert-sources.js';
import type { Names } from './names.js';
import type { Source } from './read/source-facts.js';
import { newStem, type Request } from './request.js';
import { placeAfterwards, type Scope, type SourceFinding, type SourceTree } from './scope.js';

/** All that is known of a migration before its trees are read as they will be. */
export interface Known {
  readonly request: Request;
  /** The machine as the configuration sees it today. */
  readonly host: Host;
  readonly scope: Scope;
  readonly names: Names;
  readonly outcomes: Outcomes;
  readonly world: World;
}

/**
 * The errors that `check` finds in a tree as it will be, and not as it is today: the migration would cause them. `read`: reads files
 * as they will be.
 */
export async function refusedAfterwards(tree: SourceTree, read: ReadFile, known: Known): Promise<SourceFinding[]> {
  const { scope, world, host, request } = known;
  const { root } = tree;
  const family = scope.newPaths.has(root) ? scope.target.family : root.family;
  const after = await errorsIn({ host: world.host, path: placeAfterwards(root, scope), family, read }, request);
  if (after.length === 0) return [];
  const before = await errorsIn({ host, path: root.path, family: root.family, read: readFrom(host) }, request);
  const today = new Set(before.map(({ diagnostic }) => subjectOf(diagnostic)));
  return after.filter(({ diagnostic }) => !today.has(subjectOf(diagnostic))).map((one) => inSource(one, tree, known));
}

/** A main file, and the machine on which Fluent Bit is started with it. */
interface Main {
  readonly host: Host;
  readonly path: string;
  readonly family: Family;
  readonly read: ReadFile;
}

async function errorsIn({ host, path, family, read }: Main, { isInScope }: Request): Promise<Finding[]> {
  const reading = await read(path, family);
  if ('problem' in reading) return [];
  const options = { read, ...(isInScope === undefined ? {} : { isInScope }) };
  return (await checkBetween(host, { path, reading }, options)).filter((one) => isError(one.diagnostic));
}

/** What an error is about, before and after: files have other names then. */
function subjectOf({ code, args }: Diagnostic): string {
  const { name, parser, path } = args as { name?: string; parser?: string; path?: string };
  return `${code} ${name ?? parser ?? newStem(path ?? '')}`;
}

const nowhere: Span = { start: 0, end: 0 };

/** An error of a new file, in the file that becomes it: where that refers to the same, else at its beginning. */
function inSource({ file, diagnostic: one }: Finding, tree: SourceTree, { scope, outcomes, names, world: { host } }: Known): SourceFinding {
  const real = host.realPath(file.path) ?? file.path;
  const becomes = (source: Source) => outcomes.get(source)?.outputs.some(({ path }) => path === real);
  const needed = (scope.leads.get(tree) ?? []).flatMap(({ target }) => target ?? []);
  const source = [...tree.files, ...needed].find(becomes) ?? scope.files.get(real) ?? tree.root;
  return { file: source, diagnostic: { ...one, span: placeOf(one, file, source, names) } };
}

function placeOf({ span }: Diagnostic, { references }: ProjectFile, source: Source, { values }: Names): Span {
  const reference = references.find(({ property }) => valueSpan(property).start === span.start);
  if (reference === undefined) return nowhere;
  const own = values.get(source);
  const same = source.references.findLast((one) => one.kind === reference.kind && (own?.get(one) ?? [one.path]).includes(reference.path));
  return same === undefined ? nowhere : valueSpan(same.property);
}
