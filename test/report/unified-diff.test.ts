import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/report/unified-diff.js';

const names = { from: 'a.yaml', to: 'b.yaml' };

function numbered(count: number, word = 'line'): string {
  return Array.from({ length: count }, (_, i) => `${word} ${i + 1}\n`).join('');
}

describe('a unified diff', () => {
  it('of equal texts is empty', async () => {
    expect(await unifiedDiff('a\n', 'a\n', names)).toBe('');
  });

  it('shows three lines around each change', async () => {
    const before = numbered(20);
    expect(await unifiedDiff(before, before.replace('line 5\n', 'line five\n').replace('line 18\n', ''), names)).toBe(`--- a.yaml
+++ b.yaml
@@ -2,7 +2,7 @@
 line 2
 line 3
 line 4
-line 5
+line five
 line 6
 line 7
 line 8
@@ -15,6 +15,5 @@
 line 15
 line 16
 line 17
-line 18
 line 19
 line 20
`);
  });

  it('of a new file begins at nothing', async () => {
    expect(await unifiedDiff('', 'a\nb\n', { from: '/dev/null', to: 'b.yaml' })).toBe(
      '--- /dev/null\n+++ b.yaml\n@@ -0,0 +1,2 @@\n+a\n+b\n',
    );
  });

  it('says where the last line has no end', async () => {
    const lines = (await unifiedDiff('a\nb', 'a\nc\n', names)).split('\n').slice(2);
    expect(lines).toEqual(['@@ -1,2 +1,2 @@', ' a', '-b', '\\ No newline at end of file', '+c', '']);
  });

  it('names files on one line each, whatever they are called', async () => {
    const diff = await unifiedDiff('', 'a\n', { from: '/dev/null', to: 'a\nb ü.yaml' });
    expect(diff.split('\n')[1]).toBe('+++ "a\\nb \\303\\274.yaml"');
  });

  it('shows no control characters', async () => {
    expect(await unifiedDiff('', 'a\x1b[31m\r\n', names)).toContain('\n+a·[31m·\n');
  });

  it('leads from one text to the other', async () => {
    const line = fc.constantFrom('a', 'b', 'c', '-', '+x', '\\', '');
    const text = fc.tuple(fc.array(line, { maxLength: 30 }), fc.boolean()).map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        expect(applyPatch(before, await unifiedDiff(before, after, names))).toBe(after);
      }),
    );
  });

  it('of large texts that share nothing is right', async () => {
    const [before, after] = [numbered(50_000, 'old'), `${numbered(50_000, 'new')}end`];
    const diff = await unifiedDiff(before, after, names);
    expect(applyPatch(before, diff)).toBe(after);
  });

  it('of large texts with few changes shows these only', async () => {
    const before = numbered(100_000);
    expect((await unifiedDiff(before, before.replace('line 500\n', 'x\n'), names)).split('\n')).toHaveLength(12);
  });
});

describe('secrets in a diff', () => {
  const secret = 'hunter2';

  it.each([
    ['classic', `    shared_key ${secret}\n`],
    ['YAML', `  http_passwd: ${secret}\n`],
    ['JSON', `{"host": "h", "token": "${secret}"}\n`],
    ['a value on the next line', `password:\n${secret}\n`],
    ['a block scalar', `  password: |\n    ${secret}\n\n    ${secret}\n`],
    ['a block scalar that names another secret', `  password: |\n    ${secret} token: x\n`],
    ['a long block scalar', `  password: |\n${`    ${secret}\n`.repeat(500)}`],
    ['a list at the indentation of its key', `tokens:\n- ${secret}\n- ${secret}\n`],
    ['a list of variables', `env:\n  - value: ${secret}\n    name: PASSWORD\n`],
  ])('are hidden: %s', async (_, text) => {
    for (const [before, after] of [
      ['', text],
      [text, ''],
      [text, text.replaceAll(secret, `${secret}3`)],
      [text, `${text}x: 1\n`],
      [text, text.replace(/\n$/, '\r\n')],
    ] as const) {
      const diff = await unifiedDiff(before, after, names);
      expect(diff).toMatch(/[-+ ].*\*\*\*/);
      expect(diff).not.toContain(secret);
    }
  });

  it('show that they changed', async () => {
    const diff = await unifiedDiff('[NODE]\n    shared_key a\n', '[NODE]\n    shared_key b\n', names);
    expect(diff).toContain(' [NODE]\n-    shared_key ***\n+    shared_key ***\n');
  });

  it('hide nothing of the lines behind them, however many there are', async () => {
    const lines = Array.from({ length: 500 }, (_, i) => `  - name: n${i}\n`).join('');
    const diff = await unifiedDiff('', `a:\n  password: x\nb:\n${lines}`, names);
    expect(diff).toContain('+  - name: n499\n');
    expect(diff.match(/\*\*\*/g)).toHaveLength(1);
  });
});
