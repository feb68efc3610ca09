import { checkContainers } from '../../containers/check-containers.js';
import { isManifestName } from '../../containers/likely.js';
import { builtInFormats } from '../../formats/index.js';
import { planMigration } from '../../migrate/index.js';
import type { Plan, PlannedFile } from '../../migrate/plan.js';
import { readFound } from '../../migrate/read/read-found.js';
import { targetOf } from '../../migrate/request.js';
import type { CheckedFile } from '../../project/check/check-file.js';
import { checkProject } from '../../project/check/check-project.js';
import { ProjectFiles } from '../../project/files.js';
import type { Host } from '../../project/host.js';
import { memoryHost } from '../../project/memory-host.js';
import { plainTexts } from '../../project/text-store.js';
import { isOther } from '../../report/plan/plan-outcome.js';
import { SourceFile } from '../../source/source-file.js';
import type { VersionTarget } from '../../versions/target.js';
import { formatNames } from '../format-names.js';
import type { Form, LookedFile, PageFile } from '../protocol.js';
import { pictureOf } from './picture.js';
import { countsOf, problemsOf, worstOf } from './problems.js';
import { formOf, formsBeside, type Sight } from './sight.js';

const encoder = new TextEncoder();

/** What there is to say of files that belong together, as `check` and `migrate` say it; undefined if none of them is Fluent Bit's. */
export async function lookAtSeveral(
  files: readonly PageFile[],
  asked: string | undefined,
  version: VersionTarget | undefined,
): Promise<Sight | undefined> {
  const contents = new Map(files.map(({ path, bytes }) => [`/${path}`, bytes]));
  const host = memoryHost(contents.keys(), { cwd: '/', bytesOf: (path) => contents.get(path) });
  const paths = [...contents.keys()].sort();
  const plans = new Map<string, Plan>();
  for (const format of Object.keys(formatNames)) plans.set(format, await planOf(format, host, paths, version));
  const { checked, store, read } = await checkAll(host, paths, version);
  const listed = listedFiles([...plans.values()], checked);
  const chosen = (listed.find(({ path }) => path === asked) ?? listed.find(({ role }) => role === 'main') ?? listed[0])?.path;
  if (chosen === undefined) return undefined;

  const path = `/${chosen}`;
  const found = checked.find(({ source }) => source.name === chosen);
  const ways = [...plans].map(([format, plan]) => ({ format, planned: plan.files.find((file) => file.path === path), plan }));
  const source = found?.source ?? ways.find(({ planned }) => planned?.source !== undefined)?.planned?.source ?? new SourceFile(chosen, '');
  const isManifest = ways.some(({ planned }) => planned?.role === 'manifest');
  const format = isManifest ? undefined : (found?.format?.name ?? formatOf(path, read));
  const beside = new Set(isManifest ? changing(ways) : formsBeside(format));
  const shown = ways.filter((way) => beside.has(way.format));
  const problems = problemsOf(
    source,
    found?.diagnostics ?? [],
    shown.map((way) => ({ format: way.format, diagnostics: way.planned?.diagnostics ?? [] })),
  );
  const archived = [...plans].filter(([, plan]) => plan.files.every(({ action }) => action !== 'refuse'));
  const look = {
    files: listed,
    others: files.length - listed.length,
    chosen,
    format: isManifest ? 'yaml' : format,
    problems,
    counts: countsOf(problems),
    forms: shown.map((way) => formOfPlanned(way.format, way.planned, way.plan)),
    picture: await pictureOf(path, store, read),
    archived: archived.map(([name]) => name),
  };
  return { look, results: new Map(archived.flatMap(([name, plan]) => treeAfter(contents, plan).map(([to, bytes]) => [name + to, bytes]))) };
}

function planOf(format: string, host: Host, paths: readonly string[], version: VersionTarget | undefined): Promise<Plan> {
  const to = builtInFormats.find(({ name }) => name === format);
  if (to === undefined) throw new RangeError(`unknown format '${format}'`);
  const files = paths.map((path) => ({ path, isLink: false }));
  const target = { ...targetOf(to), version };
  return planMigration(host, { files, takesIn: () => true, target, roots: [] }, plainTexts());
}

/** Checks manifests with what they hold, and all other configurations with what they refer to. */
async function checkAll(host: Host, paths: readonly string[], version: VersionTarget | undefined) {
  const versions = version && { target: version };
  const isInScope = () => true;
  const within = await checkContainers(host, paths.filter(isManifestName), versions);
  const isWithin = new Set(within.map(({ source }) => source.name));
  const found = await readFound(
    paths.map((path) => ({ path, isLink: false })),
    host,
    isInScope,
  );
  const named = found.filter(({ reading }) => !isWithin.has(reading.source.name));
  const store = new ProjectFiles(host);
  const read = named.map(({ path, reading }) => store.add(path, reading));
  return { checked: [...within, ...(await checkProject(host, named, { isInScope, versions }))], store, read };
}

/** What is Fluent Bit's, or holds or names what is. */
function listedFiles(plans: readonly Plan[], checked: readonly CheckedFile[]): LookedFile[] {
  const listed = new Map<string, LookedFile>();
  const severities = new Map(checked.map(({ source, diagnostics }) => [source.name, worstOf(diagnostics)]));
  for (const file of plans.flatMap((plan) => plan.files)) {
    const { name, role } = file;
    const known = listed.get(name);
    if (isOther(file) || (known !== undefined && known.role !== 'other')) continue;
    listed.set(name, { path: name, role, severity: severities.get(name) });
  }
  return [...listed.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function formatOf(path: string, read: readonly { readonly path: string; readonly reading: CheckedFile }[]): string | undefined {
  return read.find((file) => file.path === path)?.reading.format?.name;
}

interface PlannedWay {
  readonly format: string;
  readonly planned: PlannedFile | undefined;
  readonly plan: Plan;
}

/** The formats that what is in a manifest is not in; if it is in all that there are, those beside classic. */
function changing(ways: readonly PlannedWay[]): string[] {
  const formats = ways.filter(({ planned }) => planned !== undefined && planned.action !== 'keep').map(({ format }) => format);
  return formats.length === 0 ? formsBeside() : formats;
}

function formOfPlanned(format: string, planned: PlannedFile | undefined, { textOf }: Plan): Form {
  const { outputs = [], source, diagnostics = [], reason } = planned ?? {};
  const texts = outputs.flatMap(({ path, content }) =>
    typeof content === 'object' && 'text' in content ? [{ path: path.slice(1), text: textOf(content.text) }] : [],
  );
  const form = formOf(format, texts, { source, diagnostics, needs: outputs.flatMap(({ needs }) => needs ?? []) });
  return form.notes.length === 0 && texts.length === 0 && reason !== undefined ? { ...form, notes: [reason] } : form;
}

/** All files as they are once the plan is carried out and what was converted is removed. */
function treeAfter(before: ReadonlyMap<string, Uint8Array>, { files, textOf }: Plan): [string, Uint8Array][] {
  const tree = new Map(before);
  for (const { path, isReplaced } of files) if (isReplaced) tree.delete(path);
  for (const { path, content } of files.flatMap(({ outputs }) => outputs)) {
    if (typeof content === 'object' && 'text' in content) tree.set(path, encoder.encode(textOf(content.text)));
  }
  return [...tree];
}
