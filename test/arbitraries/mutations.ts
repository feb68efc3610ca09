import fc from 'fast-check';

/** A text with some stretches deleted, doubled or replaced by others. */
export function mutated(samples: readonly string[], pieces: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(10_000),
    length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40)),
    piece: fc.oneof(
      { arbitrary: fc.constantFrom(...pieces), weight: 4 },
      { arbitrary: fc.string({ unit: 'binary', maxLength: 3 }), weight: 1 },
    ),
  });
  return fc.tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 5 })).map(([sample, changes]) => {
    let text = sample;
    for (const { at, length, piece } of changes) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + piece + text.slice(start + length);
    }
    return text;
  });
}

/** What a mutation puts into a text: bits of every format. */
export const pieces: readonly string[] = [
  ...[
    '',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '    ',
    ':',
    ': ',
    '- ',
    '-',
    '#',
    ' # c',
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    '=',
    '@',
  ],
  ...[
    '[SERVICE]\n',
    '[INPUT]\n',
    '[FILTER]\n    name modify\n',
    '[PARSER]\n',
    '[X] # c\n',
    '[NODE]\n',
    '[UPSTREAM]\n',
    '    [x] \n',
    '@SET A=2\n',
    '@INCLUDE x\n',
    '    k v\n',
    '  - name: x\n',
    '"k": "v", ',
    'service:\n',
    'pipeline:\n  inputs:\n    - name: x\n',
    'includes:\n  - x\n',
    'processors:',
    'rules:',
    'rule ',
    'add:',
    'a: [b, c]\n',
    '"inputs": [',
    '@INCLUDE x.conf\n',
    'nodes:',
    'name: ',
    'env:\n',
  ],
  ...[
    'null',
    '~',
    '---\n',
    '...\n',
    '&a ',
    '*a',
    '!!str ',
    '|',
    '>',
    '? ',
    '\u0000',
    '\u0001',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ud800',
    '🙂',
    '\\u0000',
    '\\ud83d',
  ],
];
