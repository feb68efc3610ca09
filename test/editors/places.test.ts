import { describe, expect, it } from 'vitest';
import { hoverAt } from '../../src/editors/hover.js';
import { placeAt } from '../../src/editors/places/index.js';

/** What is typed where the `|` stands, and the text that it would take the place of. */
function at(marked: string, format: 'classic' | 'yaml') {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const place = placeAt(text, offset, format);
  if (place === undefined) return undefined;
  const { span, ...rest } = place;
  const facts = 'present' in rest ? { ...rest, present: [...rest.present].sort() } : rest;
  return { ...facts, text: text.slice(span.start, span.end) };
}

const tail = { holder: 'input', plugin: 'tail' };

describe('a place of YAML', () => {
  it.each([
    [
      'a key of a plugin',
      'pipeline:\n  inputs:\n    - name: tail\n      pa|th: x\n',
      { what: 'key', key: 'path', text: 'path', present: ['name'] },
    ],
    ['before its name', 'pipeline:\n  inputs:\n    - pa|\n      name: tail\n', { what: 'key', key: 'pa', text: 'pa', present: ['name'] }],
    ['on an empty line', 'pipeline:\n  inputs:\n    - name: tail # mine\n      |\n', { what: 'key', text: '', present: ['name'] }],
    ['lists at the column of their key', 'pipeline:\n  inputs:\n  - name: tail\n    |\n', { what: 'key', text: '', present: ['name'] }],
    [
      'below comments and another item',
      'pipeline:\n  inputs: # all\n    # c\n    - name: cpu\n    - name: tail\n\n      # c\n      |',
      { what: 'key', text: '' },
    ],
    ['a key in camel case', 'pipeline:\n  inputs:\n    - name: "tail"\n      readFrom|Head: x\n', { what: 'key', key: 'read_from_head' }],
    ['a value', 'pipeline:\n  inputs:\n    - name: tail\n      tag: a|b # c\n', { what: 'value', key: 'tag', text: 'ab' }],
    ['a value that is not there yet', 'pipeline:\n  inputs:\n    - name: tail\n      tag: |\n', { what: 'value', key: 'tag', text: '' }],
  ])('%s', (_, marked, expected) => expect(at(marked, 'yaml')).toMatchObject({ ...tail, ...expected }));

  it.each([
    ['the top', 'pip|', { what: 'name', text: 'pip' }],
    ['below pipeline', 'pipeline:\n  |\n', { what: 'name', names: ['inputs', 'filters', 'outputs'] }],
    ['a new item', 'pipeline:\n  inputs:\n    |\n', { what: 'key', startsItem: true, holder: 'input' }],
    ['the service', 'service:\n  flush: 1\n  |', { what: 'key', startsItem: false, holder: 'service', present: ['flush'] }],
    ['a node', 'upstream_servers:\n  - name: u\n    nodes:\n      - na|me: n\n', { what: 'key', holder: 'node' }],
    ['a multiline rule', 'multiline_parsers:\n  - rules:\n      - state: a\n        re|\n', { what: 'key', holder: 'rule' }],
    ['within processors', 'pipeline:\n  inputs:\n    - processors:\n        |\n', { what: 'name', names: ['logs', 'metrics', 'traces'] }],
    [
      'a processor',
      'pipeline:\n  outputs:\n    - processors:\n        logs:\n          - name: sql\n            |\n',
      { what: 'key', holder: 'processor', plugin: 'sql' },
    ],
    ['in a document of several', 'service:\n  flush: 1\n---\nparsers:\n  - na|\n', { what: 'key', holder: 'parser' }],
    ['names in other cases', 'Pipeline:\n  Inputs:\n    - Name: tail\n      |\n', { ...tail }],
  ])('%s', (_, marked, expected) => expect(at(marked, 'yaml')).toMatchObject(expected));

  it.each([
    ['a comment', '# pip|\n'],
    ['flow style', 'pipeline: {in|puts: []}\n'],
    ['a text of several lines', 'pipeline:\n  filters:\n    - name: lua\n      code: |-\n        function f|\n'.replace('|-', '>-')],
    ['directly behind a colon', 'service:\n  flush:|\n'],
    ['a map that is not known', 'x-mine:\n  |\n'],
    ['below a value', 'service:\n  flush: 1\n    |\n'],
  ])('none: %s', (_, marked) => expect(at(marked, 'yaml')).toBeUndefined());
});

describe('a place of classic', () => {
  it.each([
    ['a header', '[IN|PUT]\n', { what: 'section', text: 'INPUT' }],
    ['a header that is not closed', '[IN|', { what: 'section', text: 'IN' }],
    ['an empty line', '[INPUT]\n    name tail\n\n|', { what: 'section', text: '' }],
    ['a command', '@INC|LUDE x\n', { what: 'command', text: '@INCLUDE' }],
    ['a key', '[INPUT]\n    name tail\n    pa|th x\n', { what: 'key', key: 'path', text: 'path', ...tail, present: ['name'] }],
    ['before its name', '[INPUT]\n    |\n    Name tail\n[FILTER]\n    name lua\n', { what: 'key', text: '', ...tail }],
    ['a value', '[INPUT]\n    name tail\n    Tag   a|b  \n', { what: 'value', key: 'tag', text: 'ab', ...tail }],
    ['a value that is not there yet', '[FILTER]\r\n    name |\r\n', { what: 'value', key: 'name', text: '', holder: 'filter' }],
    ['an abbreviated section', '[SERV]\n    fl|', { what: 'key', holder: 'service' }],
  ])('%s', (_, marked, expected) => expect(at(marked, 'classic')).toMatchObject(expected));

  it.each([
    ['a comment', '[INPUT]\n    # na|\n'],
    ['above all sections', '    na|\n'],
    ['behind a header', '[INPUT] |\n'],
    ['the path of an include', '@INCLUDE x|\n'],
  ])('none: %s', (_, marked) => expect(at(marked, 'classic')).toBeUndefined());
});

describe('on hover', () => {
  it.each(['constructor', '__proto__', 'toString'])('nothing is known of %s', (name) => {
    for (const [text, format] of [
      [`${name}: 1\n`, 'yaml'],
      [`pipeline:\n  ${name}: 1\n`, 'yaml'],
      [`pipeline:\n  inputs:\n    - name: ${name}\n`, 'yaml'],
      [`pipeline:\n  inputs:\n    - ${name}: 1\n`, 'yaml'],
      [`[${name}]\n`, 'classic'],
      [`[INPUT]\n    ${name} 1\n`, 'classic'],
    ] as const) {
      const place = placeAt(text, text.indexOf(name) + 1, format);
      expect(place && hoverAt(place, text)).toBeUndefined();
    }
  });
});
