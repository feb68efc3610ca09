import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';

/** At most this many bytes make an input: twice the longest line that Fluent Bit reads (C-4). */
export const largestInput = 64 << 20;

/** What is found at a path is not a regular file. */
export class NotAFile extends Error {}

export interface ReadFileOptions {
  /** At most this many bytes. */
  readonly most?: number;
  /** Called with the file's state before it is read, so that a later change is noticed. */
  readonly onOpen?: (stat: Stats) => void;
}

/**
 * The bytes of a regular file: anything else, such as a pipe or a device, may never begin or end. Throws a `NotAFile`, an error
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

/** Opens without waiting for a writer, and without taking over a terminal. */
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

/** Reads in one step if the size is known: some files of the system report none. */
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

/** This much is read at once where the size is not known. */
export const pieceSize = 1 << 16; // bytes

/** Bytes that come one piece after the other. */
export class Pieces {
  private readonly pieces: Buffer[] = [];
  private size = 0;

  /** `most`: at most this many bytes. */
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
