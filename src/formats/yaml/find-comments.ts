/** Where comments begin; a `#` in a value begins none. */
export async function findYamlComments(text: string): Promise<number[]> {
  const { Lexer } = await import('yaml');
  const starts: number[] = [];
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#')) starts.push(at);
    // These stand before documents and plain or block texts, and have no place in the text.
    if (!marks.has(token)) at += token.length;
  }
  return starts;
}

const marks = new Set(['\u0002', '\u0018', '\u001f']);
