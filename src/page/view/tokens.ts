/** A part of a line that is shown in a color of its own. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly kind: 'comment' | 'section' | 'key' | 'variable';
}

const classicKey = /^\s+(?=[^\s[@#])\S+/;
const documentKey = /^\s*(?:- +)*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#:{}[\],][^:]*)(?=:(?:\s|$))/;

/** What stands out in a line of a configuration, from left to right. It is a guess: only the readers know. */
export function tokensOf(line: string, format: string | undefined): Token[] {
  if (/^\s*#/.test(line)) return [{ from: 0, to: line.length, kind: 'comment' }];
  if (/^\s*(?:\[[^\]]*\]|@[A-Za-z]+)/.test(line) && format === 'classic') {
    return [{ from: 0, to: line.indexOf(']') + 1 || line.search(/(?<=\S)\s|$/), kind: 'section' }];
  }
  const [key = ''] = (format === 'classic' ? classicKey : documentKey).exec(line) ?? [];
  const start = key.search(/[^\s-]|-(?! )/);
  const tokens: Token[] = key === '' ? [] : [{ from: Math.max(start, 0), to: key.length, kind: 'key' }];
  for (const { index, 0: variable } of line.matchAll(/\$\{[^}\s]*\}/g)) {
    if (index >= key.length) tokens.push({ from: index, to: index + variable.length, kind: 'variable' });
  }
  return tokens;
}
