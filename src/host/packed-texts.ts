import type { TextStore } from '../project/text-store.js';

/** From here on texts are packed: a migration of a few files needs none of it. In bytes. */
const plainSize = 32 << 20;

/** As much as is packed at once: of more, the one text that is asked for costs too much; of less, little is saved. */
const chunkSize = 1 << 20;

/** As many chunks stay unpacked: texts are asked for in a few orders at once, those of main files beside those of what they include. */
const mostUnpacked = 4;

/** A chunk that is full: its bytes, packed once there are many. */
interface Chunk {
  bytes: Buffer;
  isPacked: boolean;
}

/** Keeps texts in little memory, most of them packed to a fifth. Asking for them in the order in which they came, or in a few such orders at once, is cheap. */
export async function packedTexts(): Promise<TextStore> {
  const { deflateRawSync, inflateRawSync } = await import('node:zlib');
  const chunks: Chunk[] = [];
  let current = Buffer.allocUnsafe(chunkSize);
  let used = 0;
  /** Those asked for last, the last one at the end. */
  const unpacked = new Map<Chunk, Buffer>();
  const close = () => {
    const bytes = current.subarray(0, used);
    const isPacked = chunks.length * chunkSize > plainSize;
    chunks.push({ bytes: isPacked ? deflateRawSync(bytes, { level: 1 }) : bytes, isPacked });
    current = Buffer.allocUnsafe(chunkSize);
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
  // A function of its own: one made within put() would keep the text itself.
  const textIn = (index: number, start: number, end: number) => () => bytesOf(index).toString('utf8', start, end);
  return {
    put(text) {
      if (text.length * 3 > chunkSize) return () => text;
      if (text.length * 3 > chunkSize - used) close();
      const start = used;
      used += current.write(text, start);
      return textIn(chunks.length, start, used);
    },
  };
}
