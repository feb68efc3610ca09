/** What the file of this name becomes in the tests that kill a run: as long as a usual one. */
export function contentFor(name: string): string {
  return `# ${name}\n${'pipeline:\n'.repeat(name.includes('large') ? 2000 : 150)}`;
}
