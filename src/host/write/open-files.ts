import { closeSync, fsync, openSync, readSync, writeSync } from 'node:fs';
import { attemptRead } from '../job-error.js';

const encoder = new TextEncoder();

const pieceSize = 1 << 16; // bytes

/** Writes a text to a file descriptor as UTF-8, piece by piece: the bytes of all of it would be one more copy. */
export function writeText(file: number, text: string): void {
  const buffer = Buffer.allocUnsafe(Math.min(3 * text.length, pieceSize)); // a code unit takes at most 3 bytes
  for (let at = 0; at < text.length; ) {
    const { read, written } = encoder.encodeInto(at === 0 ? text : text.slice(at), buffer);
    writeAll(file, buffer.subarray(0, written));
    at += read;
  }
}

/** Writes all bytes to a file descriptor, which may take only some of them at a time. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(file, bytes, written);
    } catch (problem) {
      // A pipe whose reader is slow; there is nothing else to do meanwhile.
      if ((problem as NodeJS.ErrnoException).code !== 'EAGAIN') throw problem;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

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

/** How many files are open at once, at most: enough for a disk to write many of them in one go. */
export const mostOpen = 64;

/** Waits until open files are on the disk, all of them, and gives the problem of each, if it has one. */
export function syncFiles(files: readonly number[]): Promise<(Error | null)[]> {
  return Promise.all(files.map((file) => new Promise<Error | null>((resolve) => fsync(file, resolve))));
}

/**
 * Waits until the names in these directories are on the disk. Some systems cannot do that for directories, or not even open them;
 * there, the names are as safe as the system makes them.
 */
export async function syncDirectories(directories: readonly string[]): Promise<void> {
  for (let start = 0; start < directories.length; start += mostOpen) {
    const files = directories.slice(start, start + mostOpen).flatMap(openDirectory);
    await syncFiles(files);
    for (const file of files) closeSync(file);
  }
}

function openDirectory(directory: string): number[] {
  try {
    return [openSync(directory, 'r')];
  } catch {
    return [];
  }
}
