import { KeyCache } from '../model/key-cache.js';
import { detached, lowerCase } from '../model/text.js';
import type { Key, Vocabulary } from './rule.js';

/** The keys of a vocabulary that were met so far. */
export class KeyTable {
  private readonly known = new KeyCache<Key>();

  constructor(readonly vocabulary: Vocabulary) {}

  /** Called before the keys of a section are looked up: equal keys of one are the same object. */
  makeRoom(): void {
    this.known.makeRoom();
  }

  keyOf(written: string): Key {
    return this.known.get(written) ?? this.learn(written);
  }

  private learn(written: string): Key {
    const name = detached(lowerCase(written));
    const key = this.known.get(name) ?? this.vocabulary.keyNamed(name);
    this.known.set(name, key);
    this.known.set(written, key);
    return key;
  }
}
