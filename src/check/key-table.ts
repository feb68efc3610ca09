import { lowerCase } from '../model/text.js';
import type { Key, Vocabulary } from './rule.js';

/** The keys of a vocabulary that were met so far, by their spellings: most come again and again. */
export class KeyTable {
  private readonly known = new Map<string, Key>();

  constructor(readonly vocabulary: Vocabulary) {}

  keyOf(written: string): Key {
    return this.known.get(written) ?? this.learn(written);
  }

  private learn(written: string): Key {
    const name = lowerCase(written);
    const key = this.known.get(name) ?? this.vocabulary.keyNamed(name);
    this.known.set(name, key);
    this.known.set(written, key);
    return key;
  }
}
