import { checkContainers } from '../containers/check-containers.js';
import { holdsConfiguration, isKustomization, isManifestName, mayBelong } from '../containers/likely.js';
import { readFound } from '../migrate/read/read-found.js';
import { readSource } from '../migrate/read/source-facts.js';
import type { NamedSource } from '../migrate/request.js';
import type { CheckedFile } from '../project/check/check-file.js';
import { checkProject, type NamedFile } from '../project/check/check-project.js';
import { mappedHost } from '../project/derived-hosts.js';
import type { Host } from '../project/host.js';
import type { Versions } from '../versions/target.js';
import { latest } from '../versions/version.js';
import { type HostOptions, knownVersion, namedFiles } from './named-files.js';

export interface CheckFilesOptions extends HostOptions {
  /** The Fluent Bit that the files are for: `3.1` for all of a line, `3.1.4`, or `latest`, which is the default. */
  readonly target?: string;
  /** The Fluent Bit that runs now: what an upgrade from it changes is said, too. */
  readonly upgradeFrom?: string;
}

/**
 * Checks files, with all that they refer to, as the engine would find it if it were started with each of them in the host's working
 * directory. Of a directory, only what is Fluent Bit's is checked; manifests are checked for what pods mount. Gives each file once.
 * Throws a RangeError if there is nothing at a path, or no such version.
 */
export async function checkFiles(host: Host, paths: readonly string[], options: CheckFilesOptions = {}): Promise<CheckedFile[]> {
  const { roots = [], isInScope = () => true } = options;
  const versions = versionsOf(options);
  const { files } = namedFiles(host, paths);
  const hasHolder = files.some(({ path, isNamed }) => isNamed && holdsConfiguration(path, host));
  const manifests = files.filter((file) => isManifest(file, host, hasHolder));
  const within = await checkContainers(
    host,
    manifests.map(({ path }) => path),
    versions,
  );
  const isWithin = new Set(within.map(({ source }) => source.name));
  const isOnlyManifest = new Set(manifests.filter(({ isNamed }) => isNamed));
  const readings = [
    ...(await readNamed(
      files.filter((file) => file.isNamed && !isOnlyManifest.has(file)),
      host,
    )),
    ...(await readFound(
      files.filter(({ isNamed }) => !isNamed),
      host,
      isInScope,
    )),
  ].filter(({ reading }) => !isWithin.has(reading.source.name));
  return [...within, ...(await checkProject(mappedHost(host, roots), readings, { isInScope, versions }))];
}

function versionsOf({ target = 'latest', upgradeFrom }: CheckFilesOptions): Versions | undefined {
  if (upgradeFrom !== undefined) return { target: knownVersion(target), from: knownVersion(upgradeFrom) };
  // What holds for the newest one needs no second look.
  return target === 'latest' || target === latest ? undefined : { target: knownVersion(target) };
}

/** `hasHolder`: whether a manifest with a configuration is named, so that others which are named may belong to it. */
function isManifest({ path, isLink, isNamed = false }: NamedSource, host: Host, hasHolder: boolean): boolean {
  if (isNamed) return holdsConfiguration(path, host) || (hasHolder && mayBelong(path, host));
  return !isLink && (isManifestName(path) || isKustomization(path));
}

async function readNamed(files: readonly NamedSource[], host: Host): Promise<NamedFile[]> {
  const readings: NamedFile[] = [];
  for (const { path } of files) readings.push({ path, reading: await readSource(host, path) });
  return readings;
}
