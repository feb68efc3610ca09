import type { ReadResult } from '../../convert.js';

/** As much text stays in memory with what was read of it: more of that than of a few hundred files is read again when it is needed. */
const mostText = 1 << 20; // code units

/** What was read of files, by their paths, as far as there is room for it. */
export class Readings {
  private readonly known = new Map<string, ReadResult>();
  private size = 0;

  /** Takes the place of what was read before. */
  keep(path: string, reading: ReadResult): void {
    this.size += reading.source.text.length;
    if (this.size <= mostText) this.known.set(path, reading);
    else this.known.delete(path);
  }

  get(path: string): ReadResult | undefined {
    return this.known.get(path);
  }
}
