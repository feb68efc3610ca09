import { printable } from './source-line.js';

/** A path as a shell takes it for one word. */
export function shellWord(path: string): string {
  const name = printable(path);
  return /^[\w./:@%+=,-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
