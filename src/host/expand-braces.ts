import { JobError } from './job-error.js';

/** At most this many patterns are made of one. */
const mostPatterns = 1000;

/** The patterns that the braces of one stand for: `{a,b}` and `{1..3}`, in each other, too. Throws a JobError if there are too many. */
export function expandBraces(pattern: string): string[] {
  return new BraceReader(pattern).sequence('');
}

class BraceReader {
  private at = 0;
  private readonly closings: ReadonlyMap<number, number>;

  constructor(private readonly pattern: string) {
    this.closings = closingsIn(pattern);
  }

  /** What stands up to one of these characters, or the end, in all its forms. */
  sequence(ends: string): string[] {
    let forms = [''];
    while (this.at < this.pattern.length) {
      const character = this.pattern.charAt(this.at);
      if (character !== '' && ends.includes(character)) break;
      forms = this.combined(forms, character === '{' ? this.braces() : [this.plain()]);
    }
    return forms;
  }

  /** A character, with the backslash before it. */
  private plain(): string {
    const length = this.pattern.charAt(this.at) === '\\' ? 2 : 1;
    this.at += length;
    return this.pattern.slice(this.at - length, this.at);
  }

  private braces(): string[] {
    const open = this.at++;
    const close = this.closings.get(open);
    if (close === undefined) return ['{'];
    const range = this.range(this.pattern.slice(open + 1, close));
    if (range !== undefined) {
      this.at = close + 1;
      return range;
    }
    const forms: string[] = [];
    let parts = 0;
    do {
      for (const form of this.sequence(',}')) forms.push(form);
      this.check(forms.length);
      parts++;
    } while (this.at++ < close);
    // Braces around one thing are themselves.
    return parts > 1 ? forms : forms.map((form) => `{${form}}`);
  }

  private range(text: string): string[] | undefined {
    const numbers = /^(-?\d{1,9})\.\.(-?\d{1,9})$/.exec(text);
    const letters = /^([A-Za-z])\.\.([A-Za-z])$/.exec(text);
    const [first, last] = numbers?.slice(1).map(Number) ?? letters?.slice(1).map((letter) => letter.charCodeAt(0)) ?? [];
    if (first === undefined || last === undefined) return undefined;
    this.check(Math.abs(last - first) + 1);
    const step = first <= last ? 1 : -1;
    return Array.from({ length: Math.abs(last - first) + 1 }, (_, i) => {
      const value = first + i * step;
      return letters === null ? String(value) : String.fromCharCode(value);
    });
  }

  private combined(starts: readonly string[], ends: readonly string[]): string[] {
    this.check(starts.length * ends.length);
    return starts.flatMap((start) => ends.map((end) => start + end));
  }

  private check(count: number): void {
    if (count > mostPatterns) throw new JobError(`the braces stand for more than ${mostPatterns} patterns: ${this.pattern}`);
  }
}

/** Where each brace is closed that is. */
function closingsIn(pattern: string): Map<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '\\') at++;
    if (character === '{') open.push(at);
    const start = character === '}' ? open.pop() : undefined;
    if (start !== undefined) closings.set(start, at);
  }
  return closings;
}
