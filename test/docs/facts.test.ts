import { describe, expect, it } from 'vitest';
import { cases, pairs } from '../support/engine/cases.js';
import { projectTexts, textOf } from '../support/project-texts.js';

const facts = textOf('docs/engine.md');

/** A fact begins with its id: as a heading, or in the first cell of a row. */
const defined = [...facts.matchAll(/^(?:### (\S+)|\| ([A-Z]-\d+[a-z]?) \|.*)$/gm)].map(([, heading, cell]) => heading ?? cell);
const ids = new Set(defined);

/** All that looks like an id, whose letter some fact has. */
const citation = new RegExp(String.raw`\b[${[...new Set(defined.map((id = '') => id[0]))].join('')}]-\d+[a-z]?\b`, 'g');

describe('the facts about the engine', () => {
  it('have an id each', () => {
    expect(defined.filter((id) => !/^[A-Z]-\d+[a-z]?$/.test(id ?? ''))).toEqual([]);
    expect(defined.filter((id, i) => defined.indexOf(id) !== i)).toEqual([]);
    expect(ids.size).toBeGreaterThan(150);
  });

  it('are there wherever one is cited', () => {
    const cited = projectTexts.flatMap((path) => [...textOf(path).matchAll(citation)].map(([id]) => ({ path, id })));
    expect(cited.length).toBeGreaterThan(500);
    expect(cited.filter(({ id }) => !ids.has(id)).map(({ path, id }) => `${path} cites ${id}`)).toEqual([]);
  });

  it('name recorded readings that are there', () => {
    const names = cases.map(({ name }) => name);
    const bracketed = [...facts.matchAll(/\[([cyu]-[^\]\s]+)\]/g)].map(([, name = '']) => name);
    expect(bracketed.length).toBeGreaterThan(150);
    const isThere = (name: string) => names.some((one) => (name.endsWith('*') ? one.startsWith(name.slice(0, -1)) : one === name));
    expect(bracketed.filter((name) => !isThere(name))).toEqual([]);
  });

  it('name pairs that are there', () => {
    const named = [...facts.matchAll(/[Pp]airs? ((?:`[\w*-]+`(?:, )?)+)/g)].flatMap(([, list = '']) => list.match(/[\w*-]+/g) ?? []);
    expect(named.length).toBeGreaterThan(15);
    const isThere = (name: string) =>
      pairs.some((one) => (name.endsWith('*') ? one.name.startsWith(name.slice(0, -1)) : one.name === name));
    expect(named.filter((name) => !isThere(name))).toEqual([]);
  });
});
