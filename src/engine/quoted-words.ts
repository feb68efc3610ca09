/** Words that the filter modify tells apart; what follows the third is one more, whatever it holds (D-10). */
const mostWords = 3;

/**
 * How many words a value of the filter modify has: spaces separate them, save within quotes. Undefined if a quote does not
 * end (D-10).
 */
export function quotedWords(value: string): number | undefined {
  let at = 0;
  for (let words = 0; ; words++) {
    while (value.charAt(at) === ' ') at++;
    if (at >= value.length) return words;
    if (words === mostWords) return words + 1;
    const first = value.charAt(at);
    const isQuoted = first === '"' || first === "'";
    const end = isQuoted ? endOfQuoted(value, at + 1, first) : value.indexOf(' ', at);
    if (end === -1) return isQuoted ? undefined : words + 1;
    at = end + 1;
  }
}

/** The quote that ends a word; one behind a backslash does not. */
function endOfQuoted(value: string, start: number, quote: string): number {
  for (let at = start; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === quote) return at;
    if (character === '\\') at++;
  }
  return -1;
}
