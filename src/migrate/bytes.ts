export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function isEqualBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
