import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMasked, maskExpressions } from '../../../src/containers/yaml/mask.js';

describe('masking the expressions of a template', () => {
  it('keeps all places, and what is no expression', () => {
    const piece = fc.constantFrom('{{', '}}', '{%', '%}', '{', '}', '%', 'a', ' ', '\n', '\r\n');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const masked = maskExpressions(text);
        expect(masked).toHaveLength(text.length);
        expect(masked.replace(/[^\n]/g, '')).toBe(text.replace(/[^\n]/g, ''));
        expect(masked === text).toBe(!/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/.test(text));
      }),
    );
  });

  it.each([
    ['a value', 'a: x{{ .b }}y\n', /^a: x.{8}y\n$/],
    ['a line to itself', '  {{- if .a }}\nb: c\n', /^ {2}#.{11}\nb: c\n$/],
    ['one over lines', 'a: {{ b\n  c }}\n', /^a: .{4}\n.{6}\n$/],
    ['one within another', '{{ "{% a" }}: b\n', /^.{12}: b\n$/],
  ])('%s', (_, text, expected) => {
    const masked = maskExpressions(text);
    expect(masked).toMatch(expected);
    expect(masked).not.toMatch(/\{[{%]/);
    expect(isMasked(masked)).toBe(true);
  });

  it('reads a text that opens many and closes none only once', () => {
    const text = '{{ {% '.repeat(500_000);
    expect(maskExpressions(text)).toBe(text);
  });
});
