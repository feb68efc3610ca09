/** A report is not as this version writes it; the message says where, and what is there. */
export class WrongShape extends Error {}

/** A value within a report, which may be of any version or program: each question throws a WrongShape unless the answer fits. */
export class Field {
  constructor(
    private readonly value: unknown,
    /** The way to it: `files[3].outputs`. */
    private readonly path = '',
  ) {}

  /** The field of a record; without that field, one that is undefined. */
  get(name: string): Field {
    if (!isRecord(this.value)) throw this.wrong('a record');
    const value = Object.hasOwn(this.value, name) ? this.value[name] : undefined;
    return new Field(value, this.path === '' ? name : `${this.path}.${name}`);
  }

  items(): Field[] {
    if (!Array.isArray(this.value)) throw this.wrong('a list');
    return this.value.map((item, i) => new Field(item, `${this.path}[${i}]`));
  }

  text(): string {
    if (typeof this.value !== 'string') throw this.wrong('a text');
    return this.value;
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') throw this.wrong('true or false');
    return this.value;
  }

  /** A whole number, at least `least`. */
  count(least = 0): number {
    if (!Number.isSafeInteger(this.value) || (this.value as number) < least) throw this.wrong(`a whole number from ${least} on`);
    return this.value as number;
  }

  oneOf<Word extends string>(words: readonly Word[]): Word {
    const word = words.find((one) => one === this.value);
    if (word === undefined) throw this.wrong(`one of ${words.join(', ')}`);
    return word;
  }

  /** A text of this form. */
  matching(form: RegExp, expected: string): string {
    if (typeof this.value !== 'string' || !form.test(this.value)) throw this.wrong(expected);
    return this.value;
  }

  isList(): boolean {
    return Array.isArray(this.value);
  }

  /** Whether there is nothing, or null. */
  isMissing(): boolean {
    return this.value === undefined || this.value === null;
  }

  private wrong(expected: string): WrongShape {
    const at = this.path === '' ? 'the whole' : this.path;
    return new WrongShape(this.value === undefined ? `${at} is missing` : `${at} is not ${expected}`);
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
