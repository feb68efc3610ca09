/** C0 and C1 controls, line separators, byte order marks, non-characters: what libyaml refuses or folds when it stands raw (Y-12). */
export function needsEscapes(text: string): boolean {
  return /[^ -~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]/.test(text);
}

function isEscaped(code: number): boolean {
  if (code >= 0x20 && code <= 0x7e) return false;
  return code < 0xa0 || code === 0x2028 || code === 0x2029 || code === 0xfeff || code === 0xfffe || code === 0xffff;
}

/** A text between double quotes, on one line. */
export function doubleQuoted(text: string): string {
  let out = '"';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const quoted = code === 0x22 || code === 0x5c;
    if (!quoted && !isEscaped(code)) continue;
    out += text.slice(from, i) + (quoted ? `\\${text.charAt(i)}` : escapeOf(code));
    from = i + 1;
  }
  return `${out}${text.slice(from)}"`;
}

function escapeOf(code: number): string {
  if (code === 0x0a) return '\\n';
  if (code === 0x09) return '\\t';
  if (code === 0x0d) return '\\r';
  return `\\u${code.toString(16).padStart(4, '0').toUpperCase()}`;
}
