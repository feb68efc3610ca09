import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/report/source-line.js';
import { patience, runs } from '../arbitraries/runs.js';
import { runIn } from '../support/run-in.js';
import { makeTempDir, removeTempDir } from '../support/temp-dir.js';

/** What a terminal may obey, or what turns around what people read. */
const odd = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

/** What GitHub Actions obeys in a log: at the beginning of a line, blanks before it aside, or anywhere. */
const command = /^\s*::|##\[/m;

const pieces = fc.constantFrom(
  ...['\x1b[31m', '\x1b]0;x\x07', '\x7f', '\x9b2J', '\u202e', '\u2066', '\u200f', '\u2028', '\ufeff', '\r', '\t', '\n', '\x01', '\u00ad'],
  ...['::error::x', '##[error]x', ' ', 'a', 'b.c', 'ü', '%', ',', "'", '"'],
);
const texts = fc.array(pieces, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const names = texts.filter((text) => !['.', '..'].includes(text));
const values = texts.map((text) => text.replace(/[\r\n]/g, '') || 'x');

/** All that is said, in every form: `[what, text]`. */
async function sayings(dir: string, files: Record<'classic' | 'yaml' | 'broken', string>): Promise<[string, string][]> {
  const said: [string, string][] = [];
  const say = async (argv: string[], isOutput = false) => {
    const { stdout, stderr } = await runIn(dir, argv);
    said.push([argv.join(' '), isOutput ? stderr : stdout + stderr]);
  };
  const all = Object.values(files);
  for (const form of ['pretty', 'json', 'github', 'sarif', 'junit']) await say(['check', '--format', form, '--', ...all]);
  for (const file of all) await say(['convert', '--to', 'json', '--strict', '--', file], true);
  for (const missing of [`${files.classic}x`, `${files.classic}/x`]) {
    await say(['check', '--', missing]);
    await say(['convert', '--', missing]);
    await say(['migrate', '--', missing]);
    await say(['convert', '-o', missing, '--', files.yaml]);
    await say(['migrate', '-d', `${missing}/y`, '--report', missing, '--', files.yaml]);
  }
  await say(['migrate', `--exclude=${files.yaml}z`, '.']);
  await say(['migrate', `--to=${files.classic}`, '.']);
  await say([`--${files.classic}`, `--${files.yaml}`]);
  await say(['check', `--format=${files.classic}`, '--', files.yaml]);
  for (const report of ['r.md', 'r.json', 'r.sarif']) {
    await say(['migrate', '--diff', '--report', report, '.', '--exclude', '/r.*']);
    said.push([report, readFileSync(join(dir, report), 'utf8')]);
    rmSync(join(dir, report));
  }
  await say(['migrate', '-d', 'out', '.']);
  return said;
}

describe('whatever names and values hold', { timeout: 6 * patience.timeout }, () => {
  it('nothing that is said commands a terminal or GitHub Actions', async () => {
    await fc.assert(
      fc.asyncProperty(names, values, values, async (name, key, value) => {
        const dir = makeTempDir();
        const files = { classic: `${name}.conf`, yaml: `${name}.yml`, broken: `${name}!.yaml` };
        writeFileSync(
          join(dir, files.classic),
          `[SERVICE]\n    flush 1\n    parsers_file ${value}\n@INCLUDE ${value}.conf\n# ${value}\n[OUTPUT]\n    name ${value}\n    ${key} 1\n    ${value}\n`,
        );
        writeFileSync(
          join(dir, files.yaml),
          `includes:\n  - ${JSON.stringify(value)}\npipeline:\n  inputs:\n    - name: dummy\n      ${JSON.stringify(key)}: ${JSON.stringify(value)}\n`,
        );
        writeFileSync(join(dir, files.broken), `pipeline:\n  outputs:\n    - name: |${value}\n      "x${value}: [\n${value}\n`);
        for (const [what, text] of await sayings(dir, files)) {
          expect(odd.exec(text)?.[0], what).toBeUndefined();
          if (!what.includes('github')) expect(command.exec(text)?.[0], what).toBeUndefined();
          else
            expect(
              text.split('\n').filter((line) => line !== '' && !/^::(?:error|warning|notice) file=/.test(line)),
              what,
            ).toEqual([]);
        }
        removeTempDir(dir);
      }),
      runs(25),
    );
  });
});

describe('a printable text', () => {
  it.each([
    ['a\x1b[31mb', 'a·[31mb'],
    ['\x7f\x9b\u202e\u2066\u200e\u2028\ufeff', '·······'],
    ['::error::x', '·:error::x'],
    [' \t::x', '  ·:x'],
    ['a::b', 'a::b'],
    ['a ##[group]b', 'a ·#[group]b'],
    ['# [b]', '# [b]'],
    ['a\tb', 'a b'],
  ])('%j is shown as %s', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});
