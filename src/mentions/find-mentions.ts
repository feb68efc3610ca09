import { code, Wild } from './characters.js';
import { CodeList } from './code-list.js';
import { decodeLine, goesOn, isComment, type Part } from './decode-line.js';
import { Found } from './found.js';
import type { FindMentions } from './mention.js';
import { OldNames } from './old-names.js';
import { makePattern } from './pattern.js';
import { PatternFiles } from './pattern-files.js';
import { patternFilter } from './pattern-filter.js';
import { PatternWords } from './pattern-words.js';

/**
 * Finds where other files mention old files, by their base names in any case or by a pattern. Each line is searched as it
 * stands; one with characters that may hide a name, or that goes on in the next, is also decoded and searched for patterns. The
 * work grows with the bytes, not with the number of old files.
 */
export function mentionFinder(oldFiles: Iterable<string>): FindMentions {
  const names = new OldNames(oldFiles);
  const hasSpaces = names.all.some(({ text }) => text.includes(' '));
  const words = new PatternWords(patternFilter(names));
  const line = new CodeList();
  let patternFiles: PatternFiles | undefined;

  return (path, content) => {
    const bytes = searchableBytes(content);
    if (bytes === undefined) return [];
    const isBatch = /\.(bat|cmd)$/i.test(path);
    const text = { bytes, isWindows: /\.(bat|cmd|ps1|psm1)$/i.test(path) };
    const found = new Found();
    // What is joined to one line so far: where it starts, the number of its first line, and where it has to be decoded.
    let start = 0;
    let startNumber = 1;
    let special = -1;
    let isJoined = false;
    for (let at = 0, number = 1; at < bytes.length; number++) {
      const lineEnd = bytes.indexOf(code.newline, at);
      const end = lineEnd < 0 ? bytes.length : lineEnd;
      const here = names.search(bytes, at, end, ({ files }) => found.addAsWritten(number, files));
      if (special < 0) special = here;
      const continues = goesOn(bytes, at, end) || (isJoined && isComment(bytes, at, end));
      // A line may only seem to go on: it is searched by itself, too.
      if ((continues || isJoined) && here >= 0) searchDecoded({ start: at, end, number });
      at = end + 1;
      if (continues && at < bytes.length) {
        isJoined = true;
        continue;
      }
      if (isJoined) searchDecoded({ start, end, number: startNumber });
      else if (special >= 0) searchDecoded({ start: hasSpaces ? start : wordBefore(bytes, start, special), end, number });
      start = at;
      startNumber = number + 1;
      special = -1;
      isJoined = false;
    }
    return found.all();

    function searchDecoded(part: Part): void {
      const comments = decodeLine(text, part, line);
      const codes = words.read(line, isBatch, (word, at) => {
        const pattern = makePattern(word);
        if (pattern === undefined) return;
        patternFiles ??= new PatternFiles(names);
        for (const files of patternFiles.filesOf(pattern)) found.addDecoded(at, files, 'may mention');
      });
      names.search(codes, 0, codes.length, ({ files }, nameStart, nameEnd) => {
        const isPart = codes[nameStart - 1] === Wild.joint || codes[nameEnd] === Wild.joint;
        found.addDecoded(line.places[nameStart] as number, files, isPart ? 'may mention' : 'mentions');
      });
      for (const comment of comments) searchDecoded(comment);
    }
  };
}

const joinsTexts: readonly number[] = [code.plus, code.tilde, code.quote, code.doubleQuote, code.backtick];

/** Where the word starts that a special character is in: what stands before it in its line is decoded as it is. */
function wordBefore(bytes: Uint8Array, start: number, special: number): number {
  if (joinsTexts.includes(bytes[special] as number)) return start;
  let at = special;
  while (at > start && bytes[at - 1] !== code.space) at--;
  return at;
}

const binaryWithin = 8192; // bytes

/** The bytes of a text to search, in UTF-8 and without a byte order mark; undefined for a binary file. */
export function searchableBytes(bytes: Uint8Array): Uint8Array | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return inUtf8(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return inUtf8(bytes, 'utf-16be');
  if (bytes.subarray(0, binaryWithin).includes(0)) return undefined;
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
}

function inUtf8(bytes: Uint8Array, encoding: string): Uint8Array {
  return new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
}
