import { closeSync, openSync, readSync } from 'node:fs';
import { attemptRead } from './attempt-read.js';
import { writeAll } from './write-text.js';

const pieceSize = 1 << 16; // bytes

/** Writes the bytes of a file to a file descriptor, piece by piece: it may be large. Throws a JobError if it cannot be opened. */
export function copyInto(file: number, from: string): void {
  const source = attemptRead(from, () => openSync(from, 'r'));
  try {
    const piece = Buffer.allocUnsafe(pieceSize);
    for (let length = readSync(source, piece); length > 0; length = readSync(source, piece)) writeAll(file, piece.subarray(0, length));
  } finally {
    closeSync(source);
  }
}
