import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What Node gives in place of bytes that are not UTF-8: it does not find a file by such a name any more. */
const replacement = '\ufffd';

/** Says that a name in a path is not UTF-8; undefined if there is no such name, or it really has that character. */
export function strangeName(path: string): string | undefined {
  if (!path.includes(replacement)) return undefined;
  const full = resolve(path);
  const above = dirname(full);
  const bytes = namesIn(above).find((name) => join(above, name.toString()) === full && !name.equals(Buffer.from(name.toString())));
  return bytes === undefined ? strangeName(above) : `the name ${escaped(bytes)} is not UTF-8: rename it`;
}

function namesIn(directory: string): Buffer[] {
  try {
    return readdirSync(directory, { encoding: 'buffer' });
  } catch {
    return [];
  }
}

/** A name as a shell takes it. */
function escaped(name: Buffer): string {
  const characters = Array.from(name, (byte) => {
    const character = String.fromCharCode(byte);
    if (!/[ -~]/.test(character)) return `\\x${byte.toString(16).padStart(2, '0')}`;
    return /[\\']/.test(character) ? `\\${character}` : character;
  });
  return `$'${characters.join('')}'`;
}
