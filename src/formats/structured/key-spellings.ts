import { canonicalKey } from '../../model/text.js';

/**
 * Gives each key of a map a spelling of its own, so that repeated keys stay repeated for Fluent Bit, which looks keys up
 * without regard to case (D-4), and the file stays valid for every other tool. A key without letters left to vary is repeated.
 */
export class KeySpellings {
  private readonly used = new Set<string>();
  /** What is left to try of each repeated key: most maps have none. */
  private variants: Map<string, Generator<string>> | undefined;

  /** The next spelling of a key, which is given in lower case. */
  next(plain: string): string {
    if (!this.used.has(plain)) return this.use(plain);
    this.variants ??= new Map();
    let variants = this.variants.get(plain);
    if (variants === undefined) {
      variants = spellingsOf(plain);
      this.variants.set(plain, variants);
    }
    for (let next = variants.next(); !next.done; next = variants.next()) {
      if (!this.used.has(next.value) && canonicalKey(next.value) === next.value) return this.use(next.value);
    }
    return plain;
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
