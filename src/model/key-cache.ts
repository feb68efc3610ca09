import { detached } from './text.js';

/** No file has as many keys, but a program that reads files all day may meet any number of misspelt ones. */
const mostText = 50_000; // code units

/** What was found out about keys, by how they are written: most come again and again, in one file as in the next. */
export class KeyCache<Known> {
  private readonly known = new Map<string, Known>();
  private size = 0;

  get(written: string): Known | undefined {
    return this.known.get(written);
  }

  set(written: string, known: Known): void {
    this.known.set(detached(written), known);
    this.size += written.length;
  }

  /** Forgets all if it is too much. Called between sections, so that a key means the same object throughout one. */
  makeRoom(): void {
    if (this.size <= mostText) return;
    this.known.clear();
    this.size = 0;
  }
}
