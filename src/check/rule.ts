import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Config, Property } from '../model/config.js';
import type { ValueType } from '../model/keys.js';

export type Report = (found: Diagnostic) => void;

/** Looks at a configuration, whatever format it came from, for one kind of trap. */
export type Rule = (config: Config, report: Report) => void;

/** A node's property under the key that Fluent Bit looks up, in lower case. */
export interface NodeProperty {
  readonly key: string;
  readonly property: Property;
  /** What its value means; undefined for a key that neither the loader nor a plugin reads. */
  readonly type: ValueType | undefined;
}

/** Looks at one node of an upstream for one kind of trap. */
export type NodeRule = (properties: readonly NodeProperty[], report: Report) => void;
