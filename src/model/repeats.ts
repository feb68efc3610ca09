/** Up to here, to compare each with each is faster than to make a set. */
const few = 16;

/** Whether a key comes again. Most sections are short and have no key twice, and there may be 100,000 of them. */
export function hasRepeats(keys: readonly unknown[]): boolean {
  if (keys.length > few) return new Set(keys).size < keys.length;
  for (let i = 1; i < keys.length; i++) {
    for (let j = 0; j < i; j++) if (keys[i] === keys[j]) return true;
  }
  return false;
}
