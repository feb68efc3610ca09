import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { expressionQuotes, oddExpression } from '../diagnostics.js';

/**
 * Finds the expressions in a text that are not a value, or a part of one, on one line: anything might be put in for them. The reader
 * refuses lines that are nothing but an expression.
 */
export function checkExpressions(text: string): Diagnostic[] {
  if (!/\{\{|\$\{\w+\(|%\{|\{%/.test(text)) return [];
  const found: Diagnostic[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    found.push(...inLine(line, start));
    start += line.length + 1;
  }
  return found;
}

function inLine(line: string, start: number): Diagnostic[] {
  const content = line.trimStart();
  const at = line.search(/\{\{|\$\{\w+\(|%\{|\{%/);
  // Comments are filled in as well, and a line of control is refused by the reader.
  if (at === -1 || content.startsWith('{{') || content.startsWith('{%')) return [];
  const span = { start: start + at, end: start + line.trimEnd().length };
  const odd = (what: string) => [diagnostic(oddExpression, span, { what })];
  if (/\$\{\w+\(/.test(line)) return odd("a call of Terraform's within a value");
  if (/%\{|\{%/.test(line)) return odd('a line of control');
  if (unclosed.test(line)) return odd('an expression over several lines');
  if (/\{\{-|-\}\}/.test(line)) return odd('an expression that takes the blanks around it away');
  if (content.startsWith('#')) return [];
  if (content.startsWith('[')) return odd('an expression in the header of a section');
  if (/^@/.test(content)) return odd('an expression in a command');
  if (/^\S*\{\{/.test(content)) return odd('an expression in a key');
  const value = content.replace(/^\S+\s*/, '');
  const hasOwnQuote = [...value.matchAll(/\{\{.*?\}\}/g)].some(([expression]) => expression.includes("'"));
  return hasOwnQuote && /["\\]/.test(value) ? [diagnostic(expressionQuotes, span, {})] : [];
}

/** One that does not end on its line, or ends without having begun there. */
const unclosed = /\{\{(?![^\n]*\}\})|^(?:(?!\{\{).)*\}\}/;
