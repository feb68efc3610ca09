import type { Definition, Severity } from './define.js';

/**
 * What is done with the configuration: it is checked, converted, converted with `--strict`, or, in a migration, it stays
 * as it is.
 */
export type Purpose = 'check' | 'convert' | 'strict' | 'stay';

type Weighed = Pick<Definition, 'severity' | 'severityIn'>;

/**
 * How much a diagnostic weighs. `check` blames what Fluent Bit refuses; what reads well converts all the same; and what
 * stays as it is stops nothing.
 */
export function severityIn(purpose: 'strict' | 'stay', weighed: Weighed): Severity;
export function severityIn(purpose: Purpose, weighed: Weighed): Severity | 'off';
export function severityIn(purpose: Purpose, { severity, severityIn: others }: Weighed): Severity | 'off' {
  switch (purpose) {
    case 'check':
      return severity;
    case 'convert':
      return others?.convert ?? severity;
    case 'strict':
      return others?.strict ?? severity;
    case 'stay':
      return severity === 'error' ? 'warning' : severity;
  }
}
