import { CheckTables } from '../check/check-tables.js';
import { podsDisagree } from '../containers/diagnostics.js';
import { findContainers } from '../containers/find-containers.js';
import { diagnostic, isError } from '../diagnostics/diagnostic.js';
import { mappedHost, rememberingHost } from '../project/derived-hosts.js';
import type { Host } from '../project/host.js';
import type { TextStore } from '../project/text-store.js';
import { SourceFile } from '../source/source-file.js';
import { greatestNeed } from '../versions/needs.js';
import { pluginTables } from '../versions/target.js';
import { placesAfterwards, worldAfterwards } from './afterwards.js';
import { type Kept, PodConversions, Readings } from './convert/convert-source.js';
import { convertSources } from './convert/convert-sources.js';
import { describe } from './describe.js';
import { planEmbedded } from './embedded/plan-embedded.js';
import { faultsOf } from './faults.js';
import { misledReferences, pathsInOldPlace, strandedReferences } from './misled.js';
import { withMissingRoot } from './missing-root.js';
import { newNames } from './names.js';
import { obstaclesOf } from './obstacles.js';
import type { Plan, PlannedFile } from './plan.js';
import { differences, proveTrees, withoutProof } from './prove.js';
import { readSources } from './read/read-sources.js';
import type { Request } from './request.js';
import { findScope } from './scope.js';

/**
 * Plans a migration: reads, converts and verifies all files and what lies in other files, and writes nothing. `texts` takes in the
 * texts of the outputs.
 */
export async function planMigration(machine: Host, all: Request, texts: TextStore): Promise<Plan> {
  // The defaults of a chart are the chart's.
  const request = { ...all, files: all.files.filter(({ path }) => path !== all.chartValues) };
  const named = new Set(request.files.flatMap(({ path, isNamed }) => (isNamed ? [path] : [])));
  const containers = await findContainers(machine, pathsIn(request), { named, chartValues: request.chartValues });
  if (containers === undefined) return planFiles(machine, request, texts);
  const tablesOf = tablesOnce();
  const pods = new PodConversions();
  const embedded = await planEmbedded(machine, containers, request, texts, (host, one, store) =>
    planFiles(host, one, store, tablesOf(one), pods),
  );
  const isPlanned = new Set(embedded.map(({ path }) => path));
  const rest: Request = {
    ...request,
    files: request.files.filter(({ path }) => !isPlanned.has(path)),
    takesIn: (path) => isPlanned.has(path) || request.takesIn(path),
  };
  const plan = await planFiles(machine, rest, texts, tablesOf(rest));
  return planOf(joined(plan, embedded), plan);
}

/** A plan of these files, which are in the order of writing. */
function planOf(order: readonly PlannedFile[], { textOf, to }: Pick<Plan, 'textOf' | 'to'>): Plan {
  const files = [...order].sort((a, b) => (a.path < b.path ? -1 : 1));
  const needs = greatestNeed(files.flatMap(({ outputs }) => outputs.flatMap((output) => output.needs ?? [])));
  return { files, order, textOf, to, ...(needs === undefined ? {} : { needs }) };
}

/** A file that pods mount may be a part of a configuration here as well: it has one new form. */
function joined({ order, textOf }: Plan, embedded: readonly PlannedFile[]): PlannedFile[] {
  const here = new Map(order.map((file) => [file.path, file]));
  const textIn = ({ outputs }: PlannedFile) =>
    outputs.map(({ path, content }) => [path, typeof content === 'object' && 'text' in content ? textOf(content.text) : '']).join('\n');
  const agreed = embedded.map((file): PlannedFile => {
    const other = here.get(file.path);
    if (other === undefined || textIn(other) === textIn(file)) return file;
    const { source = new SourceFile(file.name, ''), diagnostics } = file;
    const one = diagnostic(podsDisagree, source.startSpan, { name: file.name });
    return { ...file, action: 'refuse', outputs: [], isReplaced: false, source, diagnostics: [...diagnostics, one] };
  });
  const isEmbedded = new Set(embedded.map(({ path }) => path));
  return [...order.filter(({ path }) => !isEmbedded.has(path)), ...agreed];
}

function pathsIn({ files }: Request): string[] {
  return files.flatMap(({ path, isLink }) => (isLink ? [] : [path]));
}

/** What the checks of all files share: what the version that they are for knows. */
function tablesFor({ target }: Request): CheckTables {
  return new CheckTables(pluginTables(target.version));
}

/** The same, made once for all pods of a version. */
function tablesOnce(): (request: Request) => CheckTables {
  const known = new Map<string | undefined, CheckTables>();
  return (request) => {
    const name = request.target.version?.name;
    const tables = known.get(name) ?? tablesFor(request);
    known.set(name, tables);
    return tables;
  };
}

/** Plans the migration of files, each by itself a configuration or none. */
async function planFiles(
  machine: Host,
  request: Request,
  texts: TextStore,
  tables = tablesFor(request),
  pods?: PodConversions,
): Promise<Plan> {
  const { target, roots, onProgress } = request;
  // As the files are at one moment, and as the configuration sees them.
  const host = rememberingHost(machine);
  const mapped = mappedHost(host, roots, request.onRoot);
  const kept: Kept = { texts, readings: new Readings(), tables, pods };

  const sources = await readSources(mapped, request, kept);
  const { store } = sources;
  const scope = await findScope(sources, target);
  const names = newNames(scope, placesAfterwards(host, request, scope));
  const outcomes = await convertSources(store, scope, names.values, kept, onProgress);
  const world = worldAfterwards(host, request, scope, outcomes, texts);

  const obstacles = [
    ...withMissingRoot(scope.findings, scope, mapped),
    ...names.findings,
    ...obstaclesOf(host, mapped, scope, outcomes, world, texts),
  ];
  const isSound =
    [...outcomes.values()].every(({ diagnostics }) => !diagnostics.some(isError)) && !obstacles.some((one) => isError(one.diagnostic));
  const known = { request, host: mapped, scope, names, outcomes, world };
  const { unproved, faults, caused } = isSound ? await proveTrees(store, known, kept) : await withoutProof(store, scope);
  const misled = misledReferences(scope, names, world, unproved.keys());
  const findings = [
    ...obstacles,
    ...misled,
    ...differences(unproved, misled),
    ...(misled.length === 0 ? caused : []),
    ...strandedReferences(scope, outcomes, mapped),
    ...(await faultsOf(store, scope)),
    ...faults,
  ];

  const inOldPlace = pathsInOldPlace(scope, names, world);
  const order = await describe({
    host,
    request,
    sources,
    scope,
    outcomes,
    world,
    texts,
    findings,
    inOldPlace,
  });
  return planOf(order, { textOf: (number) => texts.get(number), to: target.to.name });
}
