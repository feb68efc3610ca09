import type { Definition, Severity } from './define.js';

/**
 * What is done with the configuration: it is checked, converted, converted with `--strict`, or, in a migration, it stays
 * as it is.
 */
export type Purpose = 'check' | 'convert' | 'strict' | 'stay';

type Weighed = Pick<Definition, 'severity' | 'severityIn'>;

/**
 * Whether Fluent Bit does not start with what a diagnostic reports, although it is a warning: an error of `check` that stops no
 * conversion.
 */
export function isLowered(severity: Severity, weighed: Weighed): boolean {
  return weighed.severity === 'error' && weighed.severityIn?.convert === 'warning' && severity === 'warning';
}

/**
 * The severity of a diagnostic. `check` reports what Fluent Bit refuses as an error; `convert` converts it all the same; and what
 * stays as it is in a migration stops nothing.
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
