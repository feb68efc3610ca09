import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkConfig, readConfig } from '../../src/index.js';
import { said } from '../support/checked.js';

describe('a section', () => {
  it.each([
    ['[FLITER]\n    name stdout\n', 'FLITER FILTER'],
    ['[PARSERS]\n    name a\n', 'PARSERS PARSER'],
    ['[ SERVICE ]\n    flush 1\n', ' SERVICE  SERVICE'],
    ['[FOO BAR]\n    a b\n', 'FOO BAR'],
    ['servce:\n  flush: 1\n', 'servce service'],
  ])('under a name that nothing reads is ignored (C-21, Y-2): %s', async (text, expected) => {
    expect(await said(text)).toEqual([`FLB221 warning ${expected}`]);
  });

  it('is ignored without a word if its name says so', async () => {
    expect(await said('x-common:\n  a: b\nservice:\n  flush: 1\n')).toEqual([]);
  });

  it('of a stream task has a name and a query (M-8)', async () => {
    expect(await said('[STREAM_TASK]\n    name a\n')).toEqual(['FLB219 error a stream task exec']);
  });
});

describe('a main file', () => {
  it('sets variables that count, unlike an upstream file (U-12)', async () => {
    const upstream = 'upstream_servers:\n  - {name: u, nodes: [{name: n, host: h, port: 1}]}\n';
    expect(await said(`env: {A: b}\n${upstream}`)).toEqual(['FLB216 warning A']);
    expect(await said(`env: {A: b}\n${upstream}service: {flush: 1}\n`)).toEqual([]);
  });

  it.each(['[SERVICE]\n    flush 1\n', '[INPUT]\n    name dummy\n', '[PARSER]\n    name a\n    format json\n', '@INCLUDE a.conf\n'])(
    'needs no upstream: %s',
    async (text) => {
      expect(await said(text)).toEqual([]);
    },
  );

  it.each(['', '# nothing\n', '@SET A=b\n'])('may hold no section: %j (I-7)', async (text) => {
    expect(await said(text)).toEqual([]);
  });
});

describe('what Fluent Bit loads', () => {
  const pairs = join(import.meta.dirname, '..', 'engine', 'pairs');
  const files = readdirSync(pairs, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:conf|yaml)$/.test(file));

  it.each(files)('has no errors: %s', async (file) => {
    const { config } = await readConfig(readFileSync(join(pairs, file)), { fileName: file });
    // Loaded, not started: a regular expression is compiled at the start, and \ alone is none.
    expect(checkConfig(config).filter(({ severity, code }) => severity === 'error' && code !== 'FLB249')).toEqual([]);
  });
});
