/** Stands in for `node:child_process` in the bundle: no command of ours is a program of its own. */
export function spawn(): never {
  throw new Error('flb-convert starts no other programs');
}
