import { isSecretKey, secretStart } from '../diagnostics/secrets.js';

/**
 * Where the secret part of each line begins, in code units from the start of the line; its length where nothing is secret.
 * A line is secret as a whole if it goes on with the value of a secret key: it is indented below the line that names the
 * key, or the line above ends with the key.
 */
export function secretStarts(lines: readonly string[]): number[] {
  let secretDepth = Number.POSITIVE_INFINITY;
  let isNext = false;
  return lines.map((line) => {
    const content = line.trimEnd();
    if (content === '') return line.length;
    const depth = depthOf(content);
    const isInside = depth > secretDepth;
    const continues = isInside || isNext;
    const namesSecret = isSecretKey(content);
    if (!isInside) secretDepth = namesSecret ? depth : Number.POSITIVE_INFINITY;
    const start = secretStart(content);
    isNext = namesSecret && start >= content.length;
    if (continues) return 0;
    return start < content.length ? start : line.length;
  });
}

/** How deep a line stands. A list may stand at the indentation of its key in YAML, and is below it all the same. */
function depthOf(line: string): number {
  const content = line.trimStart();
  return 2 * (line.length - content.length) + (content.startsWith('-') ? 1 : 0);
}
