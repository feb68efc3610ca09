import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lastReleases } from '../../src/engine/versions/releases.js';

/** A table of src/engine, as it is in its file. */
function tableIn(file: string) {
  return JSON.parse(readFileSync(`src/engine/${file}`, 'utf8'));
}

it('the tables are of the releases that are known, those without a version of the newest', () => {
  expect(tableIn('versions/plugins.json').versions).toEqual(lastReleases);
  expect(tableIn('plugins.json').fluent_bit).toBe(lastReleases.at(-1));
});
