import { expect, it } from 'vitest';
import { fileNames } from '../../src/split/take-apart.js';

it('numbers equal names from 2 on', () => {
  expect(fileNames(['a', 'b', 'a', 'a'], '.yaml')).toEqual(['a.yaml', 'b.yaml', 'a-2.yaml', 'a-3.yaml']);
});

it('takes names that differ in case for equal', () => {
  expect(fileNames(['a', 'A', 'a', 'A'], '')).toEqual(['a', 'A-2', 'a-3', 'A-4']);
});

it('skips numbers that another name ends in already', () => {
  expect(fileNames(['a-2', 'a', 'A', 'a', 'a-2'], '')).toEqual(['a-2', 'a', 'A-3', 'a-4', 'a-2-2']);
  expect(fileNames(['a', 'a', 'a-2', 'a-2', 'a'], '')).toEqual(['a', 'a-2', 'a-2-2', 'a-2-3', 'a-3']);
});

it('keeps letters, digits, dots, underscores and dashes only, and no name empty', () => {
  expect(fileNames(['../etc/passwd', 'über uns', '...', ''], '.conf')).toEqual([
    'etc-passwd.conf',
    'ber-uns.conf',
    'upstream.conf',
    'upstream-2.conf',
  ]);
});
