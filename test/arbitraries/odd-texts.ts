import fc from 'fast-check';

/** Names that mean something to the engine or to one of the formats, or nearly do. */
const words = [
  ...['service', 'input', 'inputs', 'filter', 'filters', 'output', 'outputs', 'custom', 'customs', 'parser', 'parsers'],
  ...['multiline_parser', 'multiline_parsers', 'stream_processor', 'stream_task', 'plugins', 'plugin', 'upstream', 'upstreams'],
  ...['upstream_servers', 'node', 'nodes', 'env', 'include', 'includes', 'pipeline', 'extensions', 'extension', 'group', 'command'],
  ...['other', 'rules', 'processors', 'routes', 'telemetry', 'constructor', '__proto__', 'toString', 'x', '1', 'a b', 'ä', ' ', '-', '<<'],
];

/** In any case, or only the beginning. */
const word = fc.tuple(fc.constantFrom(...words), fc.constantFrom('', '', '', 'upper', 'capital', 'short')).map(([text, form]) => {
  if (form === 'upper') return text.toUpperCase();
  if (form === 'capital') return text.charAt(0).toUpperCase() + text.slice(1);
  return form === 'short' ? text.slice(0, 1 + (text.length >> 1)) : text;
});

const oddTexts = [
  ...['', ' ', '\t', '#', ' # c', '- x', '? x', 'a: b', '[x]', '{x}', '"', "'", '\\', '|', '>', '&a', '*a', '!t', '%', '@', '`', '---'],
  ...['...', '~', 'null', 'on', 'true', '1', '1.0', '0x1', '-0', '.5', '=', ':', ',', '\u0001', '\u0085', '\u2028', '\ufeff', '\u{1F600}'],
  ...[`\${A}`, `\${`, '/a/ b/', 'start_state', '"a" "/b/" "c"', 'flush', 'name', 'match', 'nodes', 'rule', 'rules', 'regex', 'processors'],
];

const text = fc.oneof(
  { arbitrary: fc.constantFrom(...oddTexts), weight: 4 },
  { arbitrary: word, weight: 2 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 4 }), weight: 1 },
);

const key = fc.oneof(
  {
    arbitrary: fc.constantFrom('name', 'Name', 'match', 'host', 'port', 'rule', 'exec', 'path', 'type', 'tls', 'A', 'aB', 'a_B'),
    weight: 3,
  },
  { arbitrary: word, weight: 2 },
  { arbitrary: text, weight: 1 },
);

const header = word.map((name) => `[${name}]`);
const oddHeader = fc.oneof(text, word).map((name) => `[${name}]`);
const comment = fc.constantFrom('# c', '    # c', '#', '', '', '    ');
const command = fc
  .tuple(
    fc.constantFrom('@SET', '@set', '@INCLUDE', '@include', '@FOO', '@Env', '@'),
    fc.oneof(fc.constantFrom('A=b', 'A=', 'x.conf'), text),
  )
  .map(([name, argument]) => `${name} ${argument}`);
const property = fc.tuple(key, text).map(([name, value]) => `    ${name} ${value}`);
const goodProperty = fc
  .tuple(
    fc.constantFrom('name', 'Name', 'host', 'port', 'match', 'path', 'rule', 'x'),
    fc.constantFrom('a', '1', '*', 'on', '"a" "/b/" "c"'),
  )
  .map(([name, value]) => `    ${name} ${value}`);
const group = word.map((name) => `    [${name}] `);
const groupProperty = property.map((line) => `    ${line}`);

/** Classic text of lines which are all well-formed and often make no sense together. */
export const oddClassic: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof({ arbitrary: header, weight: 6 }, comment),
    fc.array(
      fc.oneof(
        { arbitrary: header, weight: 8 },
        { arbitrary: oddHeader, weight: 1 },
        { arbitrary: goodProperty, weight: 12 },
        { arbitrary: property, weight: 2 },
        { arbitrary: command, weight: 2 },
        { arbitrary: comment, weight: 2 },
        { arbitrary: group, weight: 1 },
        { arbitrary: groupProperty, weight: 1 },
      ),
      { maxLength: 12 },
    ),
  )
  .map(([first, lines]) => `${[first, ...lines].join('\n')}\n`);

/** A value as YAML and JSON have it; keys may come again. */
type Value =
  | string
  | number
  | boolean
  | null
  | { readonly list: readonly Value[] }
  | { readonly map: readonly (readonly [string, Value])[] };

const { value } = fc.letrec<{ value: Value; list: Value; map: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.constantFrom<Value>('a', 'b', 'x.conf', 'dummy', 1, 1.5, true, null), text),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }).map((list) => ({ list })),
  map: fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((map) => ({ map })),
}));

type Entries = readonly (readonly [string, Value])[];

function mapOf(entries: Entries): Value {
  return { map: entries };
}

