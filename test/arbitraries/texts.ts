import fc from 'fast-check';

const lowerWords = ['true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n', 'null', 'nan', 'inf', '.nan', '.inf', '-.inf', '+.inf'];
const words = lowerWords.flatMap((word) => [word, word.toUpperCase(), word.replace(/[a-z]/, (letter) => letter.toUpperCase())]);

const numbers =
  '0 00 007 -0 +0 +1 -1 1.0 1.10 1. .5 -.5 1e3 1E3 1e+3 1.5e-3 1e400 0x1F 0X1f -0x1F 0o17 0O17 017 08 0b101 -0b1 1_000 1_0.5 _1 0x_1 12:30 1:2:3 190:20:30.15 -12:30 60:00 12345678901234567890 999999999999999 9999999999999999 0.1 0.10 -1.5 1,000 1.2.3 127.0.0.1 10M 10_ 1e 0x 0b 0o e3 . .. ... .e3 -. +'.split(
    ' ',
  );

const dates = [
  '2001-01-01',
  '2001-1-1',
  '2001-01-01T00:00:00Z',
  '2001-12-14t21:59:43.10-05:00',
  '2001-12-14 21:59:43.10 -5',
  '12:00:00',
  '2001-01',
  '20010101',
];

const indicators = [
  ...'-?:,[]{}#&*!|>\'"%@`~=<\\/^$+;()',
  ...[
    '- x',
    '-x',
    '--',
    '---',
    '--- x',
    '...',
    '? x',
    '?x',
    ': x',
    ':x',
    'x:',
    'x: y',
    'x:y',
    'x #y',
    'x# y',
    '# x',
    '#x',
    'a - b',
    'a, b',
  ],
  ...['[a]', '{a}', '{a: b}', '[a, b', '*a', '&a', '&a b', '!a', '!!str a', '| ', '>-', '%YAML 1.1', '@x', '`x`', '<<', '*', '**', '*.log'],
  ...['key value', '[SERVICE]', '    indented', '@SET A=1', '@INCLUDE x', 'a=b', '=', '=a', 'a=', '//', '/* x */', 'null ', ' null'],
];

const quotes = [
  '"',
  "'",
  '""',
  "''",
  '"a"',
  "'a'",
  'a"b',
  "a'b",
  '"a',
  "'a",
  `"'`,
  `'"`,
  "it''s",
  '\\',
  '\\\\',
  '\\n',
  '\\x41',
  '\\u0041',
  'a\\',
  '"\\"',
];

const controls = [
  ...['\t', 'a\tb', '\ta', 'a\t', 'a\t#b', 'a:\tb', '\r', 'a\rb', '\ra', 'a\r', '\n', 'a\nb', '\na', 'a\n', 'a\n\nb', '\r\n', 'a\r\nb'],
  ...[
    '\u0001',
    'a\u0007b',
    '\u000b',
    'a\u000bb',
    '\u000c',
    '\u001b[0m',
    '\u007f',
    'a\u007fb',
    '\u0080',
    '\u0085',
    'a\u0085b',
    ' \u0085 ',
    '\u009f',
  ],
  ...[
    '\u00a0',
    '\u00a0a\u00a0',
    '\u00ad',
    '\u200b',
    '\u2028',
    'a\u2028b',
    'a \u2028 b',
    '\u2029',
    'a\u2029b',
    '\ufeff',
    '\ufeffa',
    'a\ufeffb',
  ],
  ...['\ufffd', '\ufffe', '\uffff', 'a\uffffb', '\ue000', '\u3000', ' \u3000 ', '\u0000', 'a\u0000b', '\ud800', 'a\udfff'],
];

const beyondAscii = ['é', 'ß', 'İ', 'ŉ', '日本語', '🙂', 'a🙂b', '👩‍👩‍👧', '\u{10ffff}', 'e\u0301', '\u202eabc', 'ﬁ'];

const variables = [
  `\${VAR}`,
  `\${VAR:-a b}`,
  `\${VAR:- #c}`,
  `\${VAR:-a: b}`,
  '$VAR',
  '$(X)',
  '%{X}',
  `\${`,
  `}\${A}`,
  `{"a":"\${H}"}`,
  `\${A}{}\${A}`,
];

const blanks = ['', ' ', '  ', 'a b', 'a  b', ' a', 'a ', ' a ', 'a   ', '\u00a0 a'];

/** Texts that one reader or another takes for something else than text. */
export const awkwardTexts: readonly string[] = [
  ...new Set([...words, ...numbers, ...dates, ...indicators, ...quotes, ...controls, ...beyondAscii, ...variables, ...blanks]),
];

/** Short texts put together from pieces that matter to some scanner. */
const pieced = fc
  .array(
    fc.constantFrom('a', 'B', '1', ' ', ':', '#', '-', '"', "'", '\\', '\n', '\r', '\t', '\u0085', '\u2028', '.', '=', '{', '🙂', 'é'),
    {
      maxLength: 8,
    },
  )
  .map((pieces) => pieces.join(''));

export const awkwardText = fc.oneof(fc.constantFrom(...awkwardTexts), pieced, fc.string({ unit: 'binary', maxLength: 12 }));

export const plainText = fc.stringMatching(/^[a-z0-9./_-]{1,12}$/);

/** Texts of several lines: scripts, queries, and lines that mean something to YAML. */
export const linesText = fc
  .array(
    fc.constantFrom(
      'a',
      '  b',
      '\tc',
      '',
      '',
      ' ',
      'd ',
      '# e',
      '- f',
      'g: h',
      '---',
      '...',
      '%Y',
      "'",
      '"',
      '|',
      '[',
      '\\',
      'é',
      '\u2028',
    ),
    {
      minLength: 2,
      maxLength: 6,
    },
  )
  .map((lines) => lines.join('\n'));
