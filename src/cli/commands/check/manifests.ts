import { resolve } from 'node:path';
import type { FixedHost } from '../../../containers/check-containers.js';
import { holdsConfiguration, isKustomization, isManifestName, mayBelong } from '../../../containers/likely.js';
import { writeTexts } from '../../../host/write/write-texts.js';
import type { CheckedFile } from '../../../project/check/check-file.js';
import { fixFile } from '../../../project/check/fix-file.js';
import type { Host } from '../../../project/host.js';
import { unifiedDiff } from '../../../report/unified-diff.js';
import type { Versions } from '../../../versions/target.js';
import type { Targets } from './find-targets.js';
import type { Ignoring } from './ignoring.js';

/** The manifests among what is to be checked. */
export interface Manifests {
  /** As they are named. */
  readonly named: ReadonlySet<string>;
  /** All that may hold a configuration, or mount one, in full. */
  readonly paths: readonly string[];
}

/**
 * Tells manifests that hold configurations, kustomizations, and what is named together with these, from files that are
 * configurations.
 */
export function manifestsAmong({ named, found }: Targets, host: Host): Manifests {
  const isOne = (test: typeof holdsConfiguration) => (path: string) => path !== '-' && test(resolve(path), host);
  const holders = named.filter(isOne(holdsConfiguration));
  const own = new Set(holders.length === 0 ? [] : [...holders, ...named.filter(isOne(mayBelong))]);
  const others = found.files.flatMap(({ path, isLink }) => (!isLink && (isManifestName(path) || isKustomization(path)) ? [path] : []));
  return { named: own, paths: [...new Set([...Array.from(own, (path) => resolve(path)), ...others])] };
}

/** What there is to say of the configurations in manifests. Most runs have none, and load nothing of what reads them. */
export async function checkManifests(host: Host, { paths }: Manifests, versions: Versions | undefined): Promise<CheckedFile[]> {
  const { checkContainers } = await import('../../../containers/check-containers.js');
  return checkContainers(host, paths, versions);
}

/** Fixes the configurations in manifests, or gives the diff that this would make. */
export async function fixManifests(
  { paths }: Manifests,
  host: Host,
  ignoring: Ignoring,
  { isDiff }: { isDiff: boolean },
): Promise<{ fixed: readonly FixedHost[]; diff: string }> {
  const { fixContainers } = await import('../../../containers/check-containers.js');
  const fixed = await fixContainers(host, paths, (reading, read) => fixFile(reading, { check: (one) => ignoring.leftIn(one), read }));
  if (!isDiff) await writeTexts([...fixed], { force: true });
  let diff = '';
  for (const { shown } of isDiff ? fixed : []) {
    diff += await unifiedDiff(shown.before.text, shown.after.text, { from: shown.before.name, to: shown.after.name });
  }
  return { fixed, diff };
}
