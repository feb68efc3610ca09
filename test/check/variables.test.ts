import { describe, expect, it } from 'vitest';
import { said } from '../support/checked.js';

const dummy = (value: string) => `[INPUT]\n    name  dummy\n    dummy ${value}\n`;

describe('a variable', () => {
  it.each([
    [`{"a":{},"h":"\${H}"}`, 'nothing expanded'],
    [`\${A}{}\${A}`, 'text lost'],
    [`a\${A}b\${C`, 'text lost'],
  ])('is not expanded as it looks: %s (E-5)', async (value, loss) => {
    expect(await said(dummy(value))).toEqual([`FLB243 warning dummy ${loss}`]);
  });

  it.each([`{"h":"\${H}"}`, `{"a":"\${A}","b":"\${B}"}`, `\${X:-d}`, `\${X:-}`, `\${A}}`, `a\${A`, '$A {} }', `\${A B}`, `\${a.b}`])(
    'is expanded: %s',
    async (value) => {
      expect(await said(dummy(value))).toEqual([]);
    },
  );

  it.each([`\${Z-d}`, `\${Z:=d}`, `\${Z:?d}`, `\${Z=d}`, `\${Z:d}`])('has a default behind :- alone: %s (E-3)', async (value) => {
    expect(await said(dummy(value))).toEqual(['FLB244 warning dummy Z']);
  });

  it('may have such a name if the file sets it', async () => {
    expect(await said(`@SET my-name=x\n${dummy(`\${my-name}`)}`)).toEqual([]);
  });

  it('is not expanded in stream tasks and in paths of plugins (E-6)', async () => {
    expect(await said(`stream_processor:\n  - {name: a, exec: "SELECT \${A}"}\nplugins:\n  - /lib/\${B}.so\n`)).toEqual([
      'FLB215 warning exec a stream task',
      'FLB215 warning path plugins',
    ]);
  });

  it('never shows its default, which may be a secret', async () => {
    const text = `[OUTPUT]\n    name forward\n    shared_key \${A-hunter2}\n`;
    expect(await said(text)).toEqual(['FLB244 warning shared_key ***']);
  });
});
