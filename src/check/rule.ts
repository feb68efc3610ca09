import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';

/** Looks at a configuration, whatever format it came from, for one kind of trap. */
export type Rule = (config: Config) => Diagnostic[];
