import type { Stamps } from '../../../host/stamps.js';
import type { Host } from '../../../project/host.js';
import type { MachineForm } from '../../../report/forms.js';
import type { VersionTarget } from '../../../versions/target.js';
import type { Io } from '../../io.js';
import type { ProgressBar } from '../../progress.js';

export interface MigrateFlags {
  to: string;
  exclude: string[];
  root: string[];
  /** Where Fluent Bit starts. */
  cwd?: string;
  write?: boolean;
  directory?: string;
  deleteSource?: boolean;
  force?: boolean;
  backup?: boolean;
  diff?: boolean;
  check?: boolean;
  /** How `--check` reports. */
  format?: 'pretty' | MachineForm;
  upstreams?: 'split' | 'merge';
  strict?: boolean;
  fluentBit?: string;
  chartValues?: string;
  verifyWith?: string;
  report?: string;
  quiet?: boolean;
  verbose?: boolean;
}

/** What the parts of a run share. */
export interface MigrationRun {
  readonly flags: MigrateFlags;
  readonly io: Io;
  readonly host: Host;
  /** Of the files that were read. */
  readonly stamps: Stamps;
  /** The Fluent Bit that must read the new files; the newest one by default. */
  readonly version?: VersionTarget | undefined;
  readonly bar: ProgressBar | undefined;
  /** A path as people are shown it. */
  readonly shown: (path: string) => string;
}
