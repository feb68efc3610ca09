import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMatchings, matchingFolder, startedWith } from '../golden/matchings.js';
import { runIn } from '../support/run-in.js';

const cases = findMatchings().flatMap((name) => startedWith(name).map((file) => ({ name, file })));

/** What an output says of itself that takes all, so far. */
const soFar = /an output without match and match_regex: it takes all records, but only until/;

describe('a graph marks the dead ends that check finds', () => {
  it.each(cases)('$name: $file', async ({ name, file }) => {
    const folder = join(matchingFolder, name);
    const checked = await runIn(folder, ['check', file, '--format', 'json']);
    const { diagnostics } = JSON.parse(checked.stdout) as { diagnostics: { code: string; message: string }[] };
    const found = diagnostics.filter(({ code, message }) => /^FLB(?:258|259|260)$/.test(code) && !soFar.test(message));
    const { stdout } = await runIn(folder, ['graph', file]);
    const [, dead = ''] = /^ {2}class (\S+) deadEnd$/m.exec(stdout) ?? [];
    expect(dead === '' ? [] : dead.split(',')).toHaveLength(found.length);
  });
});
