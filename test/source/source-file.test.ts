import { expect, it } from 'vitest';
import { SourceFile } from '../../src/source/source-file.js';

const text = 'a\u{1f600}b\u{1f600}\u{1f600}\r\n\n\u{1f600}c\u00e9\n';

it('counts characters of two code units once, wherever it is asked first', () => {
  const expected = placesByWalking(text);
  const offsets = [...expected.keys()];
  for (const order of [offsets, offsets.toReversed()]) {
    const source = new SourceFile('a.yaml', text);
    for (const offset of order) expect([offset, source.positionAt(offset)]).toEqual([offset, expected.get(offset)]);
  }
});

it('counts the two code units of a character that begins a line from that line on', () => {
  const source = new SourceFile('a.yaml', text);
  expect(source.positionAt(text.indexOf('c'))).toEqual({ line: 3, column: 2 });
});

it('places what lies behind the end of the text at its end', () => {
  const source = new SourceFile('a.yaml', '\u{1f600}');
  expect(source.positionAt(100)).toEqual({ line: 1, column: 2 });
});

/** The line and column of each character's offset, found by counting from the start. */
function placesByWalking(walked: string): Map<number, { line: number; column: number }> {
  const places = new Map<number, { line: number; column: number }>();
  let [line, column, offset] = [1, 1, 0];
  for (const character of walked) {
    places.set(offset, { line, column });
    offset += character.length;
    [line, column] = character === '\n' ? [line + 1, 1] : [line, column + 1];
  }
  return places.set(offset, { line, column });
}
