/** Linux's PATH_MAX: nothing has a longer path. */
const longestPath = 4096;

/**
 * A path up to where something may be: of one that is too long, the directories above. Whoever goes upwards from a path in small
 * steps begins there, so that the steps do not grow with the square of its length.
 */
export function possiblePart(path: string): string {
  return path.length > longestPath ? path.slice(0, path.lastIndexOf('/', longestPath)) : path;
}
