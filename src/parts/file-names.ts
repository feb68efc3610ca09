const longest = 100;

/**
 * A file name for each of these names, whatever is in them: letters, digits, `.`, `_` and `-` only, no path, no name
 * twice (on any file system, so regardless of case).
 */
export function fileNames(names: readonly string[], suffix: string): string[] {
  // Each name in use, in lower case, and the number to try next behind it.
  const used = new Map<string, number>();
  return names.map((name) => {
    const stem =
      name
        .replace(/[^\w.-]+/g, '-')
        .replace(/^[.-]+|[.-]+$/g, '')
        .slice(0, longest) || 'upstream';
    let unique = stem;
    let number = used.get(stem.toLowerCase()) ?? 2;
    for (; used.has(unique.toLowerCase()); number++) unique = `${stem}-${number}`;
    used.set(unique.toLowerCase(), 2);
    used.set(stem.toLowerCase(), number);
    return unique + suffix;
  });
}
