import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mentionFinder } from '../../src/mentions/index.js';

const directory = join(import.meta.dirname, 'files');

/** For each file, where it mentions what: `2 fluent-bit.conf`. */
const expected = new Map<string, Set<string>>();
for (const row of readFileSync(join(import.meta.dirname, 'expected.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)) {
  const [file = '', line, name] = row.split('\t');
  expected.set(file, (expected.get(file) ?? new Set()).add(`${line} ${name}`));
}

/** Where a variable has a value that only who knows the file's language would find: it stands for any name. */
const besides: Record<string, string[]> = { '13-playbook.yml': ['7 parsers.conf'] };

describe.each(['/repo', '/etc/fluent-bit', '/repo/docker/conf'])('old files in %s', (place) => {
  const find = mentionFinder([`${place}/fluent-bit.conf`, `${place}/parsers.conf`]);

  it.each(readdirSync(directory))('are found in %s at exactly these lines', (file) => {
    const mentions = find(`/repo/${file}`, readFileSync(join(directory, file)));
    const found = mentions.flatMap(({ line, files }) => files.map((path) => `${line} ${path.slice(place.length + 1)}`));
    expect([...new Set(found)].sort()).toEqual([...(expected.get(file) ?? []), ...(besides[file] ?? [])].sort());
  });
});
