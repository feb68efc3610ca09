import { define } from '../../diagnostics/define.js';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import type { SourceFile } from '../../source/source-file.js';
import { notWellFormedText } from '../diagnostics.js';
import { nestedTooDeep } from '../document/diagnostics.js';
import { readConfigTree } from '../document/read-config.js';
import { type Documents, deepestLevel, drain, type Entry, type Scalar, type Tree } from '../document/tree.js';
import type { Reading } from '../format.js';

/** Reads JSON text as the engine reads the same text under a `.yaml` name (Y-11). */
export function readJson(source: SourceFile): Reading {
  try {
    return readConfigTree(source, parseJson(source.text));
  } catch (problem) {
    if (!(problem instanceof JsonError)) throw problem;
    return { config: { sections: [] }, diagnostics: [problem.diagnostic] };
  }
}

export const jsonSyntax = define({
  code: 'FLB151',
  name: 'json-syntax',
  severity: 'error',
  facts: ['Y-11'],
  why: 'The text breaks a rule of JSON.',
  example: { json: '{"upstream_servers": [{"name": "u",}]}\n' },
  says: ({ expected }: { expected: string }) => ({ text: `not valid JSON: ${expected} expected here` }),
});

const bareWord = /[-+.\w]+/y;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const escapes: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Parses strict JSON into a tree, part by part. `JSON.parse` cannot serve: it loses repeated keys, the order of keys that
 * look like numbers, the text of numbers and every position. The first error ends the roots: what follows one in JSON is
 * guesswork.
 */
export function parseJson(text: string): Documents {
  return { roots: new JsonParser(text).roots(), comments: [] };
}

/** Thrown at the first error. */
export class JsonError {
  constructor(readonly diagnostic: Diagnostic) {}
}

class JsonParser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  *roots(): Generator<Tree> {
    const root = this.value();
    yield root;
    drain(root);
    this.skipBlanks();
    if (this.at < this.text.length) this.stop('the end of the text');
  }

  private value(): Tree {
    this.skipBlanks();
    const start = this.at;
    switch (this.text.charAt(start)) {
      case '{':
        return { type: 'map', entries: this.parts('}', () => this.entry()), start };
      case '[':
        return { type: 'list', items: this.parts(']', () => this.value()), start };
      case '"':
        return this.string();
    }
    bareWord.lastIndex = start;
    const text = bareWord.exec(this.text)?.[0] ?? '';
    if (!number.test(text) && text !== 'true' && text !== 'false' && text !== 'null') this.stop('a value');
    this.at += text.length;
    return { type: 'scalar', text, plain: true, start, end: this.at };
  }

  /** The parts between an opening bracket and `close`, separated by commas. */
  private *parts<Part extends Tree | Entry>(close: string, next: () => Part): Generator<Part> {
    if (++this.depth > deepestLevel) {
      throw new JsonError(diagnostic(nestedTooDeep, { start: this.at, end: this.at + 1 }, { levels: deepestLevel }));
    }
    this.at++;
    this.skipBlanks();
    for (let isFirst = true; !isFirst || this.text.charAt(this.at) !== close; isFirst = false) {
      const part = next();
      yield part;
      drain('value' in part ? part.value : part);
      this.skipBlanks();
      const character = this.text.charAt(this.at);
      if (character === close) break;
      if (character !== ',') this.stop(`',' or '${close}'`);
      this.at++;
    }
    this.at++;
    this.depth--;
  }

  private entry(): Entry {
    this.skipBlanks();
    if (this.text.charAt(this.at) !== '"') this.stop('a key in double quotes');
    const key = this.string();
    this.skipBlanks();
    if (this.text.charAt(this.at) !== ':') this.stop("':'");
    this.at++;
    return { key, value: this.value() };
  }

  private string(): Scalar {
    const start = this.at++;
    let text = '';
    let from = this.at;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) break;
      if (code === 0x5c) {
        text += this.text.slice(from, this.at) + this.escape();
        from = this.at;
      } else if (Number.isNaN(code)) {
        this.stop("'\"'");
      } else if (code < 0x20) {
        this.stop('an escape such as \\n in place of a control character');
      } else {
        this.at++;
      }
    }
    text += this.text.slice(from, this.at++);
    if (!text.isWellFormed()) throw new JsonError(diagnostic(notWellFormedText, { start, end: this.at }, {}));
    return { type: 'scalar', text, plain: false, start, end: this.at };
  }

  private escape(): string {
    const letter = this.text.charAt(this.at + 1);
    const simple = escapes[letter];
    if (simple !== undefined) {
      this.at += 2;
      return simple;
    }
    const digits = this.text.slice(this.at + 2, this.at + 6);
    if (letter !== 'u' || !/^[\da-fA-F]{4}$/.test(digits)) this.stop('an escape that JSON knows');
    this.at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private skipBlanks(): void {
    while (' \t\n\r'.includes(this.text.charAt(this.at)) && this.at < this.text.length) this.at++;
  }

  private stop(expected: string): never {
    const end = Math.min(this.at + 1, this.text.length);
    throw new JsonError(diagnostic(jsonSyntax, { start: this.at, end }, { expected }));
  }
}
