import type { Property, Section } from '../model/config.js';
import type { SayOfRegex } from './regexes.js';
import type { Key } from './rule.js';

/** Up to this many keys, looking at each is faster than making a map. */
const few = 16;

/** A section and its keys, for the rules to ask about. */
export class Facts {
  private byName: Map<string, Property> | undefined;

  /**
   * @param keys the keys of its properties; equal keys are the same object
   * @param number which one of its upstream's nodes it is, from 1
   * @param isWhole whether the file was read without errors: only then can a section be blamed for what is missing
   * @param loadsPlugins whether the configuration loads plugins of the user's own
   * @param sayOfRegex what judges regular expressions
   */
  constructor(
    readonly section: Section,
    readonly keys: readonly Key[],
    readonly number: number,
    readonly isWhole: boolean,
    readonly loadsPlugins: boolean,
    readonly sayOfRegex: SayOfRegex,
  ) {}

  /** The first property with this key, in lower case. */
  first(name: string): Property | undefined {
    if (this.keys.length > few) return this.map().get(name);
    for (let i = 0; i < this.keys.length; i++) if (this.keys[i]?.name === name) return this.section.properties[i];
    return undefined;
  }

  has(name: string): boolean {
    return this.first(name) !== undefined;
  }

  private map(): ReadonlyMap<string, Property> {
    if (this.byName !== undefined) return this.byName;
    const byName = new Map<string, Property>();
    for (const [i, property] of this.section.properties.entries()) {
      const name = this.keys[i]?.name;
      if (name !== undefined && !byName.has(name)) byName.set(name, property);
    }
    this.byName = byName;
    return byName;
  }
}
