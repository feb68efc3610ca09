import { sep } from 'node:path';

const staged = '.flb-convert';
const old = '.flb-convert-old';

/** What a name may have on the usual file systems. */
const longestName = 255; // bytes

/** Where the new content of a file waits until all is staged: the same for each run, so that the next one finds it. */
export function stagedPathOf(path: string): string {
  return besides(path, staged);
}

/** Where the old content of a file is kept while others are put in place. */
export function oldPathOf(path: string): string {
  return besides(path, old);
}

/** Whether a name in a directory is one of these. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith('.') && (name.endsWith(staged) || name.endsWith(old));
}

function besides(path: string, suffix: string): string {
  const start = path.lastIndexOf(sep) + 1;
  const name = `.${path.slice(start)}${suffix}`;
  return path.slice(0, start) + (Buffer.byteLength(name) > longestName ? `.${shortened(name)}${suffix}` : name);
}

/** Its beginning and its end: if two names have these in common, one is refused and none is lost. */
function shortened(name: string): string {
  const bytes = Buffer.from(name);
  return Buffer.concat([bytes.subarray(0, 80), bytes.subarray(-80)]).toString('base64url');
}
