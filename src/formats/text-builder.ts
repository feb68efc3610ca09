const partsInChunk = 2000;

/** Puts a long text together from many short parts, without a rope of them all in memory. */
export class TextBuilder {
  private chunks: string[] = [];
  private parts: string[] = [];

  get isEmpty(): boolean {
    return this.parts.length === 0 && this.chunks.length === 0;
  }

  add(part: string): void {
    this.parts.push(part);
    if (this.parts.length < partsInChunk) return;
    this.chunks.push(this.parts.join(''));
    this.parts = [];
  }

  toString(): string {
    return this.chunks.join('') + this.parts.join('');
  }
}
