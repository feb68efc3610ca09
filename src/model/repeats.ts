/** Up to here, to compare each with each is faster than to make a set. */
const few = 16;

/** Whether a text comes again. Most sections are short and have no key twice, and there may be 100,000 of them. */
export function hasRepeats(texts: readonly string[]): boolean {
  if (texts.length > few) return new Set(texts).size < texts.length;
  for (let i = 1; i < texts.length; i++) {
    for (let j = 0; j < i; j++) if (texts[i] === texts[j]) return true;
  }
  return false;
}
