import { describe, expect, it } from 'vitest';
import { atof, atoi, bytesOf, secondsOf } from '../../src/engine/c-numbers.js';

describe('numbers as the engine reads them (I-23)', () => {
  it.each([
    ['12', 12],
    [' +7x', 7],
    ['-3.9', -3],
    ['0x10', 0],
    ['', 0],
    ['x', 0],
    ['2147483648', -2147483648],
    ['0000000000000000000000012', 12],
    ['4611686018427387905', 1],
    ['99999999999999999999', -1],
    ['-99999999999999999999', 0],
    ['9999999999999999999', -1],
  ])('atoi %j is %d', (text, number) => {
    expect(atoi(text)).toBe(number);
  });

  it.each([
    ['1.5s', 1.5],
    ['.5', 0.5],
    ['-1e3x', -1000],
    ['0x10', 16],
    ['-0x10', -16],
    ['infinity', Infinity],
    ['nan', Number.NaN],
    ['x', 0],
    ['"5"', 0],
  ])('atof %j is %d', (text, number) => {
    expect(atof(text)).toBe(number);
  });

  it.each([
    ['5', 5],
    ['5k', 5000],
    ['5KB', 5000],
    ['1.5m', 1_500_000],
    ['2GB', 2_000_000_000],
    ['False', 0],
    ['x', 0],
    ['-1', -1],
    ['5 MB', undefined],
    ['5MiB', undefined],
    ['5B', undefined],
    ['5X', undefined],
    ['"5"', undefined],
    ['much', undefined],
  ])('the size %j has %s bytes', (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });

  it.each([
    ['5', 5],
    ['5s', 5],
    ['500ms', 500],
    ['5M', 300],
    ['2h', 7200],
    ['1d', 86_400],
    ['-1', -1],
    ['99999999999999999999', -1],
  ])('the time %j is %d seconds', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });
});
