import { readFileSync } from 'node:fs';

/** The example of the Fluent Bit documentation. */
export const example = golden('documentation');

/** A main file as it is in a cluster, of 200 lines. */
export const mainFile = golden('main-file');

function golden(subject) {
  return readFileSync(new URL(`../../golden/classic/${subject}/input.conf`, import.meta.url), 'utf8');
}

/** Its sections from the first input on. */
const plugins = mainFile.slice(mainFile.indexOf('[INPUT]')).split(/\n\n(?=\[)/);

/** A main file of many sections: those of the main file again and again, under tags of their own. */
export function manySections(count) {
  const sections = many(count, (i) => plugins[i % plugins.length].replace(/^( +Match +)(\w+)/m, `$1$2-${i}`));
  return `[SERVICE]\n    Flush 1\n\n${sections.join('\n\n')}\n`;
}

/** An upstream of many nodes like the example's larger one, in classic text. */
export function manyNodes(count) {
  const nodes = Array.from({ length: count }, (_, i) => {
    const lines = [
      '[NODE]',
      `    name       node-${i}`,
      `    host       10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
      `    port       ${1024 + (i % 60000)}`,
      '    tls        on',
      '    tls.verify off',
      `    shared_key secret-${i}`,
    ];
    return `${lines.join('\n')}\n`;
  });
  return `[UPSTREAM]\n    name forward-balancing\n\n${nodes.join('\n')}`;
}

const million = 1_000_000;

/**
 * What a node may be full of: the lines of a node, `size` of something, in each of the spellings where that can be said.
 * A line is a key with its value, or a text that stands as it is (a comment, a fault).
 */
const shapes = [
  { name: 'different keys', size: 40_000, lines: (size) => many(size, (i) => [`key_${i}`, 'value']) },
  { name: 'equal keys', size: 40_000, lines: (size) => many(size, () => ['key', 'value']) },
  { name: 'keys with three faults', size: 40_000, lines: (size) => many(size, () => ['tls.verify', 'maybe']) },
  { name: 'blanks in a value', size: 100_000, lines: (size) => [['key', `a${' '.repeat(size)}b`]] },
  { name: 'characters in a value', size: 30 * million, lines: (size) => [['key', 'v'.repeat(size)]], only: ['classic'] },
  { name: 'characters in a value', size: 50 * million, lines: (size) => [['key', 'v'.repeat(size)]], not: ['classic'] },
  { name: 'quotes in a value', size: 5 * million, lines: (size) => [['key', `'${'"'.repeat(size)}`]] },
  { name: 'characters in a key', size: 100_000, lines: (size) => [['k'.repeat(size), 'value']], not: ['flow YAML'] },
  { name: 'comments', size: 100_000, lines: (size) => many(size, (i) => `# comment ${i}`), only: ['classic', 'YAML'] },
  { name: 'blank lines', size: 100_000, lines: (size) => many(size, () => ''), only: ['classic', 'YAML'] },
  { name: 'comments behind values', size: 10_000, lines: (size) => many(size, (i) => [`key_${i}`, 'v # w']), only: ['classic', 'YAML'] },
  { name: 'faulty lines', size: 40_000, lines: (size) => many(size, () => 'key\tvalue'), only: ['classic'] },
  { name: 'faulty lines', size: 40_000, lines: (size) => many(size, (i) => `key_${i}: []`), only: ['YAML', 'flow YAML'] },
  { name: 'faulty lines', size: 40_000, lines: (size) => many(size, (i) => `"key_${i}": []`), only: ['JSON', 'one-line JSON'] },
  { name: 'aliases', size: 4000, lines: (size) => many(size, (i) => `key_${i}: *a`), only: ['YAML'] },
  { name: 'carriage returns', size: 100_000, lines: (size) => [['key', `a${'\r'.repeat(size)}b`]], only: ['classic'] },
  { name: 'NUL characters', size: 10_000, lines: (size) => [['key', `a${'\0'.repeat(size)}b`]], only: ['classic'] },
];

/** How the lines of a node become a file. */
const spellings = [
  { name: 'classic', from: 'classic', text: (lines) => `[UPSTREAM]\n    name u\n\n[NODE]\n${block(lines, '    ', ' ')}` },
  {
    name: 'YAML',
    from: 'yaml',
    text: (lines) => `upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n${block(lines, '        ', ': ', yamlText)}`,
  },
  {
    name: 'flow YAML',
    from: 'yaml',
    text: (lines) => `upstream_servers: [{name: u, nodes: [{${joined(lines, ', ', ': ', yamlText)}}]}]\n`,
  },
  {
    name: 'JSON',
    from: 'json',
    text: (lines) => `{"upstream_servers": [{"name": "u", "nodes": [{\n${joined(lines, ',\n', ': ', JSON.stringify)}\n}]}]}\n`,
  },
  {
    name: 'one-line JSON',
    from: 'json',
    text: (lines) => `{"upstream_servers": [{"name": "u", "nodes": [{${joined(lines, ', ', ': ', JSON.stringify)}}]}]}\n`,
  },
];

/** Every shape in every spelling that has it. */
const fullNodes = shapes.flatMap(({ name, size, lines, only, not }) =>
  spellings
    .filter((spelling) => (only?.includes(spelling.name) ?? true) && !not?.includes(spelling.name))
    .map((spelling) => ({
      name: `${size.toLocaleString('en')} ${name}, ${spelling.name}`,
      size,
      from: spelling.from,
      text: (size) => spelling.text(lines(size)),
    })),
);

/** Files of many upstreams, each with a node. */
const manyUpstreams = [
  { from: 'classic', head: '', upstream: '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host h\n    port 1\n' },
  { from: 'yaml', head: 'upstream_servers:\n', upstream: '  - name: u\n    nodes:\n      - {name: n, host: h, port: 1}\n' },
].map(({ from, head, upstream }) => ({
  name: `20,000 upstreams, ${from}`,
  size: 20_000,
  from,
  text: (size) => head + upstream.repeat(size),
}));

/** Sections of plugins, full of one thing. */
const fullPlugins = [
  { name: 'equal keys in a filter', head: '    Name record_modifier\n', line: (i) => `    Record key_${i} value\n` },
  {
    name: 'equal keys among others',
    head: '    Name grep\n',
    line: (i) => (i % 2 ? `    Regex key_${i} x\n` : `    Exclude key_${i} y\n`),
  },
  { name: 'rules', head: '    Name rewrite_tag\n', line: (i) => `    Rule $log ^x${i} new.${i} false\n` },
  { name: 'unknown keys', head: '    Name stdout\n', line: (i) => `    key_${i} value\n` },
].map(({ name, head, line }) => ({
  name: `10,000 ${name}, classic`,
  size: 10_000,
  from: 'classic',
  text: (size) => `[FILTER]\n${head}${many(size, line).join('')}`,
}));

/** Files of many sections of one kind. */
const manyOfAKind = [
  ['includes', (i) => `@INCLUDE part-${i}.conf\n[INPUT]\n    name dummy\n`],
  ['services', (i) => `[SERVICE]\n    key_${i} value\n`],
  ['parsers', (i) => `[PARSER]\n    name p${i}\n    format json\n`],
  ['multiline parsers', (i) => `[MULTILINE_PARSER]\n    name m${i}\n    type regex\n    rule "start_state" "/^a/" "cont"\n`],
  ['unknown sections', () => '[OTHER]\n    key value\n'],
].map(([name, section]) => ({
  name: `4,000 ${name}, classic`,
  size: 4000,
  from: 'classic',
  text: (size) => many(size, section).join(''),
}));

/** What a file may have very much of. */
export const awkward = [...fullNodes, ...manyUpstreams, ...fullPlugins, ...manyOfAKind];

function many(count, line) {
  return Array.from({ length: count }, (_, i) => line(i));
}

function block(lines, margin, separator, written = String) {
  return lines.map((line) => `${line === '' ? '' : margin}${lineText(line, separator, written)}\n`).join('');
}

function joined(lines, comma, separator, written) {
  return lines.map((line) => lineText(line, separator, written)).join(comma);
}

function lineText(line, separator, written) {
  return typeof line === 'string' ? line : line.map(written).join(separator);
}

/** Plain, as far as a short look can tell that it may be. */
function yamlText(text) {
  return /^[\w.]{0,100}(?: # w)?$/.test(text) ? text : JSON.stringify(text);
}
