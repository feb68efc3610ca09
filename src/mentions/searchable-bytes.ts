const binaryWithin = 8192; // bytes

/** The bytes of a text to search, in UTF-8 and without a byte order mark; undefined for a binary file. */
export function searchableBytes(bytes: Uint8Array): Uint8Array | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return inUtf8(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return inUtf8(bytes, 'utf-16be');
  if (bytes.subarray(0, binaryWithin).includes(0)) return undefined;
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
}

function inUtf8(bytes: Uint8Array, encoding: string): Uint8Array {
  return new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
}
