import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answersFile, askAll, questions } from './answers.js';

describe('the language server', () => {
  it('answers each question about golden files as it did, in all words', async () => {
    expect(Object.values(questions).flat().length).toBeGreaterThanOrEqual(40);
    expect(JSON.parse(await askAll())).toEqual(JSON.parse(readFileSync(answersFile, 'utf8')));
  });
});
