import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Config, Property, Section } from '../model/config.js';

/** Looks at a configuration, whatever format it came from, for one kind of trap. */
export type Rule = (config: Config) => Diagnostic[];

/** A node's property under the key that Fluent Bit looks up, in lower case. */
export interface NodeProperty {
  readonly key: string;
  readonly property: Property;
}

/** Looks at one node of an upstream for one kind of trap. */
export type NodeRule = (properties: readonly NodeProperty[], node: Section) => Diagnostic[];
