import { writeSync } from 'node:fs';

const encoder = new TextEncoder();
/** One for all: to make one for each of many small files takes as long as to write them. */
const buffer = new Uint8Array(1 << 16);

/** Writes a text to a file descriptor as UTF-8, piece by piece: the bytes of all of it would be one more copy. */
export function writeText(file: number, text: string): void {
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
