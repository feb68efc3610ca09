import { CheckTables } from '../check/check-tables.js';
import { isError } from '../diagnostics/diagnostic.js';
import { mappedHost, rememberingHost } from '../project/derived-hosts.js';
import type { Host } from '../project/host.js';
import type { TextStore } from '../project/text-store.js';
import { placesAfterwards, worldAfterwards } from './afterwards.js';
import { type Kept, Readings } from './convert/convert-source.js';
import { convertSources } from './convert/convert-sources.js';
import { describe } from './describe.js';
import { faultsOf } from './faults.js';
import { misledReferences, pathsInOldPlace, strandedReferences } from './misled.js';
import { withMissingRoot } from './missing-root.js';
import { newNames } from './names.js';
import { obstaclesOf } from './obstacles.js';
import type { Plan } from './plan.js';
import { differences, proveTrees, withoutProof } from './prove.js';
import { readSources } from './read-sources.js';
import type { Request } from './request.js';
import { findScope } from './scope.js';

/**
 * Plans a migration: reads, converts and verifies all files, and writes nothing. `texts` takes in the texts of the
 * outputs.
 */
export async function planMigration(machine: Host, request: Request, texts: TextStore): Promise<Plan> {
  const { target, roots, onProgress } = request;
  // As the files are at one moment, and as the configuration sees them.
  const host = rememberingHost(machine);
  const mapped = mappedHost(host, roots, request.onRoot);
  const kept: Kept = { texts, readings: new Readings(), tables: new CheckTables() };

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
  const order = await describe({ host, request, store, held: sources.held, scope, outcomes, world, texts, findings, inOldPlace });
  const files = [...order].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, order, textOf: (number) => texts.get(number), to: target.to.name };
}
