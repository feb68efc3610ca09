import { code, folded, isBlank, isDigit, isLetter, isQuote, isWild, isWord, Kind, kinds, Wild } from './characters.js';
import { CodeList } from './code-list.js';

/** Takes a word that has variables or patterns in its last part: its codes, and the line where that part starts. */
export type TakePattern = (codes: Uint8Array, line: number) => void;

/** Whether a word may be a pattern for one of the files that are looked for; in doubt it may. */
export type MayMatch = (codes: Uint8Array, from: number, base: number, to: number) => boolean;

/** Something that is open: what comes before it is a part of the word that it stands in. */
interface Frame {
  /** Where the word that it stands in starts, in the codes of open words. */
  readonly wordStart: number;
  /** Where it starts in the line. */
  readonly at: number;
  readonly close: readonly number[];
  /** What it stands for in its word; undefined if it only holds words. */
  readonly wild: number | undefined;
  /** Whether there are no spaces and quotes in it: otherwise it is a map or a list, not a pattern. */
  readonly isTight: boolean;
  isList: boolean;
}

/** More than anybody nests; so unclosed brackets cost little. */
const mostFrames = 64;

/**
 * Finds the words of a line that have variables or patterns in them, also within each other: `${CONF:-$dir/x}`. Characters of the
 * line that belong to one of these and touch another word become `Wild.joint`.
 */
export class PatternWords {
  readonly #mayMatch: MayMatch;
  /** The codes of the words that are open, each after the one that it stands in, and their places in the line. */
  readonly #word = new CodeList();
  readonly #frames: Frame[] = [];
  #line = new CodeList();
  #isBatch = false;
  #take: TakePattern = () => {};
  #wordStart = 0;

  constructor(mayMatch: MayMatch) {
    this.#mayMatch = mayMatch;
  }

  /** Reads a line; in one of cmd's, `%%x` is a variable. */
  read(line: CodeList, isBatch: boolean, take: TakePattern): void {
    this.#line = line;
    this.#isBatch = isBatch;
    this.#take = take;
    const { codes, length } = line;
    for (let at = 0; at < length; ) {
      const here = codes[at] as number;
      if (isInWord[here] === 1) this.#word.push(here, at++);
      else at = this.#step(here, at);
    }
    while (this.#frames.length > 0) this.#abandon();
    this.#endWord();
  }

  /** Takes what stands at a place in the line. Returns where it ends. */
  #step(here: number, at: number): number {
    const closed = this.#closeAt(at);
    if (closed > at) return closed;
    switch (here) {
      case code.star:
        return this.#addWild(Wild.any, at, at + 1);
      case code.question:
        return this.#add(Wild.one, at);
      case code.dollar:
        return this.#dollar(at);
      case code.percent:
        return this.#percent(at);
      case code.at:
        return this.#at(at);
      case code.less:
        return this.#next(at) === code.percent ? this.#open(at, 2, [code.percent, code.greater], Wild.variable) : this.#end(at);
      case code.openBrace:
        return this.#brace(at);
      case code.openBracket:
        return this.#open(at, 1, [code.closeBracket], Wild.one, true);
      case code.open:
        return this.#frames.length > 0 ? this.#open(at, 1, [code.close], undefined) : this.#end(at);
      default:
        return this.#delimiter(here, at);
    }
  }

