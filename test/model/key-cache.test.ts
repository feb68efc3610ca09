import { expect, it } from 'vitest';
import { readConfig, writeConfig } from '../../src/index.js';
import { KeyCache } from '../../src/model/key-cache.js';

it('a cache forgets all when it is told to make room and is too full, and never before', () => {
  const cache = new KeyCache<number>();
  const names = Array.from({ length: 30_000 }, (_, i) => `key_${i}`);
  for (const [i, name] of names.entries()) cache.set(name, i);
  expect(names.every((name, i) => cache.get(name) === i)).toBe(true);
  cache.makeRoom();
  expect(cache.get('key_0')).toBeUndefined();
  cache.set('key_0', 1);
  cache.makeRoom();
  expect(cache.get('key_0')).toBe(1);
});

it('a key that comes again is noticed however many others stand between', async () => {
  const many = Array.from({ length: 30_000 }, (_, i) => `    key_${i} x\n`).join('');
  const filter = `[FILTER]\n    name mine\n    match *\n${many}    key_0 again\n`;
  const { config } = await readConfig(filter + filter, { from: 'classic' });
  const { text, diagnostics } = writeConfig(config);
  expect(text.match(/^ +Key_0: again$/gm)).toHaveLength(2);
  expect(diagnostics.map(({ code }) => code)).toEqual(['FLB308', 'FLB308']);
});
