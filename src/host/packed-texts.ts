import type { TextStore } from '../project/text-store.js';

/** This much is packed at once: with more, reading one text costs too much; with less, packing saves little. */
const chunkSize = 1 << 20; // bytes

/** At most this many chunks stay unpacked: a few places are read from at once, main files and what they include. */
const mostUnpacked = 4;

/** Before each text stands its length. */
const lengthSize = 4; // bytes

/** A number tells the chunk and the place in it. */
const placesInChunk = 2 ** 32;

/** A chunk that is full. */
interface Chunk {
  bytes: Buffer;
  isPacked: boolean;
}

/**
 * Keeps texts in little memory: once they are more than `plainSize` bytes they are packed to a fifth. Asking for them in the
 * order in which they came, or in a few such orders at once, is cheap.
 */
export async function packedTexts({ plainSize }: { plainSize: number }): Promise<TextStore> {
  const { deflateRawSync, inflateRawSync } = await import('node:zlib');
  const chunks: Chunk[] = [];
  let plain: Chunk[] = [];
  let current = Buffer.allocUnsafe(chunkSize);
  let used = 0;
  let total = 0;
  /** The chunks that were asked for last, the latest at the end. */
  const unpacked = new Map<Chunk, Buffer>();
  /** Begins a new chunk with room for at least this many bytes. */
  const close = (size: number) => {
    const chunk = { bytes: current.subarray(0, used), isPacked: false };
    chunks.push(chunk);
    plain.push(chunk);
    total += used;
    if (total > plainSize) {
      for (const one of plain) Object.assign(one, { bytes: deflateRawSync(one.bytes, { level: 1 }), isPacked: true });
      plain = [];
    }
    current = Buffer.allocUnsafe(Math.max(size, chunkSize));
    used = 0;
  };
  const bytesOf = (index: number): Buffer => {
    const chunk = chunks[index];
    if (chunk === undefined) return current;
    if (!chunk.isPacked) return chunk.bytes;
    const bytes = unpacked.get(chunk) ?? inflateRawSync(chunk.bytes);
    unpacked.delete(chunk);
    unpacked.set(chunk, bytes);
    const [first] = unpacked.keys();
    if (unpacked.size > mostUnpacked && first !== undefined) unpacked.delete(first);
    return bytes;
  };
  return {
    put(text) {
      const size = lengthSize + text.length * 3;
      if (size > current.length - used) close(size);
      const start = used;
      const length = current.write(text, start + lengthSize);
      used = current.writeUInt32LE(length, start) + length;
      return chunks.length * placesInChunk + start;
    },
    get(number) {
      const bytes = bytesOf(Math.floor(number / placesInChunk));
      const start = (number % placesInChunk) + lengthSize;
      return bytes.toString('utf8', start, start + bytes.readUInt32LE(start - lengthSize));
    },
  };
}
