import { version } from '../../../package.json';
import { type FileDiagnostics, SourceFile } from '../../index.js';
import { leftOf } from '../../migrate/left.js';
import type { Plan } from '../../migrate/plan.js';
import { formatForMachine } from '../../report/check-report.js';
import type { MigrationRun } from './migration-run.js';

/** What `migrate --check` finds, in a form for machines: the diagnostics of each file, and that it is left to migrate. */
export function showLeft(plan: Plan, { flags: { format = 'pretty' }, io }: Pick<MigrationRun, 'flags' | 'io'>): void {
  if (format === 'pretty') return;
  const files = Array.from(plan.files, (file): FileDiagnostics => {
    const source = file.source ?? new SourceFile(file.name, '');
    return { source, diagnostics: [...leftOf(file, plan), ...file.diagnostics] };
  });
  io.writeStdout(formatForMachine(files, format, { version, failing: new Set(['error']) }));
}
