import { detached, lowerCase } from '../model/text.js';
import type { Key, Vocabulary } from './rule.js';

/** No file has as many keys, but a program that reads files all day may meet any number of misspelt ones. */
const most = 10_000;

/** The keys of a vocabulary that were met so far, by their spellings: most come again and again. */
export class KeyTable {
  private readonly known = new Map<string, Key>();

  constructor(readonly vocabulary: Vocabulary) {}

  keyOf(written: string): Key {
    return this.known.get(written) ?? this.learn(written);
  }

  private learn(written: string): Key {
    if (this.known.size >= most) this.known.clear();
    const name = detached(lowerCase(written));
    const key = this.known.get(name) ?? this.vocabulary.keyNamed(name);
    this.known.set(name, key);
    this.known.set(detached(written), key);
    return key;
  }
}
