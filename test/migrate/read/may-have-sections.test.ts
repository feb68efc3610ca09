import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/convert.js';
import { mayHaveSections } from '../../../src/migrate/read/may-have-sections.js';
import { isFluentBits } from '../../../src/project/is-fluent-bits.js';

const yamlFiles = readdirSync('golden', { recursive: true, encoding: 'utf8' })
  .map((name) => join('golden', name))
  .filter((name) => /\.(?:ya?ml|json)$/.test(name) && statSync(name).isFile());

describe('a look at a text in place of reading it', () => {
  it('passes over no golden file that the reader takes for Fluent Bit’s', async () => {
    const ours: string[] = [];
    for (const fileName of yamlFiles) if (isFluentBits(await readConfig(readFileSync(fileName), { fileName }))) ours.push(fileName);
    expect(ours.length).toBeGreaterThan(100);
    expect(ours.filter((name) => !mayHaveSections(readFileSync(name, 'utf8')))).toEqual([]);
  });

  it.each([
    ['pipeline:\n  inputs:\n    - name: cpu\n'],
    ['# a comment\n%YAML 1.2\n---\n  pipeline:\n    inputs:\n      - name: cpu\n'],
    ['\uFEFFservice:\r\n  flush: 1\r\n'],
    ['env:\n  A: b\nservice :\n  flush: 1\n'],
    ['"pipeline": {inputs: [{name: cpu}]}\n'],
    ["'PARSERS':\n  - name: one\n    format: json\n"],
    ['"pipe\\u006cine": {inputs: [{name: cpu}]}\n'],
    ['{"service": {"flush": "1"}}'],
    ['{ env: {A: b}, service: {flush: 1} }'],
    ['{"\\u0073ervice": {"flush": "1"}}'],
    ['--- {service: {flush: 1}}\n'],
    ['!!map\nservice:\n  flush: 1\n'],
    ['? service\n: flush: 1\n'],
    ['&a service:\n  flush: 1\n'],
    ['input:\n  name: cpu\n'],
    ['[SERVICE]\n    flush 1\n'],
    ['@INCLUDE a.conf\n'],
    ['{{- if .Values.a }}\npipeline:\n  inputs: []\n{{- end }}\n'],
    ['kind: a\n---\nservice:\n  flush: 1\n'],
  ])('says that it may be Fluent Bit’s: %j', (text) => {
    expect(mayHaveSections(text)).toBe(true);
  });

  it.each([
    ['apiVersion: v1\nkind: Service\nspec:\n  template:\n    service:\n      port: 1\n'],
    ['- pipeline: a\n- service: b\n'],
    ['on: push\njobs:\n  a:\n    env:\n      A: b\n    plugins: []\n'],
    ['{"name": "x", "scripts": {"a": "service"}}'],
    ['env:\n  A: b\n'],
    ['{{- if .Values.a }}\nkind: Deployment\nspec:\n  parsers: []\n{{- end }}\n'],
    [''],
    ['# only a comment\n'],
  ])('says that it is not: %j', (text) => {
    expect(mayHaveSections(text)).toBe(false);
  });
});
