/** Wider than the keys that Fluent Bit has: a misspelt `shared_kye` holds a secret too. A directory `shared/` is none. */
const secretKey =
  /shared(?!\/)|cloud_auth|authorization|pass|pwd|token|secret|credential|signature|(?:api|access|account|license|private)_?k/i;

/** In a source line a key may be escaped, and the name that a `value:` belongs to may stand below it. */
const secretInLine = new RegExp(`${secretKey.source}|\\\\[uUx]|\\bvalue(?=["']?\\s*:)`, 'i');

/** What stands in a message where a secret was. */
export const hidden = '***';

/** Keys whose values never appear in a message, a frame or a report, in whatever spelling. */
export function isSecretKey(key: string): boolean {
  return secretKey.test(key);
}

/** A piece of the input as a message may show it: what follows the name of a secret is hidden. */
export function withoutSecret(text: string): string {
  const start = secretStart(text);
  return start < text.length ? text.slice(0, start) + hidden : text;
}

/**
 * Where the secret part of a source line begins: after a key that names a secret, its quote, blanks and separator.
 * All that follows on the line counts as secret. The line's length if there is none.
 */
export function secretStart(line: string): number {
  const found = secretInLine.exec(line);
  if (found === null) return line.length;
  let at = found.index + found[0].length;
  while (at < line.length && !' \t:="\''.includes(line.charAt(at))) at++;
  while (at < line.length && ' \t:="\''.includes(line.charAt(at))) at++;
  return at;
}
