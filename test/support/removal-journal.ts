import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A journal as a run leaves it that is killed before it removes these files, by what they and their replacements hold. */
export function journalText(files: Record<string, Record<string, string>>, contents: Record<string, string>, writtenTo = ''): string {
  const noted = (path: string, text: string) => ({ path, content: createHash('sha256').update(text).digest('hex') });
  const sources = Object.entries(files).map(([path, replacements]) => ({
    ...noted(path, contents[path] ?? ''),
    replacedBy: Object.entries(replacements).map(([other, text]) => noted(other, text)),
  }));
  return JSON.stringify({ writtenTo, sources });
}

export const journalName = '.flb-convert-removing';

export function writeJournal(dir: string, text: string): void {
  writeFileSync(join(dir, journalName), text);
}
