import { describe, expect, it } from 'vitest';
import { expectedOf, findMatchings, saidOf } from './matchings.js';

describe('each case of matching is checked as its golden file says', () => {
  it.each(findMatchings())('%s', async (name) => {
    expect(await saidOf(name)).toBe(expectedOf(name));
  });

  it('is one of at least 30', () => expect(findMatchings().length).toBeGreaterThan(30));
});
