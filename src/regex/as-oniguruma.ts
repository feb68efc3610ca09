import type { RegexProblem } from './problem.js';
import { type Endless, escapeAt, type Token, tokensOf } from './tokens.js';

/** A regular expression of Onigmo in Oniguruma's syntax, with the same faults, or a fault that only Onigmo finds. */
export type Rewritten = { readonly text: string; readonly flags: string } | { readonly problem: RegexProblem };

/**
 * Writes a regular expression as Fluent Bit takes it (`/…/flags` or without slashes) so that Oniguruma takes it exactly if
 * Onigmo does, as far as the text tells: looking behind, properties and calls take the tree. Measured on 1,490 expressions.
 */
export function asOniguruma(written: string): Rewritten {
  const { start, pattern, flags } = withoutSlashes(written);
  const made = new Rewriter(start, pattern).rewrite();
  return typeof made === 'string' ? { text: made, flags } : { problem: made };
}

/** The slashes are part of the text unless only known flags follow them. */
export function withoutSlashes(written: string): { start: number; pattern: string; flags: string } {
  const [, inner, flags = ''] = /^\/(.*)\/([imox]*)$/s.exec(written) ?? [];
  if (inner === undefined) return { start: 0, pattern: written, flags: '' };
  return { start: 1, pattern: inner, flags: ['i', 'm', 'x'].filter((flag) => flags.includes(flag)).join('') };
}

/** Letters, marks, digits and connectors: `-` and `.` are not among them. */
function isNameOfGroup(name: string): boolean {
  return /^(?!\d)[\p{L}\p{M}\p{N}\p{Pc}]+$/u.test(name);
}

class Rewriter {
  private text = '';
  private tokens: readonly Token[] = [];
  private names: readonly string[] = [];
  /** How many groups have no name. */
  private plain = 0;
  private plainSoFar = 0;
  /** Of the groups that are open, whether each looks around. */
  private readonly isLookAround: boolean[] = [];
  private isBehindAnchor = false;

  /** `start`: where the pattern begins in what was written. */
  constructor(
    private readonly start: number,
    private readonly pattern: string,
  ) {}

  rewrite(): string | RegexProblem {
    const tokens = this.divide();
    if ('text' in tokens) return tokens;
    this.tokens = tokens;
    const groups = tokens.filter(({ kind }) => kind === 'open');
    this.names = groups.flatMap(({ text }) => nameIn(text) ?? []);
    this.plain = groups.filter(({ text }) => text === '(').length;
    for (const [i, token] of tokens.entries()) {
      const problem = this.add(token, i);
      if (problem !== undefined) return { at: this.start + token.at, ...problem };
    }
    return this.text;
  }

