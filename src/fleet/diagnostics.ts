import { define } from '../diagnostics/define.js';

export const newFileDoesNotStart = define({
  code: 'FLB635',
  name: 'new-file-does-not-start',
  severity: 'error',
  facts: [],
  why: 'The report of a migration with `--verify-with` says that the Fluent Bit of that host did not start from this new file. `flb-convert report` finds it among the reports of all hosts.',
  sample: { file: 'fluent-bit.yaml', problem: '[error] [config] parser already exists' },
  says: ({ file, problem }: { file: string; problem: string }) => ({
    text: `Fluent Bit does not start from ${file}: ${problem}`,
    help: 'start with the old file until the cause is found: no old file was removed',
  }),
});

export const oldNameMentioned = define({
  code: 'FLB636',
  name: 'old-name-mentioned',
  severity: 'warning',
  facts: [],
  why: 'A migration is done, and another file of that host still names the old file: a service unit, a script, a manifest. `flb-convert report` finds it among the reports of all hosts.',
  sample: { level: 'mentions', file: '/etc/fluent-bit/fluent-bit.conf' },
  says: ({ level, file }: { level: string; file: string }) => ({
    text: `this line ${level} ${file}, which was migrated`,
    help: 'name the new file here',
  }),
});
