/** Where comments begin: alone on their lines, since `#` behind a value belongs to the value (C-7). */
export function findClassicComments(text: string): number[] {
  return Array.from(text.matchAll(/^[ \t]*#/gm), ({ 0: start, index }) => index + start.length - 1);
}
