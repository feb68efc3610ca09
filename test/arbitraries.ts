import fc from 'fast-check';
import type { Config, Property, Section } from '../src/index.js';

/** How many cases a property is tried on: few in the ordinary run, as many as `FUZZ_RUNS` says in a long one. */
export function runs(ordinary: number): { numRuns: number; seed: number } {
  return { numRuns: Number(process.env.FUZZ_RUNS ?? ordinary), seed: Number(process.env.FUZZ_SEED ?? 20_240_607) };
}

/** How long a test may take, in milliseconds: long runs are given the time they need. */
export const patience = { timeout: 20_000 + 20 * Number(process.env.FUZZ_RUNS ?? 0) };

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

const plainText = fc.stringMatching(/^[a-z0-9./_-]{1,12}$/);

const knownKey = fc.constantFrom(
  'name',
  'host',
  'port',
  'tls',
  'tls.verify',
  'tls.vhost',
  'tls.debug',
  'shared_key',
  'username',
  'password',
  'require_ack_response',
  'index',
  'a',
  'x_1',
);

/** A key, some in another case: repeated keys meet their case variants. */
const key = fc
  .tuple(knownKey, fc.constantFrom('', 'upper', 'capital'))
  .map(([name, form]) =>
    form === 'upper' ? name.toUpperCase() : form === 'capital' ? name.charAt(0).toUpperCase() + name.slice(1) : name,
  );

const commentLine = fc.oneof(
  fc.constant(''),
  fc.stringMatching(/^# ?[a-z #:'"{}-]{0,10}[a-z]$/),
  fc.constantFrom('#', '##', '# a: b', '#- a', '# [NODE]', '# 🙂', "# it's", '#\ta'),
);

/** Comments as readers give them: a blank line never stands first, nor beside another one. */
const comments = fc
  .array(commentLine, { maxLength: 3 })
  .map((lines) => lines.filter((line, i) => line !== '' || (i > 0 && lines[i - 1] !== '')));

const endComments = comments.map((lines) => (lines.at(-1) === '' ? lines.slice(0, -1) : lines));

function property(keys: fc.Arbitrary<string>, values: fc.Arbitrary<string>): fc.Arbitrary<Property> {
  return fc.tuple(keys, values, sometimes(comments)).map(([key, value, lines]) => withComments({ key, value }, lines));
}

function sometimes(lines: fc.Arbitrary<string[]>): fc.Arbitrary<string[]> {
  return fc.option(lines, { nil: [], freq: 3 });
}

function withComments<Part extends Property | Section>(part: Part, lines: string[]): Part {
  return lines.length > 0 ? { ...part, comments: lines } : part;
}

function withEnd<Part extends Section | Config>(part: Part, lines: string[]): Part {
  return lines.length > 0 ? { ...part, end: lines } : part;
}

/** What stands before the first key of a section counts as the section's, so only later ones have comments of their own. */
function section(kind: Section['kind'], properties: fc.Arbitrary<Property[]>, end: fc.Arbitrary<string[]>): fc.Arbitrary<Section> {
  return fc.tuple(properties, sometimes(comments), sometimes(end)).map(([[first, ...others], before, after]) => {
    const parts = first === undefined ? [] : [{ key: first.key, value: first.value }, ...others];
    return withEnd(withComments({ kind, properties: parts }, before), after);
  });
}

function upstream(value: fc.Arbitrary<string>): fc.Arbitrary<Section> {
  const properties = fc.array(property(key, value), { minLength: 1, maxLength: 5 });
  const name = property(fc.constant('name'), value).map((one) => [one]);
  return fc
    .tuple(section('upstream', name, endComments), fc.array(section('node', properties, endComments), { minLength: 1, maxLength: 3 }))
    .map(([head, sections]) => ({ ...head, sections }));
}

/** One upstream, before or behind it some variables; its values are drawn from `value`. */
export function configOf(value: fc.Arbitrary<string>, name: fc.Arbitrary<string> = value): fc.Arbitrary<Config> {
  // What stands behind the variables counts as the next section's.
  const env = section('env', fc.array(property(name, value), { minLength: 1, maxLength: 3 }), fc.constant([]));
  return fc
    .tuple(fc.option(env, { nil: undefined }), upstream(value), fc.option(env, { nil: undefined, freq: 4 }), endComments)
    .map(([before, group, after, end]) => withEnd({ sections: [before, group, after].filter((one) => one !== undefined) }, end));
}

/** Configurations of any texts at all: writers may refuse them. */
export const anyConfig = configOf(fc.oneof(plainText, awkwardText));

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

export const yamlSamples: readonly string[] = [
  `upstream_servers:
  - name: forward-balancing
    nodes:
      - name: node-1
        host: 127.0.0.1
        port: 43000

      - name: node-3
        host: 127.0.0.1
        port: 45000
        tls: on
        tls.verify: off
        shared_key: secret
`,
  `# before all
env:
  HOST: 'a b'   # behind
  "quoted": "x\\ty"
  EMPTY:

upstream_servers:
- name: 'it''s'
  # before the nodes
  nodes:
  - # behind a dash
    name: n
    host: \${HOST:-localhost}
    # at the end of a node
  -   name: m
      url: http://x.y/#z
# at the end
`,
  `---
env:
  - name: A
    value: '1'
  - {name: B, uri: "file:///b"}
upstream_servers: [{name: f, nodes: [{name: a, host: h, port: 1}, {name: b}]}] # flow
...
`,
  `upstream_servers:
  - name: |
      block
    nodes:
      - &n
        name: >-
          folded
          text
        host: !!str x
        ? port
        : 1
      - *n
`,
];

export const classicSamples: readonly string[] = [
  `[UPSTREAM]
    name       forward-balancing

[NODE]
    name       node-1
    host       127.0.0.1
    port       43000

[NODE]
    name       node-3
    host       127.0.0.1
    port       45000
    tls        on
    tls.verify off
    shared_key secret
`,
  `# before all
@SET A=1
@SET B= x

# before the upstream
[UPSTREAM] # behind
    # before a key
    Name it's "quoted" # no comment
    # at the end of a section

[Node]
    HOST \${HOST:-localhost}
    host again

    key\tx y
    [GROUP] x
        inner 1
# at the end
`,
  '[upstream]\r\n\tname x\r\n[node]\r\n\tname y\r\n\thost\t z\r\n',
];

export const jsonSamples: readonly string[] = [
  `{
  "env": { "A": "1", "B": "\\u00e9\\n" },
  "upstream_servers": [
    {
      "name": "forward-balancing",
      "nodes": [
        { "name": "node-1", "host": "127.0.0.1", "port": 43000, "tls": true, "tls": false },
        { "name": "node-2", "host": "", "weight": 1.50, "x": null }
      ]
    }
  ]
}
`,
  '{"env":[{"name":"A","value":"1"},{"name":"A","uri":"file:///a"}],"upstream_servers":[]}',
];

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
    '[NODE]\n',
    '[UPSTREAM]\n',
    '    [x] \n',
    '@SET A=2\n',
    '@INCLUDE x\n',
    '    k v\n',
    '  - name: x\n',
    '"k": "v", ',
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
