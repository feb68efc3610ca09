import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig, SourceFile } from '../../src/index.js';
import { checkFile } from '../../src/project/check/check-file.js';
import { formatJunit } from '../../src/report/junit.js';

/** A text or a value of ours: XML's own characters as references, and none that XML 1.0 has no form for. */
const plain = '(?:[^<>&"\'\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\ud800-\\udfff\\ufffe\\uffff]|&(?:amp|lt|gt|quot|apos);)*';
const attributes = `(?: [a-z]+="${plain}")*`;
const element = (name: string, content: string) => `<${name}${attributes}>${content}</${name}>`;
const testcase = `\\s*(?:<testcase${attributes}/>|${element('testcase', `\\s*(?:${element('failure', plain)}|${element('system-out', plain)})\\s*`)})`;
const document = new RegExp(
  `^<\\?xml version="1.0" encoding="UTF-8"\\?>\\n${element('testsuites', `(?:\\s*${element('testsuite', `(?:${testcase})*\\s*`)})*\\s*`)}\\n$`,
  'u',
);

const odd = fc.constantFrom(
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '\0',
  '\x01',
  '\x1b[31m',
  '\x7f',
  '\u202e',
  '\ufffe',
  '\uffff',
  '😀',
  'a',
  ' ',
  '\t',
  '\r',
  '&amp;',
);
const texts = fc.array(odd, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));

describe('the JUnit form', () => {
  it('is well-formed XML whatever names and values hold', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, async (name, value) => {
        const reading = await readConfig(`[SERVICE]\n    flush 1\n    ${value} ${value}\n    ${value} x\n[NODE]\n    name\t${value}\n`, {
          fileName: name,
          from: 'classic',
        });
        expect(formatJunit([checkFile(reading)])).toMatch(document);
      }),
    );
  });

  it('has a case that passes for a file without diagnostics', () => {
    expect(formatJunit([{ source: new SourceFile('a&b', ''), diagnostics: [] }])).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="flb-convert" tests="1" failures="0" errors="0">\n  <testsuite name="a&amp;b" tests="1" failures="0" errors="0">\n    <testcase name="check" classname="a&amp;b"/>\n  </testsuite>\n</testsuites>\n',
    );
  });
});
