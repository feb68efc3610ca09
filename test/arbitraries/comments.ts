import fc from 'fast-check';
import { type FormatName, fitsComment } from '../support/fits.js';
import { awkwardText } from './texts.js';

const plainComment = fc.oneof(
  fc.stringMatching(/^# ?[a-z #:'"{}-]{0,10}[a-z]$/),
  fc.constantFrom('#', '##', '# a: b', '#- a', '# [NODE]', '# 🙂', "# it's", '#\ta'),
);

// Readers take a comment without the blanks behind it.
const awkwardComment = awkwardText.map((text) => `# ${text}`.trimEnd());

/** Lines of comments that these formats can hold, as readers give them: a blank line never stands first, nor beside another one. */
export function commentsFor(formats: readonly FormatName[]): fc.Arbitrary<string[]> {
  const comment = formats.length > 0 ? plainComment : fc.oneof({ arbitrary: plainComment, weight: 9 }, awkwardComment);
  const line = fc
    .oneof({ arbitrary: comment, weight: 3 }, fc.constant(''))
    .filter((one) => formats.every((format) => fitsComment(format, one)));
  const lines = fc.array(line, { maxLength: 3 }).map((all) => all.filter((one, i) => one !== '' || (i > 0 && all[i - 1] !== '')));
  return fc.option(lines, { nil: [], freq: 3 });
}

/** Those at the end of a section or a file, where a blank line comes to nothing. */
export function endCommentsFor(formats: readonly FormatName[]): fc.Arbitrary<string[]> {
  return commentsFor(formats).map((lines) => (lines.at(-1) === '' ? lines.slice(0, -1) : lines));
}

export function withComments<Part extends object>(part: Part, lines: string[]): Part & { comments?: string[] } {
  return lines.length > 0 ? { ...part, comments: lines } : part;
}

export function withEnd<Part extends object>(part: Part, lines: string[]): Part & { end?: string[] } {
  return lines.length > 0 ? { ...part, end: lines } : part;
}
