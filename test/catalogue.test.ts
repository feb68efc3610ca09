import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tlsKeysWithoutTls } from '../src/check/tls.js';
import { type Definition, define } from '../src/diagnostics/define.js';
import { type Diagnostic as AnyDiagnostic, diagnostic, reportTo } from '../src/diagnostics/diagnostic.js';
import { severityIn } from '../src/diagnostics/severity.js';
import { codesPage } from '../src/explanation.js';
import { catalogue, checkConfig, convert, type Diagnostic, messageOf, readConfig } from '../src/index.js';
import { fileNotFound } from '../src/project/diagnostics.js';
import { definitionsList, listFile } from './golden/definitions-list.js';
import { versionsPage } from './golden/versions-page.js';

const span = { start: 0, end: 1 };
const definitions: Definition[] = Object.values(catalogue);

describe('the catalogue', () => {
  it('has each definition once, by code', () => {
    const codes = definitions.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(Object.keys(catalogue)).toEqual(codes);
    expect(new Set(definitions.map(({ name }) => name)).size).toBe(codes.length);
  });

  it.each(definitions.map((one) => [one.code, one] as const))('%s has a code, a name and a reason in plain sentences', (_, one) => {
    expect(one.code).toMatch(/^FLB[1-8]\d\d$/);
    expect(one.name).toMatch(/^[a-z\d]+(?:-[a-z\d]+)*$/);
    expect(one.why).toMatch(/^[A-Z].{20,250}\.$/);
    for (const fact of one.facts) expect(fact).toMatch(/^[A-Z]-\d+[a-z]?$/);
  });

  it.each(definitions.filter(({ example }) => example === undefined).map((one) => [one.code, one] as const))(
    '%s, which has no example, has a sample of all that its message shows',
    (_, { says, sample }) => {
      const { text, help = '' } = says(sample ?? {});
      expect(text + help).not.toContain('undefined');
    },
  );

  it('has every definition of the sources', () => {
    expect(readFileSync(listFile, 'utf8'), 'npm run golden:update writes it').toBe(definitionsList());
  });

  it('is what docs/codes.md is written from', async () => {
    const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'codes.md'), 'utf8');
    expect(page, 'npm run golden:update writes it').toBe(await codesPage());
  });

  it('and so is docs/versions.md from the table of forms', () => {
    const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'versions.md'), 'utf8');
    expect(page, 'npm run golden:update writes it').toBe(versionsPage());
  });
});

describe('a diagnostic', () => {
  it('is worded by its definition', () => {
    const one = diagnostic(tlsKeysWithoutTls, span, { key: 'tls.verify' });
    expect(one).toEqual({ code: 'FLB209', severity: 'warning', span, args: { key: 'tls.verify' } });
    expect(messageOf(JSON.parse(JSON.stringify(one)))).toEqual(tlsKeysWithoutTls.says({ key: 'tls.verify' }));
  });

  it('has the arguments of its definition: any other are errors of types', () => {
    const diagnostics: AnyDiagnostic[] = [];
    const report = reportTo(diagnostics);
    report(tlsKeysWithoutTls, span, { key: 'tls.verify' });
    report(fileNotFound, span, { path: 'a.conf', kind: 'include' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['FLB209', 'FLB501']);

    const wrong = () => {
      // @ts-expect-error an argument is missing
      report(tlsKeysWithoutTls, span, {});
      // @ts-expect-error an argument has another type
      report(tlsKeysWithoutTls, span, { key: 1 });
      // @ts-expect-error an argument that the definition does not know
      report(tlsKeysWithoutTls, span, { key: 'tls', value: 'on' });
      // @ts-expect-error the arguments of another definition
      diagnostic(tlsKeysWithoutTls, span, { path: 'a.conf', kind: 'include' });
      // @ts-expect-error a code is not a definition
      report('FLB209', span, { key: 'tls' });
      // @ts-expect-error a definition without a reason
      define({ code: 'FLB999', name: 'none', severity: 'error', facts: [], says: () => ({ text: '' }) });
    };
    expect(wrong).toBeTypeOf('function');
  });

  it('tells the types of its arguments by its code', async () => {
    const { diagnostics } = await convert('# a\n[UPSTREAM]\n    name u\n', { to: 'json' });
    const lines = diagnostics.map((one: Diagnostic) => (one.code === 'FLB303' ? one.args.lines + 0 : undefined));
    expect(lines).toContain(1);
    // @ts-expect-error no such code
    const isUnknown = diagnostics.some(({ code }) => code === 'FLB999');
    expect(isUnknown).toBe(false);
  });
});

describe('the severity', () => {
  it('depends on what is done', () => {
    const { FLB202: node, FLB205: upstreams, FLB303: comments, FLB209: tls, FLB104: key } = catalogue;
    const weights = [node, upstreams, comments, tls, key].map((one) =>
      (['check', 'convert', 'strict', 'stay'] as const).map((purpose) => severityIn(purpose, one)),
    );
    expect(weights).toEqual([
      ['error', 'warning', 'error', 'warning'],
      ['error', 'off', 'error', 'warning'],
      ['warning', 'warning', 'error', 'warning'],
      ['warning', 'warning', 'warning', 'warning'],
      ['error', 'error', 'error', 'warning'],
    ]);
  });

  it.each(definitions.filter(({ code }) => code.startsWith('FLB2')).map((one) => [one.code, one] as const))(
    '%s, which tells what Fluent Bit does, stops no conversion',
    (_, one) => expect(severityIn('convert', one)).not.toBe('error'),
  );

  it('is the same of a configuration, whether it is checked or converted, save for that', async () => {
    const { config } = await readConfig('[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n', { from: 'classic' });
    const found = [checkConfig(config), checkConfig(config, { purpose: 'convert' })].map((all) =>
      all.map((one) => [one.code, one.severity]),
    );
    expect(found).toEqual([[['FLB202', 'error']], [['FLB202', 'warning']]]);
  });
});
