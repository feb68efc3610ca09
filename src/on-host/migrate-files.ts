import { formatNamed } from '../convert.js';
import { builtInFormats } from '../formats/index.js';
import { planMigration } from '../migrate/index.js';
import type { Plan } from '../migrate/plan.js';
import { beside, mirrored, type Target, targetOf } from '../migrate/request.js';
import type { Host } from '../project/host.js';
import { commonDirectory, pathIn, plainPath } from '../project/paths.js';
import { plainTexts } from '../project/text-store.js';
import { type HostOptions, knownVersion, namedFiles } from './named-files.js';

export interface MigrateFilesOptions extends HostOptions {
  /** The name of a built-in format; YAML by default. */
  readonly to?: string;
  /** The Fluent Bit that must read the new files: `3.1` for all of a line, `3.1.4`, or `latest`, which is the default. */
  readonly target?: string;
  /** Where the tree is built anew; without it, each new file goes beside its source. */
  readonly directory?: string;
  /** What to do with several upstreams in one file: a file for each, or one group of all nodes, as classic runs today. */
  readonly upstreams?: 'split' | 'merge';
  /** Whether a loss of the target format (comments in JSON) is an error. */
  readonly strict?: boolean;
}

/**
 * Plans the migration of files and directories: reads, converts and verifies all that belongs to them, and writes nothing. A file
 * that one of them refers to belongs to them if it is in the same directory or below. Throws a RangeError if there is nothing at a
 * path, or no such format or version.
 */
export async function migrateFiles(host: Host, paths: readonly string[], options: MigrateFilesOptions = {}): Promise<Plan> {
  const { to = 'yaml', directory, upstreams, strict = false, roots = [], isInScope = () => true } = options;
  const version = options.target === undefined ? undefined : knownVersion(options.target);
  const { files, directories, takesIn } = namedFiles(host, paths);
  const into = directory === undefined ? undefined : plainPath(pathIn(host.cwd, directory));
  const target: Target = {
    ...targetOf(formatNamed(to, builtInFormats)),
    destination: into === undefined ? beside : mirrored({ from: commonDirectory(directories), to: into }),
    upstreams,
    strict,
    version,
  };
  return planMigration(host, { files, takesIn, isInScope, target, roots }, plainTexts());
}