const plainEntry: fc.Arbitrary<readonly [string, Value]> = fc.tuple(
  fc.constantFrom('name', 'Name', 'match', 'host', 'port', 'path', 'exec', 'type', 'a', 'sharedKey', 'x'),
  fc.constantFrom<Value>('a', 'x.conf', `\${A}`, 1, 1.5, true, null, 'on', 'a b', '# c', ' a', ''),
);
/** The entries of a section: mostly texts under keys that it may have. */
const entries: fc.Arbitrary<Entries> = fc.array(fc.oneof({ arbitrary: plainEntry, weight: 8 }, fc.tuple(key, text), fc.tuple(key, value)), {
  maxLength: 4,
});
const rules = fc
  .array(fc.record({ state: text, regex: text, next_state: text }), { maxLength: 3 })
  .map((list) => ({ list: list.map((rule) => mapOf(Object.entries(rule))) }));
const processors = fc
  .array(fc.tuple(fc.constantFrom('logs', 'metrics', 'traces'), fc.array(entries.map(mapOf), { maxLength: 2 })), { maxLength: 2 })
  .map((map) => mapOf(map.map(([name, list]) => [name, { list }])));
const ownEntry = fc.oneof(
  fc.tuple(fc.constantFrom('rules', 'Rules'), rules),
  fc.tuple(
    fc.constantFrom('nodes', 'Nodes'),
    fc.array(entries.map(mapOf), { maxLength: 3 }).map((list) => ({ list })),
  ),
  fc.tuple(fc.constantFrom('processors', 'routes', 'telemetry', 'x'), fc.oneof(processors, value)),
);
const section = fc.tuple(entries, fc.array(ownEntry, { maxLength: 1 })).map(([map, own]) => mapOf([...map, ...own]));
const texts = fc.array(text, { maxLength: 3 }).map((list) => ({ list }));
const sections = fc.oneof(
  { arbitrary: fc.array(section, { maxLength: 3 }).map((list) => ({ list })), weight: 6 },
  { arbitrary: section, weight: 3 },
  texts,
  value,
);
const lists = fc.constantFrom('inputs', 'filters', 'outputs', 'Inputs');
const listed = fc.constantFrom('parsers', 'multiline_parsers', 'stream_processor', 'customs', 'upstream_servers', 'Parsers');
const mapped = fc.constantFrom('service', 'env', 'extensions', 'x', 'parser', 'inp', 'custom', 'stream', 'y');
const topLevel: fc.Arbitrary<readonly [string, Value]> = fc.oneof(
  {
    arbitrary: fc.tuple(
      listed,
      fc.array(section, { maxLength: 3 }).map((list) => ({ list })),
    ),
    weight: 5,
  },
  { arbitrary: fc.tuple(mapped, entries.map(mapOf)), weight: 5 },
  { arbitrary: fc.tuple(fc.constantFrom('includes', 'plugins'), texts), weight: 2 },
  { arbitrary: fc.tuple(fc.constant('pipeline'), fc.array(fc.tuple(lists, sections), { maxLength: 3 }).map(mapOf)), weight: 5 },
  { arbitrary: fc.tuple(word, sections), weight: 2 },
);
const document: fc.Arbitrary<Value> = fc.array(topLevel, { minLength: 1, maxLength: 4 }).map(mapOf);

/** JSON text whose keys and values often make no sense together. */
export const oddJson: fc.Arbitrary<string> = document.map(jsonOf);

/** YAML text of the same kind: in blocks, with flow style from some depth on, comments, and several documents. */
export const oddYaml: fc.Arbitrary<string> = fc
  .array(fc.tuple(document, fc.constantFrom(0, 2, 9), fc.constantFrom('', '', ' # c')), { minLength: 1, maxLength: 2 })
  .map((documents) => documents.map(([one, depth, remark]) => `${blockOf(one, '', depth, remark)}\n`).join('---\n'));

function jsonOf(one: Value): string {
  if (typeof one !== 'object' || one === null) return JSON.stringify(one);
  if ('list' in one) return `[${one.list.map(jsonOf).join(', ')}]`;
  return `{${one.map.map(([name, inner]) => `${JSON.stringify(name)}: ${jsonOf(inner)}`).join(', ')}}`;
}

/** `depth`: how many levels are blocks. */
function blockOf(one: Value, indent: string, depth: number, remark: string): string {
  if (typeof one !== 'object' || one === null) return typeof one === 'string' ? scalarOf(one) : String(one);
  const parts =
    'list' in one ? one.list.map((item) => ['-', item] as const) : one.map.map(([name, item]) => [`${scalarOf(name)}:`, item] as const);
  if (depth === 0 || parts.length === 0) return jsonOf(one);
  return parts
    .map(([head, item]) => {
      const isBlock = typeof item === 'object' && item !== null && depth > 1;
      return isBlock && partsOf(item) > 0
        ? `${indent}${head}${remark}\n${blockOf(item, `${indent}  `, depth - 1, remark)}`
        : `${indent}${head} ${blockOf(item, indent, depth - 1, remark)}${remark}`;
    })
    .join('\n');
}

function partsOf(one: Exclude<Value, string | number | boolean | null>): number {
  return 'list' in one ? one.list.length : one.map.length;
}

/** Plain where it is plain letters and digits. */
function scalarOf(one: string): string {
  return /^[a-z_][\w. /-]*$/i.test(one) && !one.endsWith(' ') ? one : JSON.stringify(one);
}
