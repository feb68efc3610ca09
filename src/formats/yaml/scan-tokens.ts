import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../source/span.js';
import { type Comment, deepestLevel } from '../document/cursor.js';
import { nestedTooDeep } from '../document/diagnostics.js';
import { controlCharacter, lineSeparator, syntax, yamlTab } from './diagnostics.js';

type Yaml = typeof import('yaml');

// What libyaml refuses wherever it stands raw (Y-12).
const refused = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;

/** What libyaml takes for a tag: a handle and a name of these characters, or any within `<` and `>`. */
const tag = /^!(?:<[^\s>]+>|[\w\-;/?:@&=+$.!~*'()%]*)$/;

export interface Scan {
  readonly comments: Comment[];
  readonly diagnostics: Diagnostic[];
  /** How many scalars the text holds: the parser must give exactly that many. */
  readonly scalars: number;
}

/**
 * Goes through the tokens of a YAML text for what the parsed tree does not tell: where each comment stands,
 * and what libyaml refuses though other YAML readers take it (Y-12, Y-47).
 */
export function scanTokens(text: string, yaml: Yaml): Scan {
  return new TokenScanner(text).scan(new yaml.Lexer().lex(text));
}

class TokenScanner {
  private readonly comments: Comment[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private scalars = 0;
  private at = 0;
  private flowDepth = 0;
  private lineStart = 0;
  private endOfPrevious = 0;
  /** Whether a block's line or item begins here, apart from spaces. */
  private isStart = true;
  /** A directive that no `---` has followed yet. */
  private directive: Span | undefined;
  /** Whether the document was ended by `...`: another one must begin with `---`. */
  private isEnded = false;
  /** The columns of the keys with a `?`, where their colons must stand too. */
  private readonly explicitColumns = new Set<number>();

  private isExplicitKey = false;
  /** Whether the head of a block of lines was read, which does not say how deep they stand, and not yet the lines. */
  private isBlock = false;

  constructor(private readonly text: string) {}

  scan(tokens: Iterable<string>): Scan {
    for (const { 0: character, index } of this.text.matchAll(refused)) {
      this.diagnostics.push(diagnostic(controlCharacter, { start: index, end: index + 1 }, { character: codeName(character) }));
    }
    let isScalar = false;
    for (const token of tokens) {
      if (token === scalarMark) isScalar = true;
      if (isMark(token)) continue;
      this.scanToken(token, isScalar);
      if (this.flowDepth > deepestLevel) break;
      isScalar = false;
    }
    if (this.directive !== undefined) this.report(this.directive, "a directive without a '---' below it");
    return { comments: this.comments, diagnostics: this.diagnostics, scalars: this.scalars };
  }

  private scanToken(token: string, isPlainOrBlock: boolean): void {
    const { at } = this;
    const span = { start: at, end: at + token.length };
    const isQuoted = token.startsWith('"') || token.startsWith("'");
    // In flow style a value may be left out (I-12).
    if ((isPlainOrBlock && token !== '') || isQuoted) this.scalars++;
    if (isPlainOrBlock && this.isBlock) this.checkBlock(token, span);
    else if (isPlainOrBlock) this.checkPlain(token, span);
    else if (token.startsWith('#')) this.comments.push({ text: token.trimEnd(), start: at });
    else this.scanMarkup(token, span);
    this.checkSeparators(token, isQuoted);

    if (token.trim() !== '') this.isExplicitKey = token === '?';
    this.at = span.end;
    if (token.endsWith('\n')) this.lineStart = this.at;
    if (!isBlank(token)) this.isStart = token.endsWith('\n') || (!isPlainOrBlock && (token === '-' || token === '?'));
    if (isPlainOrBlock) this.isBlock = false;
    else if (/^[|>]/.test(token)) this.isBlock = !/\d/.test(token);
    if (token.trim() === '') return;
    this.endOfPrevious = this.at;
    // The same dots may be a text.
    const isEnd = token === '...' && !isPlainOrBlock;
    if (this.isEnded && !isEnd && !/^(?:---|#|%)/.test(token)) {
      this.report(span, "after '...' another document must begin with '---'");
      this.isEnded = false;
    }
    if (isEnd || token === '---') this.isEnded = isEnd;
  }

  /** In flow style libyaml begins no plain text with a colon or a question mark, and takes no colon before an indicator into one. */
  private checkPlain(token: string, span: Span): void {
    if (this.flowDepth > 0 && /^[:?]|:[?,[\]{}]/.test(token)) this.report(span, 'this text needs quotes');
    if (this.isExplicitKey && token.includes('\n')) this.report(span, "a key with a '?' must stand on one line");
  }

  /** As long as no line has said how deep a block stands, libyaml takes spaces only before its text (I-12). */
  private checkBlock(token: string, { start }: Span): void {
    const [spaces] = /^(?: *\r?\n)* *\t/.exec(token) ?? [];
    if (spaces === undefined) return;
    const end = start + spaces.length;
    this.diagnostics.push(diagnostic(yamlTab, { start: end - 1, end }, {}));
  }

  private scanMarkup(token: string, span: Span): void {
    if (token === '{' || token === '[') this.flowDepth++;
    if (token === '}' || token === ']') this.flowDepth--;
    if (this.flowDepth > deepestLevel) this.diagnostics.push(diagnostic(nestedTooDeep, span, { levels: deepestLevel }));
    // Where a block's line or item begins, libyaml takes spaces only, even on a line of nothing else (Y-47).
    if (this.flowDepth === 0 && this.isStart && isBlank(token) && token.includes('\t')) {
      this.diagnostics.push(diagnostic(yamlTab, span, {}));
    }
    if (token.startsWith('%')) this.directive = span;
    if (token === '---') this.directive = undefined;
    if (token.startsWith('&') && !/^&[\w-]+$/.test(token)) this.report(span, 'the name of an anchor has letters, digits, _ and - only');
    if (token.startsWith('!') && !tag.test(token)) this.report(span, 'this is no tag');
    if (token === '?' && this.flowDepth === 0) this.explicitColumns.add(span.start - this.lineStart);
    if (token === ':') this.checkColon(span);
  }

  private checkColon(span: Span): void {
    if (this.flowDepth > 0) {
      // A key and its colon stand on one line (Y-11).
      if (this.text.slice(this.endOfPrevious, span.start).includes('\n')) this.report(span, "the ':' must stand on the line of its key");
    } else if (this.isStart && !this.explicitColumns.has(span.start - this.lineStart)) {
      this.report(span, "the ':' must stand below the '?' of its key");
    }
  }

  private checkSeparators(token: string, isQuoted: boolean): void {
    for (const { 0: character, index } of token.matchAll(/[\u2028\u2029\ufeff]/g)) {
      if (isQuoted && (character === '\ufeff' || isKept(token, index))) continue;
      const span = { start: this.at + index, end: this.at + index + 1 };
      // Within a line it is a character like any other, at the start of one libyaml passes it over.
      if (character === '\ufeff' && span.start > 0 && this.text.charAt(span.start - 1) !== '\n') continue;
      this.diagnostics.push(diagnostic(lineSeparator, span, { character: codeName(character) }));
    }
  }

  private report(span: Span, problem: string): void {
    this.diagnostics.push(diagnostic(syntax, span, { format: 'YAML', problem }));
  }
}

/** Stands before each plain or block scalar. */
const scalarMark = '\x1f';

/** Tokens that the lexer adds to the text: the start of a document, of a scalar, the end of a broken flow collection. */
function isMark(token: string): boolean {
  return token === '\x02' || token === scalarMark || token === '\x18';
}

function isBlank(token: string): boolean {
  return /^[ \t]+$/.test(token);
}

/** Within quotes a line separator stays, as long as no space beside it would be folded away. */
function isKept(token: string, index: number): boolean {
  return !/\s/.test(token.charAt(index - 1)) && !/[\s\\]/.test(token.charAt(index + 1));
}

function codeName(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