  private divide(): readonly Token[] | RegexProblem {
    const { pattern, start } = this;
    const at = openProperty(pattern);
    if (at !== undefined && /[(){|]/.test(pattern.slice(at + 3))) return { at: start + at, text: "a '\\p{' has no end" };
    const whole = at === undefined ? pattern : `${pattern.slice(0, at)}p`;
    const tokens = tokensOf(whole);
    if (!('endless' in tokens)) return tokens;
    // Such a property swallows the end of its class as well.
    const closed = at === undefined ? tokens : tokensOf(`${whole}]`);
    return 'endless' in closed ? endlessProblem(closed, start) : closed;
  }

  private add(token: Token, i: number): Omit<RegexProblem, 'at'> | undefined {
    const { kind, text } = token;
    const wasBehindAnchor = this.isBehindAnchor;
    this.isBehindAnchor = kind === 'anchor';
    switch (kind) {
      case 'comment':
        this.isBehindAnchor = wasBehindAnchor;
        return undefined;
      case 'flags':
        if (text !== '(?)') this.text += flagsOf(text);
        return optionProblem(text);
      case 'open':
        return this.open(text, i);
      case 'close':
        this.isBehindAnchor = this.isLookAround.pop() ?? false;
        this.text += text;
        return undefined;
      case 'quantifier':
        // Onigmo takes one behind an anchor, too.
        this.text += wasBehindAnchor ? `(?:)${text}` : text;
        return rangeProblem(text);
      case 'alternation':
        // `(?~|` is `(?~` to it.
        if (this.tokens[i - 1]?.text !== '(?~') this.text += text;
        return undefined;
      case 'escape':
        this.text += this.isForwardReference(text) ? '(?:)' : escapeOf(text);
        return this.referenceProblem(text);
      case 'class':
        this.text += withEscapes(text);
        return undefined;
      default:
        this.text += text;
        return undefined;
    }
  }

  private open(text: string, i: number): Omit<RegexProblem, 'at'> | undefined {
    this.isLookAround.push(/^\(\?<?[=!]$/.test(text));
    if (text === '(') this.plainSoFar++;
    const condition = /^\(\?\((.*)\)$/s.exec(text)?.[1];
    if (condition !== undefined) {
      this.text += '(?:';
      if (!this.isCondition(condition)) return { text: `there is no group '${condition}' for the condition '(?(${condition})'` };
      return countAlternatives(this.tokens, i) > 2 ? { text: 'a condition has more than two alternatives' } : undefined;
    }
    const name = nameIn(text);
    this.text += text.endsWith(':') ? flagsOf(text) : text;
    if (name !== undefined && !isNameOfGroup(name)) return nameProblem(name);
    return text === '(?' ? this.unknownGroup(i) : optionProblem(text);
  }

  /** Between `(?` and what stands there. */
  private unknownGroup(i: number): Omit<RegexProblem, 'at'> | undefined {
    const rest = this.pattern.slice((this.tokens[i]?.at ?? 0) + 2);
    if (rest.startsWith('P<')) {
      return { text: "'(?P<' is Python's form", help: "write '(?<' in place of '(?P<'", fix: { length: '(?P<'.length, text: '(?<' } };
    }
    if (rest.startsWith('P=') || rest.startsWith('P>'))
      return { text: `'(?${rest.slice(0, 2)}' is Python's form`, help: "write '\\k<name>'" };
    return { text: `no group begins with '(?${rest.slice(0, 1)}'` };
  }

  private isCondition(condition: string): boolean {
    const named = /^(?:<(.*)>|'(.*)')$/s.exec(condition);
    const name = named?.[1] ?? named?.[2];
    if (name !== undefined && !/^\d+$/.test(name)) return this.names.includes(name);
    const number = name ?? condition;
    return /^\d+$/.test(number) && Number(number) >= 1 && Number(number) <= this.plain && this.names.length === 0;
  }

  private isForwardReference(text: string): boolean {
    const number = Number(/^\\([1-9]\d*)$/.exec(text)?.[1] ?? 0);
    return number > this.plainSoFar && number <= this.plain && this.names.length === 0;
  }

  private referenceProblem(text: string): Omit<RegexProblem, 'at'> | undefined {
    if (this.names.length === 0 || !/^\\(?:[1-9]|[kg][<']-?\d)/.test(text) || text === '\\g<0>') return undefined;
    if (/^\\[1-9]\d/.test(text)) return undefined;
    return { text: `'${text}' is a number beside groups with names, which have none`, help: "refer to them by '\\k<name>'" };
  }
}

function endlessProblem({ endless, at }: Endless, start: number): RegexProblem {
  return { at: start + at, text: `'${endless}' has no end` };
}

function nameProblem(name: string): Omit<RegexProblem, 'at'> {
  const better = name.replace(/^\d+/, '').replace(/[^\p{L}\p{M}\p{N}\p{Pc}]+/gu, '_');
  const help = better === '' || better === '_' ? {} : { help: `write '(?<${better}>'` };
  return { text: `'${name}' is not a name of a group: those have letters, digits and '_' only`, ...help };
}

/** Onigmo's options are `i`, `m`, `x`; `a`, `d` and `u` choose a character set, and say nothing here. */
function optionProblem(text: string): Omit<RegexProblem, 'at'> | undefined {
  const [, wrong] = /^\(\?[a-z-]*?([b-ce-hj-ln-tv-wyz])[a-z-]*[:)]$/i.exec(text) ?? [];
  if (wrong === undefined) return undefined;
  if (wrong !== 's') return { text: `there is no option '${wrong}'` };
  const fix = { length: text.length, text: text.replaceAll('m', '').replaceAll('s', 'm') };
  return { text: "there is no option 's'", help: "write '(?m)', which lets '.' match a newline here", fix };
}

function rangeProblem(text: string): Omit<RegexProblem, 'at'> | undefined {
  const [, from, to] = /^\{(\d+),(\d+)\}/.exec(text) ?? [];
  return from !== undefined && Number(from) > Number(to) ? { text: `'${text}' counts down` } : undefined;
}

function nameIn(text: string): string | undefined {
  return /^\(\?(?:<(?![=!])|')(.*).$/s.exec(text)?.[1];
}

function flagsOf(text: string): string {
  const [, on = '', rest = ''] = /^\(\?([a-z]*)(.*)$/s.exec(text) ?? [];
  const kept = on.replace(/[adu]/g, '');
  return kept === '' && rest === ')' ? '' : `(?${kept}${rest}`;
}

/** A `\p{` that nothing closes. */
function openProperty(pattern: string): number | undefined {
  const last = pattern.lastIndexOf('}');
  for (let at = 0; at < pattern.length; ) {
    if (pattern[at] !== '\\') at++;
    else if (at > last && /^[pP]\{/.test(pattern.slice(at + 1, at + 3))) return at;
    else at += escapeAt(pattern, at).length;
  }
  return undefined;
}

/** An escape as Oniguruma reads the same character in it. */
function escapeOf(text: string): string {
  if (text === '\\x') return 'x';
  if (text === '\\o') return 'o';
  if (text.startsWith('\\M-')) return '\\x{80}';
  const [, octal] = /^\\([23][0-7]{2})$/.exec(text) ?? [];
  if (octal !== undefined) return `\\x{${Number.parseInt(octal, 8).toString(16)}}`;
  return /^\\x[89a-f][\da-f]$/i.test(text) ? `\\x{${text.slice(2)}}` : text;
}

function withEscapes(text: string): string {
  let made = '';
  for (let at = 0; at < text.length; ) {
    const piece = text[at] === '\\' ? escapeAt(text, at) : (text[at] ?? '');
    made += piece.length > 1 ? escapeOf(piece) : piece;
    at += piece.length;
  }
  return made;
}

/** How many alternatives a group has, which begins at a token. */
function countAlternatives(tokens: readonly Token[], start: number): number {
  let depth = 0;
  let count = 1;
  for (let i = start + 1; i < tokens.length && depth >= 0; i++) {
    const kind = tokens[i]?.kind;
    if (kind === 'open') depth++;
    else if (kind === 'close') depth--;
    else if (kind === 'alternation' && depth === 0) count++;
  }
  return count;
}
