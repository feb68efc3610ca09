import type { Span } from '../../source/span.js';
import { mayBeInValues, mayBeOverValues } from '../likely.js';
import { type HostFile, type HostProblem, type ParsedHost, parseBlock } from '../yaml/host-file.js';
import type { HostScalar } from '../yaml/host-scalar.js';
import { type HostNode, rootsOf } from '../yaml/nodes.js';
import { type ChartName, isKnown } from './chart.js';
import type { ChartFile } from './chart-file.js';
import { isConfigured, isOverOthers, type Values } from './values.js';

/** Values in a file, before it is known what they are for. */
interface Held {
  readonly node: HostNode;
  readonly release: string;
  readonly chart: ChartName;
  readonly isPatch: boolean;
  /** What names other values, which are not read here. */
  readonly others?: Span | undefined;
}

/** A text that holds values in a way that cannot be read. */
export interface UnreadValues {
  readonly scalar: HostScalar;
  /** Undefined where it is not a literal block. */
  readonly problem: HostProblem | undefined;
}

export interface FoundValues {
  readonly values: readonly Values[];
  readonly unread: readonly UnreadValues[];
}

/** Finds the values of charts that run Fluent Bit. `chart`: that of the directory. */
export async function findValues(parsed: ParsedHost, directory: string, chart: ChartFile | undefined): Promise<FoundValues> {
  const finder = new ValuesFinder(parsed.file, directory);
  for (const root of rootsOf(parsed)) await finder.look(root, chart);
  return { values: finder.held.flatMap((one) => valuesIn(one, parsed.file, chart)), unread: finder.unread };
}

class ValuesFinder {
  readonly held: Held[] = [];
  readonly unread: UnreadValues[] = [];

  constructor(
    private readonly file: HostFile,
    private readonly directory: string,
  ) {}

  async look(root: HostNode, chart: ChartFile | undefined): Promise<void> {
    // The chart has a value `kind` itself.
    if (root.at('apiVersion') === undefined) {
      const name = chart?.name;
      this.held.push({ node: root, release: this.directory, chart: { name, repository: '', version: '' }, isPatch: false });
      return;
    }
    const kind = root.textAt('kind');
    if (kind === 'HelmRelease') this.lookInRelease(root);
    else if (kind === 'Application') await this.lookInApplication(root, root.at('spec'));
    else if (kind === 'ApplicationSet') await this.lookInApplication(root, root.at('spec', 'template', 'spec'));
    else if (kind === 'HelmChart' || kind === 'HelmChartConfig') await this.lookInHelmChart(root);
  }

  /** Flux: patches of a release name no chart. */
  private lookInRelease(root: HostNode): void {
    const node = root.at('spec', 'values');
    const spec = root.at('spec', 'chart', 'spec');
    if (node === undefined) return;
    const chart = {
      name: lastOf(spec?.textAt('chart')),
      repository: spec?.textAt('sourceRef', 'name') ?? '',
      version: spec?.textAt('version') ?? '',
    };
    const isPatch = root.at('spec', 'chart') === undefined && root.at('spec', 'chartRef') === undefined;
    const release = `HelmRelease ${root.textAt('metadata', 'name') ?? ''}`;
    this.held.push({ node, release, chart, isPatch, others: filled(root.at('spec', 'valuesFrom')) });
  }

  /** Argo CD: a map, or else a text. */
  private async lookInApplication(root: HostNode, spec: HostNode | undefined): Promise<void> {
    const sources = [spec?.at('source') ?? [], spec?.at('sources')?.items() ?? []].flat();
    for (const [i, source] of sources.entries()) {
      const chart = {
        name: lastOf(source.textAt('chart') ?? source.textAt('path')),
        repository: source.textAt('repoURL') ?? '',
        version: source.textAt('targetRevision') ?? '',
      };
      const release = this.releaseAt(root, i);
      const map = source.at('helm', 'valuesObject');
      const others = filled(source.at('helm', 'valueFiles')) ?? parameterOf(source);
      const held = { release, chart, isPatch: false, others };
      if (map !== undefined) this.held.push({ ...held, node: map });
      else await this.lookInText(source.at('helm', 'values')?.scalar(), held);
    }
  }

