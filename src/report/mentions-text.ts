import type { Plan } from '../migrate/plan.js';
import { printable } from './source-line.js';

/** At most this many mentions are listed. */
const mostListed = 200;

/** The places in other files where old files are mentioned, a line for each: whoever starts Fluent Bit may have to change them. */
export function formatMentions({ mentions = [] }: Plan, shown: (path: string) => string): string {
  if (mentions.length === 0) return '';
  const lines = mentions.slice(0, mostListed).map(({ path, line, level, file }) => {
    const name = file.slice(file.lastIndexOf('/') + 1);
    return `    ${printable(shown(path))}:${line} ${level} ${printable(name)}\n`;
  });
  const more = mentions.length > mostListed ? `    and ${mentions.length - mostListed} more\n` : '';
  return `\nOther files name old ones; look whether they need the new names:\n${lines.join('')}${more}`;
}
