import { canonicalKey } from '../../model/text.js';

/** The other spellings of keys that are given in lower case, made as they are asked for: most maps ask for one or two. */
export class KeyVariants {
  private readonly known = new Map<string, { made: string[]; more: Generator<string> }>();

  /** The variant of that number, from 0; undefined if there are fewer. */
  variant(plain: string, number: number): string | undefined {
    let variants = this.known.get(plain);
    if (variants === undefined) {
      variants = { made: [], more: spellingsOf(plain) };
      this.known.set(plain, variants);
    }
    const { made, more } = variants;
    while (made.length <= number) {
      const next = more.next();
      if (next.done) return undefined;
      if (canonicalKey(next.value) === next.value) made.push(next.value);
    }
    return made[number];
  }
}

/**
 * Gives each key of a map a spelling of its own, so that repeated keys stay repeated for Fluent Bit, which looks keys up
 * without regard to case (D-4), and the file stays valid for every other tool. A key without letters left to vary is repeated.
 */
export class KeySpellings {
  private readonly used = new Set<string>();
  /** How many variants of each repeated key were tried. */
  private readonly tried = new Map<string, number>();

  constructor(private readonly variants: KeyVariants) {}

  /** The next spelling of a key, which is given in lower case. */
  next(plain: string): string {
    if (!this.used.has(plain)) return this.use(plain);
    for (let number = this.tried.get(plain) ?? 0; ; number++) {
      const variant = this.variants.variant(plain, number);
      this.tried.set(plain, number + (variant === undefined ? 0 : 1));
      if (variant === undefined) return plain;
      if (!this.used.has(variant)) return this.use(variant);
    }
  }

  private use(spelling: string): string {
    this.used.add(spelling);
    return spelling;
  }
}

/** `Shared_Key`, `SHARED_KEY`, then all other ways that begin with a capital: the engine translates those that do not (Y-23). */
function* spellingsOf(key: string): Generator<string> {
  yield key.replace(/(^|_)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
  yield key.replace(/[a-z]/g, (letter) => letter.toUpperCase());
  const letters = [...key.matchAll(/[a-z]/g)].map(({ index }) => index);
  const [first, ...others] = letters;
  if (first === undefined) return;
  for (let pattern = 0; pattern < 2 ** Math.min(others.length, 30); pattern++) {
    const capitals = new Set([first, ...others.filter((_, bit) => (pattern >> bit) & 1)]);
    yield [...key].map((letter, i) => (capitals.has(i) ? letter.toUpperCase() : letter)).join('');
  }
}
