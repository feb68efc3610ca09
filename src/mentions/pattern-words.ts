import { code, isBlank, isLetter, isQuote, isWild, isWord, Kind, kinds, Wild } from './characters.js';
import { CodeList } from './code-list.js';
import { defaultStart, dollarEnd, nameEnd, percentEnd } from './variable-ends.js';

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

/** More than anybody nests: a limit, so that unclosed brackets cost little. */
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
  /** The codes of the line. */
  #codes = new Uint8Array();
  #isBatch = false;
  #take: TakePattern = () => {};
  #wordStart = 0;

  constructor(mayMatch: MayMatch) {
    this.#mayMatch = mayMatch;
  }

  /** Reads a line; in one of cmd's, `%%x` is a variable. Returns its codes. */
  read(line: CodeList, isBatch: boolean, take: TakePattern): Uint8Array {
    this.#line = line;
    this.#isBatch = isBatch;
    this.#take = take;
    const codes = line.codes.subarray(0, line.length);
    this.#codes = codes;
    for (let at = 0; at < codes.length; ) {
      const here = codes[at] as number;
      if (isInWord[here] === 1) this.#word.push(here, at++);
      else at = this.#step(here, at);
    }
    while (this.#frames.length > 0) this.#abandon();
    this.#endWord();
    return codes;
  }

  /** Takes what stands at a place in the line. Returns where it ends. */
  #step(here: number, at: number): number {
    const closed = this.#closeAt(at);
    if (closed > at) return closed;
    if (this.#next(at) === code.open && beforeAlternatives.includes(here)) return at + 1;
    switch (here) {
      case code.star:
        return this.#star(at);
      case code.backtick:
        // What a shell's command gives: `basename $f`.conf
        return this.#next(at) === code.dot && !isBlank(this.#next(at, -1)) ? this.#addWild(Wild.variable, at, at + 1) : this.#end(at);
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
        return this.#frames.length > 0 ? this.#open(at, 1, [code.close], undefined) : this.#open(at, 1, [code.close], Wild.any, true);
      case code.exclamation:
        return this.#exclamation(at);
      default:
        return this.#delimiter(here, at);
    }
  }

  #next(at: number, distance = 1): number | undefined {
    return this.#codes[at + distance];
  }

  #add(what: number, at: number): number {
    this.#word.push(what, at);
    return at + 1;
  }

  /** Adds what stands from `at` to `end` for other characters. */
  #addWild(wild: number, at: number, end: number): number {
    const codes = this.#codes;
    if (isWord(codes[at - 1])) codes[at] = Wild.joint;
    if (isWord(this.#next(end, 0))) codes[end - 1] = Wild.joint;
    this.#add(wild, at);
    return end;
  }

  /** A part that starts with `.*` is one of a regular expression. */
  #star(at: number): number {
    const { codes, length } = this.#word;
    const isFirst = length - 1 === this.#wordStart || isSeparator(codes[length - 2]);
    if (length > this.#wordStart && isFirst && codes[length - 1] === code.dot) this.#word.length--;
    return this.#addWild(Wild.any, at, at + 1);
  }

  #end(at: number): number {
    this.#endWord();
    return at + 1;
  }

  #delimiter(here: number, at: number): number {
    if (isBlank(here) || isQuote(here)) while (this.#frames.at(-1)?.isTight) this.#abandon();
    const frame = this.#frames.at(-1);
    if (frame !== undefined && here === (frame.close[0] === code.close ? code.bar : code.comma)) {
      frame.isList = true;
      this.#offerAlternative(frame);
    }
    // In a shell, a word goes on behind a quote: "$n".conf
    const { codes, length } = this.#word;
    const isAfterVariable = length > this.#wordStart && codes[length - 1] === Wild.variable;
    return isQuote(here) && isAfterVariable && isWord(this.#next(at)) ? at + 1 : this.#end(at);
  }

  /** Shells, make, PowerShell, Terraform and others: `$x`, `${x}`, `$(x)`. */
  #dollar(at: number): number {
    const next = this.#next(at);
    if (next === code.openBrace && this.#next(at, 2) === code.openBrace) {
      return this.#open(at, 3, [code.closeBrace, code.closeBrace], Wild.variable); // ${{ x }} of GitHub's workflows
    }
    if (next === code.openBrace) {
      const text = defaultStart(this.#codes, at + 2);
      this.#codes.fill(code.space, at + 2, text);
      return this.#open(at, text - at, [code.closeBrace], Wild.variable);
    }
    if (next === code.open) return this.#open(at, 2, [code.close], Wild.variable);
    if (next === code.dollar && startsVariable(this.#next(at, 2))) return at + 1;
    return this.#variable(at, dollarEnd(this.#codes, at));
  }

  /** `%p` of systemd, `%s` and `%(x)s`, `%X%` and `%~dp0` of cmd, `%.conf` of make. */
  #percent(at: number): number {
    const next = this.#next(at);
    if (next === code.percent) return this.#isBatch ? at + 1 : this.#end(at + 1);
    if (next === code.open) return this.#open(at, 2, [code.close], Wild.variable);
    if (next === code.openBrace) return this.#open(at, 2, [code.closeBrace], Wild.variable);
    if (next === code.dot && isLetter(this.#next(at, 2))) return this.#addWild(Wild.any, at, at + 1);
    return this.#variable(at, percentEnd(this.#codes, at, this.#isBatch));
  }

  /** `@NAME@` of configure scripts. */
  #at(at: number): number {
    const end = nameEnd(this.#codes, at + 1);
    return this.#variable(at, end > at + 1 && this.#next(end, 0) === code.at ? end + 1 : at);
  }

  /** `!x!` of cmd. */
  #exclamation(at: number): number {
    const end = nameEnd(this.#codes, at + 1);
    return this.#variable(at, this.#isBatch && end > at + 1 && this.#next(end, 0) === code.exclamation ? end + 1 : at);
  }

  /** Adds a variable, and ends the word where there is none. */
  #variable(at: number, end: number): number {
    if (end === at) return this.#end(at);
    this.#codes.fill(Wild.joint, at, end);
    this.#add(Wild.variable, at);
    return end;
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
    if (frame.isList) this.#offerAlternative(frame);
    // What is called has its arguments in such brackets; the alternatives are all that there is where the word ends.
    if (frame.wild === Wild.any && !(frame.isList && !endsWord(this.#next(end, 0)))) {
      this.#abandon();
      return end;
    }
    this.#endWord();
    this.#frames.pop();
    this.#wordStart = frame.wordStart;
    if (frame.wild === undefined) return end;
    const next = this.#next(end, 0);
    const standsAlone = this.#word.length === this.#wordStart && !isWord(next) && next !== code.plus;
    if (frame.isTight && standsAlone) return end;
    if (frame.close[0] === code.close && this.#codes[frame.at] === code.percent && isLetter(next)) {
      return this.#addWild(Wild.variable, frame.at, end + 1); // %(name)s
    }
    // Of a regular expression: [a-z]+
    if (frame.wild === Wild.one && next === code.plus) return this.#addWild(Wild.any, frame.at, end + 1);
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
    this.#offer(this.#wordStart, false);
    this.#word.length = this.#wordStart;
  }

  /** What stands before alternatives, and the one that ends here: of `x.{conf,yaml}`, `x.conf`. */
  #offerAlternative({ wordStart }: Frame): void {
    this.#offer(wordStart, true);
  }

  /** Takes what stands from a place on as a word, if it may be for a file and is a pattern, or one that is put together. */
  #offer(start: number, isPutTogether: boolean): void {
    const { codes, places } = this.#word;
    // A regular expression may stand between slashes.
    const isEnclosed = this.#word.length > start && codes[start] === code.slash && codes[this.#word.length - 1] === code.slash;
    const length = isEnclosed ? this.#word.length - 1 : this.#word.length;
    let base = length;
    let isPattern = isPutTogether;
    for (; base > start && !isSeparator(codes[base - 1]); base--) if (isWild(codes[base - 1])) isPattern = true;
    if (isPattern && this.#mayMatch(codes, start, base, length)) {
      this.#take(codes.subarray(start, length), this.#line.places[places[base] as number] as number);
    }
  }
}

/** `@(a|b)`, `+(a|b)` and `!(a|b)` of shells. */
const beforeAlternatives: readonly number[] = [code.at, code.plus, code.exclamation];

/** Whether no word goes on at a place. */
function endsWord(at: number | undefined): boolean {
  return at === undefined || isBlank(at) || isQuote(at) || '),;:|]}'.includes(String.fromCharCode(at));
}

/** The codes that words of paths are made of. */
const isInWord = Uint8Array.from(kinds, (kind, at) => Number(kind <= Kind.dot || isSeparator(at) || at >= 128 || at === Wild.variable));

function startsVariable(at: number | undefined): boolean {
  return isLetter(at) || at === code.underscore || at === code.openBrace || at === code.open;
}

function isSeparator(at: number | undefined): boolean {
  return at === code.slash || at === code.backslash;
}
