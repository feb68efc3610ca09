const longest = 100;

/**
 * A file name for each of these names, whatever is in them: letters, digits, `.`, `_` and `-` only, no path, no name
 * twice (on any file system, so regardless of case).
 */
export function fileNames(names: readonly string[], suffix: string): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const stem =
      name
        .replace(/[^\w.-]+/g, '-')
        .replace(/^[.-]+|[.-]+$/g, '')
        .slice(0, longest) || 'upstream';
    let unique = stem;
    for (let i = 2; used.has(unique.toLowerCase()); i++) unique = `${stem}-${i}`;
    used.add(unique.toLowerCase());
    return unique + suffix;
  });
}
