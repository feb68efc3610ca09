import { fieldAt, fieldNamed, type ResourceItem, type ResourceList, readResourceList } from '../../containers/krm/resource-list.js';
import { type Result, writeResourceList } from '../../containers/krm/write-resource-list.js';
import { textHost } from '../../containers/pods/pod-host.js';
import { JobError } from '../../host/job-error.js';
import { packedTexts } from '../../host/packed-texts.js';
import { readInput } from '../../host/read.js';
import { isError } from '../../index.js';
import { planMigration } from '../../migrate/index.js';
import type { Plan, PlannedFile } from '../../migrate/plan.js';
import { targetOf } from '../../migrate/request.js';
import { locate } from '../../report/located.js';
import { versionOf } from '../fluent-bit-version.js';
import type { Io } from '../io.js';
import { formatNamed } from '../plugins.js';
import { chartValuesOf } from './convert-manifest.js';

export interface KrmFlags {
  fluentBit?: string;
  chartValues?: string;
  strict?: boolean;
}

/** Converts the configurations in the objects of a list: each object is a file beside the others of its path. */
export async function runKrm(flags: KrmFlags, io: Io): Promise<number> {
  const version = await versionOf(flags.fluentBit, '--fluent-bit', io);
  const list = await readList(io);
  const items = new Map(list.items.flatMap((item, i) => (isGenerated(item) ? [[pathOf(item, i), item] as const] : [])));
  const chartValues = chartValuesOf(flags.chartValues);
  const defaults = chartValues === undefined ? [] : [[chartValues, decoder.decode(await readInput(chartValues, io))] as const];
  const shown = (path: string) => items.get(path)?.path ?? path;
  const host = textHost(new Map([...Array.from(items, ([path, { text }]) => [path, text] as const), ...defaults]), { cwd: '/', shown });
  const files = Array.from(items.keys(), (path) => ({ path, isLink: false })).sort((a, b) => (a.path < b.path ? -1 : 1));
  const target = { ...targetOf(formatNamed('yaml', '--to', [])), strict: flags.strict ?? false, version };
  const request = { files, takesIn: () => false, target, chartValues, roots: [] };
  const plan = await planMigration(host, request, await packedTexts({ plainSize: 1 << 24 }));

  const isRefused = plan.files.some(({ action }) => action === 'refuse');
  const results = plan.files.flatMap((planned) => {
    const item = items.get(planned.path);
    return item === undefined ? problemsOf(planned, list) : [...(isRefused ? [] : changesOf(planned, item)), ...findingsOf(planned, item)];
  });
  io.writeStdout(await writeResourceList(list, isRefused ? new Map() : newTexts(plan, items), [...unusedConfig(list), ...results]));
  for (const { severity, message, resourceRef, field } of results) {
    if (severity === 'error') io.writeStderr(`${resourceRef.kind} '${resourceRef.name}', ${field?.path ?? ''}: error: ${message}\n`);
  }
  return isRefused ? 1 : 0;
}

const decoder = new TextDecoder();

async function readList(io: Io): Promise<ResourceList> {
  const list = await readResourceList(decoder.decode(await readInput('-', io)));
  if (!('problem' in list)) return list;
  throw new JobError(`standard input is not a ResourceList: ${list.problem} (${list.line}:${list.column})`);
}

/** What a kustomization makes is in the list itself. */
function isGenerated({ node }: ResourceItem): boolean {
  return node.textAt('kind') !== 'Kustomization';
}

/** Objects of one file are nearest to each other. */
function pathOf({ path = 'resources.yaml' }: ResourceItem, i: number): string {
  return `/${path.replace(/^\/+/, '')}/${i}.yaml`;
}

function newTexts({ files, textOf }: Plan, items: ReadonlyMap<string, ResourceItem>): Map<ResourceItem, string> {
  return new Map(
    files.flatMap(({ path, outputs: [output] }) => {
      const item = items.get(path);
      const isText = output !== undefined && typeof output.content === 'object' && 'text' in output.content;
      return item === undefined || !isText ? [] : [[item, textOf((output.content as { text: number }).text)] as const];
    }),
  );
}

/** One result for each text that gets a new form. */
function changesOf({ texts = [] }: PlannedFile, item: ResourceItem): Result[] {
  return texts.flatMap(({ name, becomes }) =>
    becomes === undefined ? [] : [resultOf(item, 'info', `'${name}' becomes '${becomes}'`, fieldNamed(item.node, name))],
  );
}

function findingsOf({ source, diagnostics }: PlannedFile, item: ResourceItem): Result[] {
  if (source === undefined) return [];
  const indent = item.text.length - (item.span.end - item.span.start);
  return locate([{ source, diagnostics }]).map(({ severity, code, message, help, diagnostic }) => {
    const said = `${code}: ${message}${help === undefined ? '' : `: ${help}`}`;
    return resultOf(item, severity, said, fieldAt(item.node, item.span.start + diagnostic.span.start - indent));
  });
}

/** What is wrong with the defaults of the chart. */
function problemsOf({ source, diagnostics }: PlannedFile, { root }: ResourceList): Result[] {
  if (source === undefined) return [];
  const resourceRef = { apiVersion: root.textAt('apiVersion') ?? '', kind: root.textAt('kind') ?? '', name: '' };
  return locate([{ source, diagnostics: diagnostics.filter(isError) }]).map(({ code, message, severity }) => ({
    message: `${code}: ${message}`,
    severity,
    resourceRef,
  }));
}

/** A function that is configured and does not look at it would leave something out without a word. */
function unusedConfig({ functionConfig }: ResourceList): Result[] {
  if (functionConfig?.at('data') === undefined && functionConfig?.at('spec') === undefined) return [];
  const ref = (key: string) => functionConfig.textAt(...key.split('.')) ?? '';
  const resourceRef = { apiVersion: ref('apiVersion'), kind: ref('kind'), name: ref('metadata.name') };
  return [{ message: "the functionConfig is not used: give options to 'flb-convert krm' itself", severity: 'warning', resourceRef }];
}

function resultOf({ node, path, index }: ResourceItem, severity: Result['severity'], message: string, field: string): Result {
  const namespace = node.textAt('metadata', 'namespace');
  return {
    message,
    severity,
    resourceRef: {
      apiVersion: node.textAt('apiVersion') ?? '',
      kind: node.textAt('kind') ?? '',
      name: node.textAt('metadata', 'name') ?? '',
      ...(namespace === undefined ? {} : { namespace }),
    },
    ...(field === '' ? {} : { field: { path: field } }),
    ...(path === undefined ? {} : { file: { path, index } }),
  };
}
