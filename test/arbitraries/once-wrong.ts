import type { Config, Property, Section } from '../../src/index.js';
import type { Nested } from '../../src/model/nested.js';

/** A processor whose first key stands below a comment. */
const processorsWithComment: Nested = {
  type: 'map',
  entries: [
    {
      key: 'logs',
      value: {
        type: 'list',
        items: [{ value: { type: 'map', entries: [{ key: 'name', value: { type: 'list', items: [] }, comments: ['# -'] }] } }],
      },
    },
  ],
};

/** Configurations that did not come back, or were refused, as random ones showed: tried first ever since. */
export const onceWrong: readonly Config[] = [
  // Two texts under a key where a list is no repeated key (Y-46).
  of({ kind: 'filter', properties: texts(['name', 'record_modifier'], ['routes', '/'], ['routes', '/']) }),
  // A rule that classic cannot write with its last text in quotes (M-7).
  of({ kind: 'multiline_parser', properties: texts(['rule', '"start_state" "/a/" "next state\\']) }),
  // Line ends that are no blanks, and blanks that are none of C's.
  of({ kind: 'stream_task', properties: texts(['name', 'a\nb'], ['exec', 'SELECT a\u00a0\nFROM x;']) }),
  of({ kind: 'include', properties: texts(['include', '\u00a0']) }),
  // Names that no format can hold.
  of({
    kind: 'extensions',
    properties: [{ key: 'a', value: '', nested: { type: 'map', entries: [{ key: '\0', value: { type: 'scalar', text: 'x' } }] } }],
  }),
  of({ kind: 'other', name: '\0', properties: [] }),
  of({ kind: 'other', name: 'x\ud800', properties: [] }),
  of({ kind: 'service', properties: texts(['a', 'x']), comments: ['# \ud800'] }),
  // Comments above, within and below what is empty.
  of({ kind: 'input', properties: [], comments: ['# a'] }, { kind: 'input', properties: [], comments: ['# b'] }),
  of({ kind: 'upstream', properties: texts(['name', 'u']), sections: [{ kind: 'node', properties: [], comments: ['# a'] }] }),
  of({ kind: 'upstream', properties: texts(['name', 'u']), end: ['# a'] }),
  of({ kind: 'upstream', properties: [], comments: ['# a'] }),
  of({ kind: 'plugins', properties: texts(['path', '/a']) }, { kind: 'plugins', properties: [], comments: ['# a'] }),
  of({ kind: 'service', properties: [{ key: 'telemetry', value: '', nested: { type: 'map', entries: [] } }], end: ['# a'] }),
  // Comments that look like the dash of an item, or stand below a text of several lines.
  of({ kind: 'input', properties: [...texts(['name', 'x']), { key: 'processors', value: '', nested: processorsWithComment }] }),
  of({ kind: 'stream_task', properties: [...texts(['exec', 'SELECT a\nFROM x;']), { key: 'name', value: 'x', comments: ['# a'] }] }),
];

function of(...sections: Section[]): Config {
  return { sections };
}

function texts(...pairs: [key: string, value: string][]): Property[] {
  return pairs.map(([key, value]) => ({ key, value }));
}
