import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { convert } from '../../../src/index.js';
import { migrateText } from '../../support/migrate-text.js';
import { tries } from '../../support/tries.js';

const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** A configuration whose YAML is short, with what is awkward within a manifest. */
const configuration = fc
  .record({
    blank: fc.constantFrom('', '\n', '    \n'),
    comment: fc.constantFrom('', '# größer 🙂\n', '# a: "b" # c\n'),
    tag: fc.constantFrom('kube.*', "it's", '"q"', 'a\\b', '{{ .Values.tag }}', '${TAG}', '#x', 'ä'),
    end: fc.constantFrom('', '\n', '\n# last\n'),
  })
  .map(
    ({ blank, comment, tag, end }) =>
      `${comment}[INPUT]\n    Name  dummy\n    Tag   ${tag}\n${blank}[OUTPUT]\n    Name  stdout\n    Match *\n${end}`,
  );

/** How a text may stand below its key. */
const written = fc.record({
  style: fc.constantFrom('|', '|-', '|+', '| # c', '|2-', '"', '"#'),
  indent: fc.constantFrom(1, 2, 4),
  after: fc.constantFrom('', '\n', '\n\n', '  # between\n'),
});

/** A line that is nobody's configuration. */
const other = fc.constantFrom(
  '  a: x   \n',
  '  # c\n',
  '  tag.lua: |\n    x   \n\n    y\t\n',
  '  k: {a: "b"}\n',
  '  \'q r\': "s\\n"\n',
  '  f: >-\n    one\n    two\n',
  '  e: {{x}}\n',
);

describe('a manifest', () => {
  it('keeps all bytes but those of its configurations and of their names', () =>
    fc.assert(
      fc.asyncProperty(
        configuration,
        written,
        fc.array(other),
        fc.array(other),
        fc.constantFrom('\n', '\r\n'),
        async (text, how, before, behind, eol) => {
          const { style, after } = how;
          const indent = style === '|2-' ? 2 : how.indent;
          const kept = style === '|2-' || style === '|-' ? text.trimEnd() : text.endsWith('\n') ? text : `${text}\n`;
          const value = style.startsWith('"')
            ? `${JSON.stringify(text)}${style === '"#' ? ' # c' : ''}\n`
            : `${style}\n${indented(kept, 2 + indent)}${kept.endsWith('\n') ? '' : '\n'}`;
          const head = `# first\nkind: ConfigMap\nmetadata: {name: &n fb, labels: {x: *n}}\ndata:\n${distinct(before, 'b').join('')}  `;
          const foot = `${after}${distinct(behind, 'z').join('')}---\nkind: Other\nspec: [ a,b ]   \n`;
          const crlf = (one: string) => one.replaceAll('\n', eol);
          const result = await migrateText(crlf(`${head}fluent-bit.conf: ${value}${foot}`));
          expect(result.startsWith(`${crlf(head)}fluent-bit.yaml: `)).toBe(true);
          expect(result.endsWith(crlf(foot))).toBe(true);
          expect(result.replaceAll('\r\n', '').includes('\r')).toBe(false);
          if (eol === '\r\n') expect(/(?<!\r)\n/.test(result)).toBe(false);
          const [converted] = (await convert(text, { from: 'classic' })).outputs;
          const first = result.split(/^---$/m)[0]?.replaceAll('{{x}}', 'x').replaceAll('\r\n', '\n') ?? '';
          const { data } = load(first) as { data: Record<string, string> };
          expect(data['fluent-bit.yaml']?.trimEnd()).toBe(converted?.text.trimEnd());
        },
      ),
      { numRuns: tries(300, 20_000) },
    ));

  it.each([
    [
      'one key of two',
      'data: {a: 1, fluent-bit.conf: "[INPUT]\\n  name dummy\\n", b: 2}',
      'data: {a: 1, fluent-bit.yaml: "pipeline:\\n  inputs:\\n    - name: dummy\\n", b: 2}',
    ],
    [
      'JSON',
      '{"kind":"ConfigMap","data":{"fluent-bit.conf":"[INPUT]\\n name dummy\\n"}}',
      '{"kind":"ConfigMap","data":{"fluent-bit.yaml":"pipeline:\\n  inputs:\\n    - name: dummy\\n"}}',
    ],
    [
      'a folded text',
      'data:\n  fluent-bit.conf: >\n    [INPUT]\n      name dummy\n\n  z: 1',
      'data:\n  fluent-bit.yaml: |\n    pipeline:\n      inputs:\n        - name: dummy\n\n  z: 1',
    ],
    [
      'a quoted key',
      'data:\n  "fluent-bit.conf": |\n    [INPUT]\n      name dummy',
      'data:\n  "fluent-bit.yaml": |\n    pipeline:\n      inputs:\n        - name: dummy',
    ],
    [
      'no final newline',
      'data:\n  fluent-bit.conf: |-\n    [INPUT]\n      name dummy',
      'data:\n  fluent-bit.yaml: |-\n    pipeline:\n      inputs:\n        - name: dummy',
    ],
  ])('keeps its form: %s', async (_, before, after) => {
    const head = before.startsWith('{') ? '' : 'kind: ConfigMap\n';
    expect(await migrateText(head + before)).toBe(head + after);
  });
});

/** No key twice. */
function distinct(entries: readonly string[], prefix: string): string[] {
  return entries.map((entry, i) => entry.replace(/^ {2}(['"]?)(?=[\w.' ]+:)/, `  $1${prefix}${i}`));
}
