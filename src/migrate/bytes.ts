import type { Host } from '../project/host.js';

export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function isEqualBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** What is in a file; nothing if it cannot be read. */
export function bytesOf(host: Host, path: string): Uint8Array {
  const content = host.read(path);
  return 'bytes' in content ? content.bytes : new Uint8Array();
}
