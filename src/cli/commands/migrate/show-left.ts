import { version } from '../../../../package.json';
import { type FileDiagnostics, SourceFile } from '../../../index.js';
import { leftOf } from '../../../migrate/left.js';
import type { Plan } from '../../../migrate/plan.js';
import { formatForMachine } from '../../../report/check-report.js';
import type { MachineForm } from '../../../report/forms.js';
import type { Io } from '../../io.js';

/** What `migrate --check` finds, in a form for machines: the diagnostics of each file, and that it is left to migrate. */
export function showLeft(plan: Plan, form: MachineForm, io: Io): void {
  const files = Array.from(plan.files, (file): FileDiagnostics => {
    const source = file.source ?? new SourceFile(file.name, '');
    return { source, diagnostics: [...leftOf(file, plan), ...file.diagnostics] };
  });
  io.writeStdout(formatForMachine(files, form, { version, failing: new Set(['error']) }));
}