  /** The helm controller of k3s. */
  private async lookInHelmChart(root: HostNode): Promise<void> {
    const written = root.textAt('spec', 'chart');
    const name = lastOf(written);
    const repository = `${root.textAt('spec', 'repo') ?? ''}${written?.slice(0, written.length - (name?.length ?? 0)) ?? ''}`;
    const chart = { name, repository, version: root.textAt('spec', 'version') ?? '' };
    const release = `HelmChart ${root.textAt('metadata', 'name') ?? ''}`;
    await this.lookInText(root.at('spec', 'valuesContent')?.scalar(), {
      release,
      chart,
      isPatch: root.textAt('kind') === 'HelmChartConfig',
    });
  }

  private async lookInText(scalar: HostScalar | undefined, held: Omit<Held, 'node'>): Promise<void> {
    if (scalar === undefined || !(mayBeInValues(scalar.text) || mayBeOverValues(scalar.text))) return;
    const { block } = scalar;
    const parsed = block === undefined || isDivided(scalar.text) ? undefined : await parseBlock(this.file, block);
    if (parsed === undefined || 'problem' in parsed) this.unread.push({ scalar, problem: parsed });
    else for (const node of rootsOf(parsed)) this.held.push({ ...held, node });
  }

  private releaseAt(root: HostNode, i: number): string {
    return `${this.file.path} ${root.span.start} ${i}`;
  }
}

/** Where a list stands, if anything is in it. */
function filled(list: HostNode | undefined): Span | undefined {
  return list === undefined || list.items().length === 0 ? undefined : list.span;
}

/** The first value that an application sets by itself and that matters to Fluent Bit. */
function parameterOf(source: HostNode): Span | undefined {
  const parameters = source.at('helm', 'parameters')?.items() ?? [];
  return parameters.find((one) => /(?:^|\.)(?:config|args)[.[]/.test(one.textAt('name') ?? ''))?.span;
}

/** The last part of a path. */
function lastOf(path: string | undefined): string | undefined {
  return path?.replace(/\/+$/, '').replace(/^.*\//, '');
}

/** Whether a text has marks between documents, which would mean nothing where it stands. */
function isDivided(text: string): boolean {
  return /^(?:---|\.\.\.)/m.test(text);
}

/** The values of the chart, or those below the keys of what an umbrella chart builds on. */
function valuesIn({ node, release, chart, isPatch, others }: Held, file: HostFile, own: ChartFile | undefined): Values[] {
  if (!node.isMap) return [];
  if (isConfigured(node) || isOverOthers(node)) return isKnown(chart) ? [{ file, node, release, chart, isPatch, others }] : [];
  return node.entries().flatMap(({ key: { text: key }, value }): Values[] => {
    if (value?.isMap !== true) return [];
    const named = own?.dependencies.get(key) ?? chartsByKey.get(key);
    const within = key === 'newrelic-logging' ? value.at('fluentBit') : value;
    if (named === undefined || !isKnown(named) || within === undefined) return [];
    if (!isConfigured(within) && !isOverOthers(within)) return [];
    return [{ file, node: within, release: `${release}\n${key}`, chart: named, isPatch, others }];
  });
}

/** What keys of values mean where no Chart.yaml says it. */
const chartsByKey: ReadonlyMap<string, ChartName> = new Map([
  ['fluent-bit', { name: 'fluent-bit', repository: '', version: '' }],
  ['fluentBit', { name: 'newrelic-logging', repository: '', version: '' }],
  ['newrelic-logging', { name: 'newrelic-logging', repository: '', version: '' }],
]);
