/** How much is read at once of what has no known size. */
export const pieceSize = 1 << 16; // bytes

/** Bytes that come one piece after the other. */
export class Pieces {
  private readonly pieces: Buffer[] = [];
  private size = 0;

  /** `most`: how many bytes there may be. */
  constructor(private readonly most: number) {}

  /** Throws an error if there are too many bytes now. */
  add(piece: Buffer): void {
    this.size += piece.length;
    this.checkSize(this.size);
    this.pieces.push(piece);
  }

  checkSize(size: number): void {
    if (size > this.most) throw new Error(`it is larger than ${this.most >> 20} MiB`);
  }

  bytes(): Buffer {
    return Buffer.concat(this.pieces, this.size);
  }
}
