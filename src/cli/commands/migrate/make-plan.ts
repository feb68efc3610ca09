import type { Found } from '../../../host/find-files.js';
import { packedTexts } from '../../../host/packed-texts.js';
import { realOf } from '../../../host/write/places.js';
import { planMigration } from '../../../migrate/index.js';
import type { Plan } from '../../../migrate/plan.js';
import { beside, type DirectoryLink, type Mirror, mirrored, targetOf } from '../../../migrate/request.js';
import type { RootMapping } from '../../../project/derived-hosts.js';
import type { Host } from '../../../project/host.js';
import { commonDirectory, isInside } from '../../../project/paths.js';
import { printable } from '../../../report/source-line.js';
import { rootMapping, scopeAround } from '../../directories.js';
import { formatNamed } from '../../plugins.js';
import { chartValuesOf } from '../convert-manifest.js';
import type { MigrateFlags, MigrationRun } from './migration-run.js';

/** At most this many bytes of new texts are kept unpacked: a migration of a few files needs no packing. */
const plainTexts = 24 << 20;

/** Plans the migration of the files that were found. */
export async function makePlan(
  { files, directories, skippedLinks, takesIn }: Found,
  { flags, host, bar, io, version }: MigrationRun,
): Promise<Plan> {
  const { to, upstreams, strict = false } = flags;
  const roots = flags.root.map((root) => rootMapping(root, host));
  const isInScope = scopeOfMigration({ files, directories }, roots);
  const mirror = mirrorOf(directories, flags);
  const directoryLinks = mirror === undefined ? [] : linksWithin(mirror.from, skippedLinks, host);
  const format = formatNamed(to, '--to', []);
  const destination = mirror === undefined ? beside : mirrored(mirror);
  const target = { ...targetOf(format), destination, upstreams, strict, version };
  const onProgress = (stage: string, done: number, total: number) => bar?.update(stage, done, total);
  const texts = await packedTexts({ plainSize: plainTexts });
  const unused = new Set(roots);
  const onRoot = (root: RootMapping) => unused.delete(root);
  const chartValues = chartValuesOf(flags.chartValues);
  const request = { files, takesIn, isInScope, target, chartValues, roots, onRoot, directoryLinks, onProgress };
  const plan = await planMigration(host, request, texts);
  for (const [i, root] of roots.entries()) {
    if (unused.has(root))
      io.writeStderr(`flb-convert: --root ${printable(flags.root[i] ?? '')} is not used: no path begins with ${printable(root.from)}\n`);
  }
  return plan;
}

/** Tells which files may be read and shown: what is named, and what is around it or in a directory that `--root` names. */
function scopeOfMigration(
  { files, directories }: Pick<Found, 'files' | 'directories'>,
  roots: readonly RootMapping[],
): (path: string) => boolean {
  const named = files.flatMap(({ path, isNamed }) => (isNamed ? [path] : []));
  return scopeAround(named, [...directories, ...roots.map(({ to }) => to)]);
}

/** The directory that all files have in common, and where the tree is built anew. */
function mirrorOf(directories: readonly string[], { directory }: MigrateFlags): Mirror | undefined {
  return directory === undefined ? undefined : { from: commonDirectory(directories), to: realOf(directory) };
}

/** The links that lead to directories within a directory, or to that itself. */
function linksWithin(directory: string, links: readonly string[], host: Host): DirectoryLink[] {
  return links.flatMap((path) => {
    const real = host.realPath(path);
    return real !== undefined && (real === directory || isInside(real, directory)) ? [{ path, real }] : [];
  });
}
