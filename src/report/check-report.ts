import type { Severity } from '../diagnostics/define.js';
import type { MachineForm } from './forms.js';
import { formatJunit } from './junit.js';
import type { FileDiagnostics } from './located.js';
import { formatGithub, formatJson } from './machine.js';
import { formatSarif } from './sarif.js';

export interface MachineOptions {
  /** The version of this program. */
  readonly version: string;
  /** The severities that make the run fail. */
  readonly failing: ReadonlySet<Severity>;
  /** What was fixed, or would be. */
  readonly fixes?: readonly FileDiagnostics[];
}

/** The diagnostics of files in a form for machines. */
export function formatForMachine(
  files: readonly FileDiagnostics[],
  form: MachineForm,
  { version, failing, fixes }: MachineOptions,
): string {
  switch (form) {
    case 'json':
      return formatJson(files, fixes);
    case 'github':
      return formatGithub(files);
    case 'sarif':
      return formatSarif(files, { version });
    case 'junit':
      return formatJunit(files, { failing });
  }
}
