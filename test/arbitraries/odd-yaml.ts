import fc from 'fast-check';

// YAML as nobody writes it and some tool does: lines that go on anywhere, comments right behind what they follow, values that
// are left out. Most of it libyaml takes.

const spaces = fc.constantFrom('', ' ', '  ', '    ', '      ');
const word = fc.constantFrom('x', 'x', 'y z', 'y z', '1', '1', 'a#b', 'a\ufeffb', '-x', ':x', '!t x', '!t# x');
const lineEnd = fc.constantFrom('\n', '\n', '\n\n', '\r\n', ' # c\n', '# c\n', ' # c\n', '\n\t');

/** A text in quotes that goes on in other lines. */
const quoted = fc
  .tuple(
    fc.constantFrom('"', "'"),
    fc.array(fc.tuple(fc.constantFrom('a', 'b: c', '# d', '- e', '', '[', '---', '%f'), spaces), { minLength: 1, maxLength: 4 }),
  )
  .map(([quote, lines]) => quote + lines.map(([text, indent], i) => (i === 0 ? text : `\n${indent}${text}`)).join('') + quote);

const gap = fc.oneof(
  fc.constantFrom('', ' '),
  fc.tuple(lineEnd, spaces).map((parts) => parts.join('')),
);

const { flow } = fc.letrec<{ flow: string; item: string }>((tie) => ({
  item: fc.oneof({ maxDepth: 2 }, word, quoted, tie('flow')),
  flow: fc
    .tuple(
      fc.boolean(),
      fc.array(
        fc.tuple(
          fc.constantFrom('a', 'b', 'a', 'b', '"c"', '"c"', '-', "'d\n   e'"),
          fc.constantFrom(': ', ':', ' : '),
          fc.oneof(tie('item'), fc.constant('')),
          gap,
          gap,
        ),
        { maxLength: 3 },
      ),
      gap,
    )
    .map(([isMap, items, first]) => {
      const inner = items.map(([key, colon, value, before, after]) => `${isMap ? key + colon : ''}${value}${before},${after}`).join('');
      return isMap ? `{${first}${inner}}` : `[${first}${inner}]`;
    }),
}));

const block = fc
  .tuple(
    fc.constantFrom('|', '>', '|-', '>+', '|# c', '>-# c', '| # c'),
    fc.array(fc.tuple(spaces, fc.constantFrom('a', '', '\t', '\tb', '# c', '"')), { maxLength: 4 }),
  )
  .map(([head, lines]) => [head, ...lines.map(([indent, text]) => (text === '' ? '' : indent + text))].join('\n'));

const value = fc.oneof(word, quoted, flow, block, fc.constantFrom('', '\ufeffc'), quoted, flow);
const comment = fc.constantFrom('', '', '', ' # c', '# c', ' ');
const key = fc.constantFrom('a', 'b', '"c"', '-', "'d'", '?', 'e f');

const entry = fc.tuple(key, value, comment).map(([name, text, end]) => `${name}: ${text}${end}`);
const item = fc.tuple(value, comment).map(([text, end]) => `- ${text}${end}`);

/** Block maps and lists, two levels deep, of such values. */
export const oddYaml = fc
  .array(
    fc.oneof(
      entry,
      fc
        .tuple(key, fc.array(entry, { minLength: 1, maxLength: 3 }), spaces)
        .map(([name, lines, indent]) => [`${name}:`, ...lines.map((line) => ` ${indent}${line}`)].join('\n')),
      fc
        .tuple(key, fc.array(item, { minLength: 1, maxLength: 3 }), spaces)
        .map(([name, lines, indent]) => [`${name}:`, ...lines.map((line) => indent + line)].join('\n')),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((lines) => `${lines.join('\n')}\n`);
