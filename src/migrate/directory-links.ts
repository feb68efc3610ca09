import type { Host } from '../project/host.js';
import { directoryOf, shownPath } from '../project/paths.js';
import { destinationOf } from './destination.js';
import { Destinations } from './destinations.js';
import type { Request } from './migration.js';
import type { PlannedFile } from './plan.js';

/** Links to directories are made again in a tree elsewhere, if something of it is there. `planned`: all that is planned besides. */
export function planDirectoryLinks(host: Host, { directoryLinks = [], target }: Request, planned: readonly PlannedFile[]): PlannedFile[] {
  if (directoryLinks.length === 0) return [];
  const { destination } = target;
  const destinations = new Destinations(host);
  const directories = directoriesIn(planned);
  return directoryLinks.flatMap(({ path, real }): PlannedFile[] => {
    const [to, link] = [destinationOf(path, destination), destination.directoryFor(real)];
    if (!directories.has(link)) return [];
    const common = { path, name: shownPath(path, host.cwd), role: 'other', action: 'keep', reason: 'a link to a directory' } as const;
    const outputs = [{ path: to, state: destinations.stateOfLink(to, link), content: { link } }];
    return [{ ...common, outputs, references: [], diagnostics: [], isReplaced: false }];
  });
}

/** The directories of what comes to be, and those that these are in. */
function directoriesIn(planned: readonly PlannedFile[]): ReadonlySet<string> {
  const directories = new Set<string>();
  for (const { outputs } of planned) {
    for (const { path } of outputs) {
      for (let at = directoryOf(path); at !== '/' && !directories.has(at); at = directoryOf(at)) directories.add(at);
    }
  }
  return directories;
}
