import { describe, expect, it } from 'vitest';
import { drawnOf, expectedGraph, findGraphs } from './graphs.js';

describe('each case of a graph is drawn as its golden files say', () => {
  it.each(findGraphs())('%s', async (name) => {
    for (const [file, text] of await drawnOf(name)) {
      expect(text, file).toBe(expectedGraph(name, file));
      expect(text).not.toContain('hunter2');
    }
  });
});
