import fc from 'fast-check';

const yamlTokens = [
  ...['\n', '\n', '\n', '\n  ', '\n    ', '\n ', '\n   ', '\n\n', '\n  \n', ' ', '  ', '\t'],
  ...['- ', '- ', '-', '- - ', '? ', ': ', ': ', ':', 'a: ', 'b: ', 'key: x', 'key:- x', 'name: ', 'a', 'b c', '1', '-x', '--', '.'],
  ...["'a'", '"b"', "'", '"', "'a: b'", '"a # b"', '"\\n"', '"\\x41"', '"\\u0041"', "'it''s'", '\\', '"a": ', "'b': ", '"c" : '],
  ...['# c', ' # c', '#', ' #', 'a#b', 'a# b', '#c\n', '# c: d\n', '---', '--- ', '...', '---\n', '...\n', '%', '%YAML 1.1\n'],
  ...[
    '{',
    '}',
    '[',
    ']',
    ', ',
    '{a: b}',
    '[a, b]',
    '[]',
    '{}',
    '|',
    '>-',
    '|\n  ',
    '&a ',
    '*a',
    '!t ',
    '!!str ',
    '@',
    '`',
    '*',
    '&',
    '!',
    '<<: ',
  ],
  ...['null', '~', 'on', '\r\n', '\r', '\u0085', '\u00a0', '\u2028', 'é', '🙂', '\ufeff', '\u007f'],
];

export const yamlLikeText = fc.array(fc.constantFrom(...yamlTokens), { maxLength: 16 }).map((tokens) => tokens.join(''));

/** YAML that is mostly well-formed: lines of a few shapes at a few indentations. */
const yamlLine = fc
  .tuple(
    fc.constantFrom('', '', '  ', '  ', '    ', '      ', ' ', '   '),
    fc.constantFrom('', '', '- ', '- ', '-   ', '- - ', '-'),
    fc.constantFrom('', 'a:', 'b:', "'c':", '"d":', 'e :', 'a b:', 'f:g:', '? a', ': b', '-h:', '"i" :', 'k#:', 'null:'),
    fc.constantFrom('', ' ', '  '),
    fc.constantFrom(
      '',
      '',
      '1',
      'x y',
      "'q'",
      '"q"',
      '"\\t\\u00e9"',
      'a:b',
      'a#b',
      '-1',
      '- x',
      '-',
      '--',
      "''",
      '""',
      'x: y',
      '"',
      '|',
      '{}',
      '[]',
      '[x, y z]',
      '{ a: b, "c": [1, {d: e}] }',
      '[x:y, z',
      '|-',
      '?',
      '?x',
      ':x',
      '.',
    ),
    fc.constantFrom('', '', '', ' ', ' # c', '# c', '  #', ' #: x'),
  )
  .map((parts) => parts.join(''));

export const yamlLines = fc
  .tuple(
    fc.array(fc.oneof({ arbitrary: yamlLine, weight: 6 }, { arbitrary: fc.constantFrom('', '# c', '  # c', '      # c'), weight: 1 }), {
      maxLength: 7,
    }),
    fc.boolean(),
  )
  .map(([lines, newline]) => lines.join('\n') + (newline ? '\n' : ''));
