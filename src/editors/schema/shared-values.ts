import type { Schema, Schemas } from './json-schema.js';

/** Gives the same schemas of values one definition each, by the order in which they come: few are said thousands of times. */
export class SharedValues {
  private readonly names = new Map<string, string>();

  /** A reference to the definition that a schema of values has from now on. One that says nothing stays. */
  refTo(schema: Schema): Schema {
    const text = JSON.stringify(schema);
    if (text === '{}') return schema;
    const name = this.names.get(text) ?? `value-${this.names.size + 1}`;
    this.names.set(text, name);
    return { $ref: `#/definitions/${name}` };
  }

  get definitions(): Schemas {
    return Object.fromEntries([...this.names].map(([text, name]) => [name, JSON.parse(text) as Schema]));
  }
}
