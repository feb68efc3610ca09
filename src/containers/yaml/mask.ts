/**
 * A text of the same length whose template expressions, `{{ … }}` and `{% … %}`, are plain words, and comments where they have a
 * line to themselves: what is left is YAML, at the places that it has in the template.
 */
export function maskExpressions(text: string): string {
  let masked = '';
  let at = 0;
  for (const [start, end] of expressionsIn(text)) {
    masked += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, word);
    at = end;
  }
  return at === 0 ? text : (masked + text.slice(at)).replace(ownLine, (_, blank: string, rest: string) => `${blank}#${rest}`);
}

/** Where the expressions begin and end. What closes one is looked for only where there is one: a text may open many and close none. */
function* expressionsIn(text: string): Generator<readonly [number, number]> {
  const lastClosing = { '{{': text.lastIndexOf('}}'), '{%': text.lastIndexOf('%}') };
  const opening = /\{(?=[{%])/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index;
    const isValue = text.charAt(start + 1) === '{';
    if (lastClosing[isValue ? '{{' : '{%'] < start + 2) continue;
    const end = text.indexOf(isValue ? '}}' : '%}', start + 2) + 2;
    yield [start, end];
    opening.lastIndex = end;
  }
}

/** Whether a text of a masked file holds what was an expression. */
export function isMasked(text: string): boolean {
  return text.includes(word);
}

/** Of a plane that no text uses: it tells a masked character from the text's own. */
const word = '\ue0f0';

const ownLine = new RegExp(`^([ \\t]*)${word}((?:${word}|[ \\t])*)$`, 'gm');
