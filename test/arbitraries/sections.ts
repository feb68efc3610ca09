import fc from 'fast-check';
import type { Property, Section, SectionKind } from '../../src/index.js';
import { keysTakenOnce } from '../../src/model/plugins.js';
import { settledValue } from '../../src/model/rule-text.js';
import { type FormatName, fits } from '../support/fits.js';
import { commentsFor, endCommentsFor, withComments, withEnd } from './comments.js';
import { keyInSomeCase } from './keys.js';
import { nestedFor } from './nested.js';
import { type PluginKind, pluginOfKind } from './plugins.js';
import { writtenRule } from './rules.js';
import { awkwardText, linesText, plainText } from './texts.js';

/** What all parts of a generated configuration are fit for. */
export interface Fitness {
  /** Formats that can hold its sections. */
  readonly sections: readonly FormatName[];
  /** Formats that can hold its texts, too. */
  readonly texts: readonly FormatName[];
}

const anyText = fc.oneof({ arbitrary: plainText, weight: 10 }, { arbitrary: awkwardText, weight: 5 }, linesText);

const queries = fc.constantFrom(
  "CREATE STREAM s AS SELECT * FROM TAG:'a';",
  'SELECT a\nFROM STREAM:x;',
  'SELECT a\r\n\n  FROM STREAM:x\n  ;',
  "SELECT 'a\nb' FROM STREAM:x;",
  "SELECT a\nFROM TAG:'x y';",
  "SELECT a FROM 'x\ny",
  'SELECT "it\'s"\nFROM x;',
  'SELECT a\u00a0\nFROM x;',
);

const kindKeys: Partial<Record<SectionKind, readonly string[]>> = {
  service: ['flush', 'log_level', 'parsers_file', 'parsers_file', 'plugins_file', 'http_server', 'http_port', 'x_1'],
  parser: ['name', 'format', 'regex', 'decode_field', 'decode_field_as', 'decode_field_as', 'time_keep'],
  multiline_parser: ['name', 'type', 'rule', 'rule', 'rule', 'parser', 'negate', 'flush_timeout'],
  stream_task: ['name', 'exec', 'exec'],
  plugins: ['path', 'path', 'path', 'other'],
  upstream: ['name', 'shared_key'],
  node: ['name', 'host', 'port', 'tls', 'tls.verify', 'tls.debug', 'shared_key', 'require_ack_response', 'index', 'a', 'x_1'],
  other: ['a', 'b_c', 'on'],
  group: ['a', 'b'],
};

/** A section of one kind. Its keys come again and again, some in another case. */
export function sectionOf(kind: SectionKind, fitness: Fitness): fc.Arbitrary<Section> {
  switch (kind) {
    case 'custom':
    case 'input':
    case 'filter':
    case 'output':
      return pluginSection(kind, fitness);
    case 'env':
    case 'include':
      return listOfTexts(kind, fitness);
    case 'command':
      return command(fitness);
    case 'upstream':
      return fc
        .tuple(plainSection(kind, fitness), fc.array(sectionOf('node', fitness), { maxLength: 3 }))
        .map(([head, sections]) => ({ ...head, sections }));
    case 'other':
      return fc
        .tuple(fc.oneof(fc.constantFrom('X', 'my section', 'NODES', 'x-foo', 'Null'), sectionName(fitness)), plainSection(kind, fitness))
        .map(([name, section]) => ({ ...section, name }));
    default:
      return withGroups(plainSection(kind, fitness), fitness);
  }
}

function plainSection(kind: SectionKind, fitness: Fitness): fc.Arbitrary<Section> {
  const properties = fc.array(property(kind, kindKeys[kind] ?? ['a', 'b'], fitness), { maxLength: 6 });
  return section(kind, properties, fitness);
}

function pluginSection(kind: PluginKind, fitness: Fitness): fc.Arbitrary<Section> {
  const common = ['alias', 'log_level', '1', 'routes', 'telemetry', 'Processors'];
  const properties = pluginOfKind(kind).chain(({ name, keys }) => {
    const others = fc.array(property(kind, [...keys, ...keys, ...common], fitness), { maxLength: 7 });
    const names = fc.constantFrom(name, name, name.toUpperCase());
    return fc
      .tuple(others, names, fc.nat(4))
      .map(([all, value, at]) => (at > 2 ? all.toSpliced(at, 0, { key: 'name', value }) : [{ key: 'name', value }, ...all]));
  });
  const one = section(kind, properties, fitness);
  return withGroups(fitness.texts.includes('classic') ? one.map(inOneSpelling) : one, fitness);
}

/** Without a second spelling of keys that may be set once, which classic refuses (I-20). */
function inOneSpelling(section: Section): Section {
  const isTakenOnce = keysTakenOnce(section);
  const properties = section.properties.map((property) => {
    const key = property.key.toLowerCase();
    return isTakenOnce(key) ? { ...property, key } : property;
  });
  return { ...section, properties };
}

/** A section as readers give it: what stands before its first key, or in it without one, stands before the section. */
function section(kind: SectionKind, properties: fc.Arbitrary<Property[]>, { texts }: Fitness): fc.Arbitrary<Section> {
  return fc.tuple(properties, commentsFor(texts), endCommentsFor(texts)).map(([[first, ...others], before, after]) => {
    if (first === undefined) return withComments({ kind, properties: [] }, before);
    const { comments: _, ...bare } = first;
    return withEnd(withComments({ kind, properties: [bare, ...others] }, before), after);
  });
}

