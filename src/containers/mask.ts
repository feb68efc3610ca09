/**
 * A text of the same length whose template expressions, `{{ … }}` and `{% … %}`, are plain words, and comments where they have a
 * line to themselves: what is left is YAML, at the places that it has in the template.
 */
export function maskExpressions(text: string): string {
  if (!/\{[{%]/.test(text)) return text;
  const words = text.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (expression) => expression.replace(/[^\r\n]/g, word));
  return words.replace(ownLine, (_, blank: string, rest: string) => `${blank}#${rest}`);
}

/** Whether a text of a masked file holds what was an expression. */
export function isMasked(text: string): boolean {
  return text.includes(word);
}

/** Of a plane that no text uses: it tells a masked character from the text's own. */
const word = '\ue0f0';

const ownLine = new RegExp(`^([ \\t]*)${word}((?:${word}|[ \\t])*)$`, 'gm');
