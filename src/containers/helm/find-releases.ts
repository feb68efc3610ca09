import type { Host } from '../../project/host.js';
import { directoryOf } from '../../project/paths.js';
import { SourceFile } from '../../source/source-file.js';
import type { HostFinding } from '../config-objects.js';
import type { Change, EmbeddedText } from '../embedded.js';
import { type HostFile, hostSource, type ParsedHost, parseHost } from '../yaml/host-file.js';
import { type ChartFile, readChartFile } from './chart-file.js';
import { type Defaults, notDefaults, readDefaults } from './defaults.js';
import { type FoundValues, findValues } from './find-values.js';
import { type Releases, readReleases } from './releases.js';
import { valuesDifference } from './verify-values.js';

export interface ValuesSearch {
  readonly host: Host;
  /** Files whose values may hold a configuration, and others that may lie over these. In full. */
  readonly paths: readonly string[];
  readonly over: readonly string[];
  /** Files that are named by themselves. */
  readonly named: ReadonlySet<string>;
  /** What `helm show values` prints of the chart, in full. */
  readonly chartValues: string | undefined;
  /** Parses a file; says so where that does not work. */
  parsed(path: string): Promise<ParsedHost | undefined>;
}

export interface FoundReleases extends Releases {
  /** Reads a file of values back with its new text; gives the first difference to what it is to be, in words. */
  difference(file: HostFile, newText: string, changes: ReadonlyMap<EmbeddedText, Change>): Promise<string | undefined>;
}

interface FileValues extends FoundValues {
  readonly chart: ChartFile | undefined;
}

/** Looks for releases of charts that run Fluent Bit; undefined if nothing has values for any. */
export async function findReleases(search: ValuesSearch): Promise<FoundReleases | undefined> {
  const { host, paths, over, named, chartValues } = search;
  const charts = new Map<string, Promise<ChartFile | undefined>>();
  const chartAt = (directory: string) => {
    const known = charts.get(directory) ?? readChartFile(host, directory);
    charts.set(directory, known);
    return known;
  };
  const found = new Map<string, FileValues>();
  const look = async (path: string) => {
    const parsed = await search.parsed(path);
    if (parsed === undefined) return;
    const chart = await chartAt(directoryOf(path));
    found.set(path, { ...(await findValues(parsed, directoryOf(path), chart)), chart });
  };
  for (const path of paths) await look(path);
  if ([...found.values()].every(({ values, unread }) => values.length + unread.length === 0)) return undefined;
  for (const path of over) await look(path);
  const defaults = await readDefaultsAt(chartValues, host);
  const isFinding = defaults !== undefined && 'diagnostic' in defaults;
  // Defaults that are not the chart's are said to be none, and no text is missing.
  const releases = readReleases([...found.values()], { defaults: isFinding ? new Map() : defaults, named });
  return {
    ...releases,
    findings: [...releases.findings, ...(isFinding ? [defaults] : [])],
    difference: async (file, newText, changes) => {
      const { values = [], chart } = found.get(file.path) ?? {};
      const maps = values.map(({ node }) => node);
      return valuesDifference(file, maps, chart, newText, changes);
    },
  };
}

async function readDefaultsAt(path: string | undefined, host: Host): Promise<Defaults | HostFinding | undefined> {
  const content = path === undefined ? undefined : host.read(path);
  if (path === undefined || content === undefined || !('bytes' in content)) return undefined;
  const name = host.shown(path);
  const source = hostSource(name, content.bytes);
  if (source === undefined) return notDefaults({ path, source: new SourceFile(name, '') }, 'the file is not UTF-8');
  const parsed = await parseHost(path, source);
  return 'problem' in parsed ? notDefaults({ path, source }, 'the file is not YAML') : readDefaults(parsed);
}
