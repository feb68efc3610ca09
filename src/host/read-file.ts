import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';

/** At most this many bytes make an input: twice the longest line that Fluent Bit reads (C-4). */
export const largestInput = 64 << 20;

/** What is found at a path is not a regular file. */
export class NotAFile extends Error {}

export interface ReadFileOptions {
  /** How many bytes there may be. */
  readonly most?: number;
  /** Hears of the file before it is read: what changes in between is another file then. */
  readonly onOpen?: (stat: Stats) => void;
}

/**
 * The bytes of a regular file: whatever else has a path, a pipe or a device, may never end, or begin. Throws a `NotAFile`, an error
 * that says that there are too many bytes, or the system's.
 */
export function readRegularFile(path: string, { most = largestInput, onOpen }: ReadFileOptions = {}): Buffer {
  return withRegularFile(path, (file, stat) => {
    onOpen?.(stat);
    return readAll(file, stat.size, new Pieces(most));
  });
}

/** The first bytes of a regular file, at most `size`. Throws as `readRegularFile` does. */
export function readStartOfFile(path: string, size: number): Buffer {
  return withRegularFile(path, (file) => {
    const bytes = Buffer.allocUnsafe(size);
    return bytes.subarray(0, readSync(file, bytes, 0, size, 0));
  });
}

/** Opens without waiting for anybody, and takes no terminal for its own. */
function withRegularFile<Result>(path: string, use: (file: number, stat: Stats) => Result): Result {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new NotAFile(stat.isDirectory() ? 'it is a directory' : 'it is not a regular file');
    return use(file, stat);
  } finally {
    closeSync(file);
  }
}

/** In one step where the size is known: some files of the system have none. */
function readAll(file: number, size: number, pieces: Pieces): Buffer {
  pieces.checkSize(size);
  const whole = readPiece(file, size);
  if (whole.length === size && size > 0) return whole;
  pieces.add(whole);
  for (let piece = readPiece(file, pieceSize); piece.length > 0; piece = readPiece(file, pieceSize)) pieces.add(piece);
  return pieces.bytes();
}

function readPiece(file: number, size: number): Buffer {
  const piece = Buffer.allocUnsafe(size);
  return piece.subarray(0, readSync(file, piece));
}

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