  #next(at: number, distance = 1): number | undefined {
    return at + distance < this.#line.length ? this.#line.codes[at + distance] : undefined;
  }

  #add(what: number, at: number): number {
    this.#word.push(what, at);
    return at + 1;
  }

  /** Adds what stands from `at` to `end` for other characters. */
  #addWild(wild: number, at: number, end: number): number {
    const { codes } = this.#line;
    if (isWord(codes[at - 1])) codes[at] = Wild.joint;
    if (isWord(this.#next(end, 0))) codes[end - 1] = Wild.joint;
    this.#add(wild, at);
    return end;
  }

  #addVariable(at: number, end: number): number {
    this.#line.codes.fill(Wild.joint, at, end);
    this.#add(Wild.variable, at);
    return end;
  }

  #end(at: number): number {
    this.#endWord();
    return at + 1;
  }

  #delimiter(here: number, at: number): number {
    if (isBlank(here) || isQuote(here)) while (this.#frames.at(-1)?.isTight) this.#abandon();
    const frame = this.#frames.at(-1);
    if (frame !== undefined && here === code.comma) frame.isList = true;
    // In a shell, a word goes on behind a quote: "$n".conf
    if (
      isQuote(here) &&
      this.#word.length > this.#wordStart &&
      this.#word.codes[this.#word.length - 1] === Wild.variable &&
      isWord(this.#next(at))
    )
      return at + 1;
    return this.#end(at);
  }

  /** Shells, make, PowerShell, Terraform and others: `$x`, `${x}`, `$(x)`. */
  #dollar(at: number): number {
    const next = this.#next(at);
    if (next === code.openBrace && this.#next(at, 2) === code.openBrace) {
      return this.#open(at, 3, [code.closeBrace, code.closeBrace], Wild.variable); // ${{ x }} of GitHub's workflows
    }
    if (next === code.openBrace) return this.#open(at, this.#variableLength(at), [code.closeBrace], Wild.variable);
    if (next === code.open) return this.#open(at, 2, [code.close], Wild.variable);
    if (next === code.dollar && this.#startsName(at + 2)) return at + 1;
    let end = at + 1;
    while (isName(this.#next(end, 0))) end++;
    if (this.#next(end, 0) === code.colon && end > at + 1 && isName(this.#next(end)) && isScope(this.#line, at + 1, end)) {
      end++;
      while (isName(this.#next(end, 0))) end++;
    }
    if (end > at + 1) return this.#addVariable(at, end);
    return next !== undefined && '*@#?$!<^'.includes(String.fromCharCode(next)) ? this.#addVariable(at, at + 2) : this.#end(at);
  }

  #startsName(at: number): boolean {
    const here = this.#next(at, 0);
    return isName(here) || here === code.openBrace || here === code.open;
  }

  /** How long the part of `${x:-` is that is no text of its own; the name of the variable becomes blank. */
  #variableLength(at: number): number {
    const { codes } = this.#line;
    let end = at + 2;
    while (isName(this.#next(end, 0))) end++;
    const operator = this.#next(end, 0) === code.colon ? end + 1 : end;
    const sign = this.#next(operator, 0);
    if (sign === undefined || !'-=+?'.includes(String.fromCharCode(sign))) return 2;
    codes.fill(code.space, at + 2, operator + 1);
    return operator + 1 - at;
  }

  /** `%p` of systemd, `%s` and `%(x)s`, `%X%` and `%~dp0` of cmd, `%.conf` of make. */
  #percent(at: number): number {
    const next = this.#next(at);
    if (next === code.percent) return this.#isBatch ? at + 1 : this.#end(at + 1);
    if (next === code.open) return this.#open(at, 2, [code.close], Wild.variable);
    if (next === code.openBrace) return this.#open(at, 2, [code.closeBrace], Wild.variable);
    if (next === code.dot && isLetter(this.#next(at, 2))) return this.#addWild(Wild.any, at, at + 1);
    let end = at + 1;
    while (isName(this.#next(end, 0)) && end < at + 64) end++;
    if (end > at + 1 && this.#next(end, 0) === code.percent) return this.#addVariable(at, end + 1);
    end = at + 1;
    if (next === code.tilde) {
      do end++;
      while (isLetter(this.#next(end, 0)) && end < at + 16 && !isDigit(this.#next(end - 1, 0)));
      if (isDigit(this.#next(end, 0))) end++;
      return this.#addVariable(at, end);
    }
    while (this.#isFormat(end) && end < at + 16) end++;
    if (isLetter(this.#next(end, 0)) || end > at + 1) return this.#addVariable(at, isLetter(this.#next(end, 0)) ? end + 1 : end);
    return this.#end(at);
  }

  #isFormat(at: number): boolean {
    const here = this.#next(at, 0);
    return isDigit(here) || (here === code.dot && isDigit(this.#next(at)));
  }

  /** `@NAME@` of configure scripts. */
  #at(at: number): number {
    let end = at + 1;
    while (isName(this.#next(end, 0)) && end < at + 64) end++;
    return end > at + 1 && this.#next(end, 0) === code.at ? this.#addVariable(at, end + 1) : this.#end(at);
  }

  /** `{{ x }}` and `{% x %}` of templates, `{a,b}` of shells, `{x}` of formats; a map where there are spaces in it. */
  #brace(at: number): number {
    if (this.#next(at) === code.openBrace) return this.#open(at, 2, [code.closeBrace, code.closeBrace], Wild.variable);
    if (this.#next(at) === code.percent) return this.#open(at, 2, [code.percent, code.closeBrace], Wild.variable);
    return this.#open(at, 1, [code.closeBrace], Wild.variable, true);
  }

  #open(at: number, length: number, close: readonly number[], wild: number | undefined, isTight = false): number {
    if (this.#frames.length === mostFrames) {
      this.#endWord();
      return at + length;
    }
    this.#frames.push({ wordStart: this.#wordStart, at, close, wild, isTight, isList: false });
    this.#wordStart = this.#word.length;
    return at + length;
  }

  /** Where it ends if what stands there closes a frame; the place itself otherwise. Tight ones are passed over. */
  #closeAt(at: number): number {
    for (let index = this.#frames.length - 1; index >= 0; index--) {
      const frame = this.#frames[index] as Frame;
      if (frame.close.every((one, distance) => this.#next(at, distance) === one)) {
        while (this.#frames.length > index + 1) this.#abandon();
        return this.#close(frame, at + frame.close.length);
      }
      if (!frame.isTight) return at;
    }
    return at;
  }

  #close(frame: Frame, end: number): number {
    this.#endWord();
    this.#frames.pop();
    this.#wordStart = frame.wordStart;
    if (frame.wild === undefined) return end;
    const standsAlone = this.#word.length === this.#wordStart && !isWord(this.#next(end, 0));
    if (frame.isTight && standsAlone) return end;
    if (frame.close[0] === code.close && this.#line.codes[frame.at] === code.percent && isLetter(this.#next(end, 0))) {
      return this.#addWild(Wild.variable, frame.at, end + 1); // %(name)s
    }
    return this.#addWild(frame.isList ? Wild.any : frame.wild, frame.at, end);
  }

  /** Takes what is open as no frame: the word that it stands in ended before it. */
  #abandon(): void {
    this.#endWord();
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    this.#wordStart = frame.wordStart;
    this.#endWord();
  }

  #endWord(): void {
    const { codes, places, length } = this.#word;
    const start = this.#wordStart;
    let base = length;
    let isPattern = false;
    for (; base > start && !isSeparator(codes[base - 1]); base--) if (isWild(codes[base - 1])) isPattern = true;
    if (isPattern && this.#mayMatch(codes, start, base, length)) {
      this.#take(codes.subarray(start, length), this.#line.places[places[base] as number] as number);
    }
    this.#word.length = start;
  }
}

/** The codes that words of paths are made of. */
const isInWord = Uint8Array.from(kinds, (kind, at) => Number(kind <= Kind.dot || isSeparator(at) || at >= 128 || at === Wild.variable));

function isName(at: number | undefined): boolean {
  return at === code.underscore || isLetter(at) || isDigit(at);
}

function isSeparator(at: number | undefined): boolean {
  return at === code.slash || at === code.backslash;
}

const scopes = ['env', 'global', 'local', 'private', 'script', 'using', 'variable'];

/** Whether a name is one of PowerShell's: in `$env:x` a variable is meant. */
function isScope(line: CodeList, from: number, to: number): boolean {
  if (to - from > 8) return false;
  let name = '';
  for (let at = from; at < to; at++) name += String.fromCharCode(folded[line.codes[at] as number] as number);
  return scopes.includes(name);
}
