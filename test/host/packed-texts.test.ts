import { describe, expect, it } from 'vitest';
import { packedTexts } from '../../src/host/packed-texts.js';

const texts = ['', 'a', 'grüße \u{1f600}\n', '\u0000', 'x'.repeat(2_000_000), 'ä'.repeat(700_000), 'last'];

describe.each([
  ['kept as they are', Number.POSITIVE_INFINITY],
  ['packed all', 0],
  ['packed once there are many', 3_000_000],
])('texts that are %s', (_, plainSize) => {
  it('come back as they were, in any order', async () => {
    const store = await packedTexts({ plainSize });
    const all = Array.from({ length: 20 }, (_, i) => texts.map((text) => text + i)).flat();
    const numbers = all.map((text) => store.put(text));
    const backwards = numbers.map((number) => store.get(number));
    expect(backwards.every((text, i) => text === all[i])).toBe(true);
    expect(numbers.toReversed().every((number, i) => store.get(number) === all.at(-1 - i))).toBe(true);
  });
});
