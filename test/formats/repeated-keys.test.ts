import { expect, it } from 'vitest';
import { readConfig, writeConfig } from '../../src/index.js';

it('a repeated key is noticed however many others stand between', async () => {
  const many = Array.from({ length: 30_000 }, (_, i) => `    key_${i} x\n`).join('');
  const filter = `[FILTER]\n    name mine\n    match *\n${many}    key_0 again\n`;
  const { config } = await readConfig(filter + filter, { from: 'classic' });
  const { text, diagnostics } = writeConfig(config);
  expect(text.match(/^ +Key_0: again$/gm)).toHaveLength(2);
  expect(diagnostics.map(({ code }) => code)).toEqual(['FLB308', 'FLB308']);
});
