import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mention, mentionFinder } from '../../src/mentions/index.js';

const encode = (text: string) => new TextEncoder().encode(text);

/** Text of what names hide in, and of anything. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll('\0', '')),
  fc
    .array(
      fc.constantFrom(
        ...'\\`^$*?[]{}()<>%~+@"\'/.,:;=#- \n\r',
        '${',
        '{{',
        '}}',
        '$(',
        '<%',
        '%>',
        '\\\n',
        'a',
        'f',
        '.conf',
        '\\x2',
        '\\u{',
        'é',
      ),
      {
        maxLength: 40,
      },
    )
    .map((parts) => parts.join('')),
);

/** What ends a word, and is no part of another one. */
const delimiters = [' ', '\t', '\n', '"', "'", '=', ':', ',', ';', '(', ')', '/', '|', '&', '>', '#', '!'];

const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}(\.[a-z0-9]{1,4}){0,2}$/);

describe('a name between delimiters', () => {
  it('is found in any text, at its line', () => {
    const parts = fc.tuple(anyText, fc.constantFrom(...delimiters), name, fc.constantFrom(...delimiters), anyText);
    fc.assert(
      fc.property(parts, ([before, open, name, close, after]) => {
        const line = `${before}${open}`.split('\n').length;
        const mentions = mentionFinder([`/a/${name}`])('f', encode(`${before}${open}${name.toUpperCase()}${close}${after}`));
        expect(mentions).toContainEqual(expect.objectContaining({ line, files: [`/a/${name}`] }));
      }),
      { numRuns: 500 },
    );
  });

  it('is found whatever its own characters are', () => {
    const anyName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((name) => !/[/\0\n\r]/.test(name));
    fc.assert(
      fc.property(anyName, fc.constantFrom(' ', '"', '\n'), (name, delimiter) => {
        const mentions = mentionFinder([`/a/${name}`])('f', encode(`x\n/${name}${delimiter}`));
        expect(mentions).toContainEqual(expect.objectContaining({ line: 2, files: [`/a/${name}`] }));
      }),
      { numRuns: 300 },
    );
  });

  it('is found escaped in each way', () => {
    const escapes = [
      (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`,
      (byte: number) => `\\u${byte.toString(16).padStart(4, '0')}`,
      (byte: number) => `\\u{${byte.toString(16)}}`,
      (byte: number) => `\\${byte.toString(8).padStart(3, '0')}`,
    ];
    fc.assert(
      fc.property(name, fc.constantFrom(...escapes), fc.nat(), (name, escaped, place) => {
        const at = place % name.length;
        const text = `x "${name.slice(0, at)}${escaped(name.charCodeAt(at))}${name.slice(at + 1)}"`;
        expect(mentionFinder([`/a/${name}`])('f', encode(text))).toContainEqual({ line: 1, level: 'mentions', files: [`/a/${name}`] });
      }),
    );
  });

  it('is found with a variable or a pattern in place of a part', () => {
    const wilds = ['$x', '${x}', '${x:-y}', '$(f x)', '{{ x }}', '<%= x %>', '*', '%s', '%(x)s', '{0}', '@X@', '{a,b}'];
    const longName = name.filter((name) => name.length > 2);
    fc.assert(
      fc.property(longName, fc.constantFrom(...wilds), fc.nat(), (name, wild, place) => {
        const at = 1 + (place % name.length);
        const text = `x "${name.slice(0, at)}${wild === '$x' && /^\w/.test(name.slice(at)) ? '${x}' : wild}${name.slice(at)}"`;
        expect(mentionFinder([`/a/${name}`])('f', encode(text))).toContainEqual({ line: 1, level: 'may mention', files: [`/a/${name}`] });
      }),
    );
  });
});

describe('any text', () => {
  const find = mentionFinder(['/a/fluent-bit.conf', '/a/f.conf', '/b/a.conf', '/b/é.conf']);

  it('has mentions by line, of lines that it has', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = find('f.cmd', encode(text)).map(({ line }) => line);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
        for (const line of lines) expect(line >= 1 && line <= text.split('\n').length).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('has the same mentions after another text: nothing is remembered', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const alone = mentionFinder(['/a/fluent-bit.conf', '/a/f.conf', '/b/a.conf', '/b/é.conf'])('f', encode(one));
        find('f', encode(other));
        expect(find('f', encode(one))).toEqual(alone);
      }),
    );
  });
});

describe('the work', () => {
  it.each([
    '{',
    '[',
    '${',
    '$(',
    '"',
    "' ~ ",
    '\\\n',
    '\\',
    '{{',
    '*',
    '[[[}',
    '${a}',
    '{a,',
    '\\u{',
    '\\\n#\n',
    '-.',
    'a*b/',
    '${a:-',
    '(',
    '(a|',
    'a|',
    "a'b",
    '!a!.',
  ])('ends for very many of %j', (part) => {
    const find = mentionFinder(['/a/fluent-bit.conf']);
    const mentions: Mention[] = find('f', encode(`${part.repeat(50_000)}\nx fluent-bit.conf`));
    expect(mentions.map(({ files }) => files)).toContainEqual(['/a/fluent-bit.conf']);
  });
});