function property(kind: SectionKind, keys: readonly string[], { sections, texts }: Fitness): fc.Arbitrary<Property> {
  const good = anyProperty(kind, keys, sections).filter((one) => texts.every((format) => fits(format, one, kind)));
  return fc.tuple(good, commentsFor(texts)).map(([one, lines]) => withComments(one, lines));
}

function anyProperty(kind: SectionKind, keys: readonly string[], formats: readonly FormatName[]): fc.Arbitrary<Property> {
  const nested = nestedProperty(kind, formats);
  if (kind === 'extensions') return nested;
  const key = fc.oneof({ arbitrary: keyInSomeCase(keys), weight: 9 }, anyText);
  const text = key.chain((one): fc.Arbitrary<Property> => fc.record({ key: fc.constant(one), value: valueFor(kind, one) }));
  return holdsNested(kind, formats) ? fc.oneof({ arbitrary: text, weight: 5 }, nested) : text;
}

function valueFor(kind: SectionKind, key: string): fc.Arbitrary<string> {
  const lower = key.toLowerCase();
  if (kind === 'stream_task' && lower === 'exec') return fc.oneof(queries, anyText);
  // No list, which keeps blanks, stands under these (Y-46).
  if (['processors', 'routes', 'telemetry'].includes(lower)) return anyText.filter((text) => !/^\s|\s$/.test(text));
  if (kind === 'plugins') return fc.oneof(fc.constantFrom('/x/Flb.so', './a/fooBar.so', 'rel/fooBar.so', 'rel/x.so'), anyText);
  if (kind !== 'multiline_parser' || lower !== 'rule') return anyText;
  return fc.oneof({ arbitrary: writtenRule, weight: 4 }, anyText).map((written) => settledValue(kind, key, written));
}

function holdsNested(kind: SectionKind, formats: readonly FormatName[]): boolean {
  if (formats.includes('classic')) return false;
  return ['service', 'custom', 'input', 'filter', 'output'].includes(kind);
}

function nestedProperty(kind: SectionKind, formats: readonly FormatName[]): fc.Arbitrary<Property> {
  const keys = kind === 'service' || kind === 'extensions' ? ['telemetry', 'a', 'b'] : ['processors', 'routes', 'telemetry', 'a'];
  const key = fc.oneof({ arbitrary: fc.constantFrom(...keys), weight: 6 }, plainText);
  return key.chain((one) => nestedFor(kind, one, formats).map((nested) => ({ key: one, value: '', nested })));
}

/** Variables and includes: one property for each, and nothing behind the last, since that counts as the next section's. */
function listOfTexts(kind: 'env' | 'include', { sections, texts }: Fitness): fc.Arbitrary<Section> {
  const path = fc.oneof(fc.constantFrom('a.conf', 'conf.d/*.conf', 'b.yaml', ' x'), anyText);
  const one = kind === 'env' ? variable(sections) : path.map((value): Property => ({ key: 'include', value }));
  const fit = one.filter((plain) => texts.every((format) => fits(format, plain, kind)));
  const lines = fc.array(fc.tuple(fit, commentsFor(texts)), { minLength: 1, maxLength: 3 });
  return lines.map((all) => {
    const [, comments = []] = all[0] ?? [];
    const properties = all.map(([plain, above], i) => (i === 0 ? plain : withComments(plain, above)));
    return withComments({ kind, properties }, comments);
  });
}

function variable(formats: readonly FormatName[]): fc.Arbitrary<Property> {
  const plain = fc.record({ key: anyText, value: anyText });
  if (formats.includes('classic')) return plain;
  // A file, and how often it is read again (Y-28).
  const more = fc.constantFrom<Partial<Property>>(
    {},
    {},
    {},
    { uri: true },
    { uri: true, refreshInterval: '2m' },
    { refreshInterval: '60' },
  );
  return fc.tuple(plain, more).map(([one, extra]) => ({ ...one, ...extra }));
}

/** A command that the engine ignores (C-29). */
function command({ texts }: Fitness): fc.Arbitrary<Section> {
  return fc
    .tuple(fc.constantFrom('@FOO', '@bar', '@SET'), fc.constantFrom('x', 'a b # c'), commentsFor(texts))
    .map(([key, value, lines]) => withComments({ kind: 'command' as const, name: key.slice(1), properties: [{ key, value }] }, lines));
}

/** A name that means nothing to the engine, if all of these formats can write it. */
function sectionName({ texts }: Fitness): fc.Arbitrary<string> {
  return texts.length > 0 ? fc.stringMatching(/^[X-Z][a-z _.:-]{0,6}[a-z]$/) : anyText;
}

/** Groups stand in classic only (C-25). */
function withGroups(outer: fc.Arbitrary<Section>, fitness: Fitness): fc.Arbitrary<Section> {
  if (fitness.sections.some((format) => format !== 'classic')) return outer;
  const properties = fc.array(property('group', ['a', 'b'], fitness), { minLength: 1, maxLength: 3 });
  const group = fc
    .tuple(fc.oneof(fc.constantFrom('A', 'b', 'PROCESSORS'), sectionName(fitness)), section('group', properties, fitness))
    .map(([name, one]) => ({ ...one, name }));
  const groups = fc.option(fc.array(group, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 2 });
  // What stands above a group belongs to it.
  return fc.tuple(outer, groups).map(([section, inner]) => {
    if (inner === undefined) return section;
    return { ...withoutEnd(section), sections: inner.map((one, i) => (i < inner.length - 1 ? withoutEnd(one) : one)) };
  });
}

function withoutEnd({ end: _, ...section }: Section): Section {
  return section;
}
