/** A message of the package `yaml` without the piece of the source that some of them have: it may be a secret. */
export function withoutSource(message: string): string {
  return message
    .replace(/(?:(?<=[\w)]):|(?<=escape sequence|directive|YAML version)) [\s\S]*$/, '')
    .replace(/^The [\s\S]* tag has no suffix$/, 'The tag has no suffix')
    .replace(/, so [\s\S]* is invalid\.$/, '')
    .replace('closing "quote', 'closing "');
}
