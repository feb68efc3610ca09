import { type Diagnostic, type Report, reportTo } from '../../diagnostics/diagnostic.js';
import type { ValueType } from '../../engine/key-types.js';
import { areSpeltApart, keySpan, type Property, type Section, type SectionKind, sectionSpan, valueSpan } from '../../model/config.js';
import { groupedProperties, hasRepeats } from '../../model/grouping.js';
import { valueTypes } from '../../model/keys.js';
import { isPluginKind, kindOf } from '../../model/kinds.js';
import { keysTakenOnce } from '../../model/plugins.js';
import { type Rule, ruleOf } from '../../model/rule-text.js';
import { canonicalKey, hasSpacesAround, lowerCase } from '../../model/text.js';
import type { Span } from '../../source/span.js';
import { commentNotWritable, keyNotWritable, valueNotWritable } from '../diagnostics.js';
import { keySpeltAnew } from './diagnostics.js';
import type { Emitter } from './emitter.js';
import { KeySpellings, KeyVariants } from './key-spellings.js';
import { shapeOf } from './read-nested.js';
import { NestedWriter } from './write-nested.js';

/** A key in lower case, the type of its values, and the number of the section that had it last. */
interface WrittenKey {
  readonly plain: string;
  readonly type: ValueType | undefined;
  section: number;
}

type ValueTypes = ReturnType<typeof valueTypes>;

/** Longer keys are checked each time. */
const longestKnown = 100;

/** Tells an emitter the properties of a section, each checked against what the engine would read. */
export class SectionWriter {
  private readonly variants = new KeyVariants();
  private readonly nested: NestedWriter;
  /** What was found out about keys, by the types of their section's keys. The spellings of a key share one object. */
  private readonly keysByTypes = new Map<ValueTypes, Map<string, WrittenKey>>();
  /** The number of the last section that was written. */
  private section = 0;
  readonly report: Report;

  constructor(
    private readonly emitter: Emitter,
    private readonly format: string,
    diagnostics: Diagnostic[],
  ) {
    this.report = reportTo(diagnostics);
    this.nested = new NestedWriter(emitter, format, this);
  }

  writeProperties(section: Section): void {
    const { kind, properties } = section;
    const number = ++this.section;
    const types = valueTypes(section);
    const knownKeys = this.knownKeysOf(types);
    const { ownKey } = kindOf(kind);
    const keys = new Array<WrittenKey>(properties.length);
    let areTogether = true;
    let i = 0;
    for (const property of properties) {
      const known = knownKeys.get(property.key) ?? this.learnKey(property, types, knownKeys);
      if (known.plain.length > longestKnown || (known.section === number && !isRun(kind, properties[i - 1], property, known.plain)))
        areTogether = false;
      if (known.plain === ownKey) this.refuseKey(property);
      known.section = number;
      keys[i++] = known;
    }
    // Rules make a list of their own.
    if (areTogether && kind !== 'multiline_parser') this.writeRuns(kind, properties, keys);
    else this.writeRepeated(section, types);
    this.writeEnd(section);
  }

  writeEnd(section: Section): void {
    if (section.end === undefined) return;
    this.checkComments(section.end, sectionSpan(section));
    this.emitter.comments(section.end);
  }

  /** Control characters and line separators would end the comment or the file for libyaml (Y-12). */
  checkComments(lines: readonly string[] | undefined, span: Span): void {
    if (lines?.some((line) => !this.emitter.holdsComment(line))) this.report(commentNotWritable, span, { format: this.format });
  }

  /** What the engine would cut (Y-19) or trim (Y-18), and what UTF-8 cannot hold. */
  checkText(property: Property, isTrimmed: boolean): void {
    const { key, value } = property;
    const reason = isTrimmed ? 'spaces around' : value.includes('\0') ? 'nul' : value.isWellFormed() ? undefined : 'surrogate';
    if (reason !== undefined) this.report(valueNotWritable, valueSpan(property), { key, format: this.format, reason });
  }

  checkName(property: Property): boolean {
    const { key } = property;
    const isGood = !key.includes('\0') && key.isWellFormed() && this.emitter.holdsKey(key);
    if (!isGood) this.refuseKey(property);
    return isGood;
  }

  /** Properties of which equal keys stand together, as most do. */
  private writeRuns(kind: SectionKind, properties: readonly Property[], keys: readonly WrittenKey[]): void {
    for (let start = 0, end = 0; start < properties.length; start = end) {
      const key = keys[start];
      const first = properties[start];
      end = start + 1;
      if (key === undefined || first === undefined) continue;
      while (keys[end] === key) end++;
      if (end - start === 1) this.writeProperty(kind, first, key.plain, key.type);
      else this.writeItems(key.plain, properties.slice(start, end), key.type);
    }
  }

  /**
   * Runs of equal keys: a list where the engine takes one (D-2), else, and where a key has several runs, its case variants
   * (D-4). Keys in different spellings make no list: variants of a key that may stand once run, a list of two does not (D-8).
   */
  private writeRepeated(section: Section, types: ValueTypes): void {
    const { kind } = section;
    const rules = kind === 'multiline_parser' ? rulesOf(section.properties) : undefined;
    const properties = groupedProperties(section);
    const plain = properties.map(({ key }) => lowerCase(key));
    const starts = runStarts(kind, properties, plain, rules !== undefined);
    const spellings = hasRepeats(starts.map((start) => plain[start])) ? new KeySpellings(this.variants) : undefined;
    const isTakenOnce = keysTakenOnce(section);
    const once = new Map<string, { property: Property; spelling: string }>();
    for (const [i, start] of starts.entries()) {
      const end = starts[i + 1] ?? properties.length;
      const first = properties[start];
      const key = plain[start];
      if (first === undefined || key === undefined) continue;
      if (rules !== undefined && key === 'rule') {
        this.writeRules(properties.slice(start, end), rules);
        continue;
      }
      // In another spelling, Fluent Bit would take a second value that it refuses today (I-20).
      const before = once.get(key);
      const isRefused = before !== undefined && !areSpeltApart(before.property, first);
      const isKept = spellings === undefined || first.nested !== undefined;
      const spelling = isRefused ? before.spelling : isKept ? key : spellings.next(key);
      if (isTakenOnce(key)) once.set(key, { property: first, spelling });
      if (spelling !== key && spelling !== first.key) {
        this.report(keySpeltAnew, keySpan(first), { key: first.key, spelling });
      }
      if (end - start === 1) this.writeProperty(kind, first, spelling, types.get(key));
      else this.writeItems(spelling, properties.slice(start, end), types.get(key));
    }
  }

  private writeProperty(kind: SectionKind, property: Property, spelling: string, type: ValueType | undefined): void {
    const { emitter } = this;
    if (property.comments !== undefined) this.checkComments(property.comments, keySpan(property));
    if (property.nested !== undefined) {
      // Under another spelling it would be another value (Y-46).
      emitter.key(property.key, property.comments);
      this.nested.write(kind, property, property.key);
      return;
    }
    const isTrimmed = hasSpacesAround(property.value);
    // The items of a list are not trimmed (Y-18), and a list of one is as good as a text (D-8).
    if (isTrimmed && takesList(kind, lowerCase(spelling))) {
      this.writeItems(spelling, [property], type);
      return;
    }
    emitter.key(spelling, property.comments);
    if (!emitter.scalar(property.value, type) || isTrimmed) this.checkText(property, isTrimmed);
  }

  /** The comments of the first one stand above the key. */
  private writeItems(spelling: string, run: readonly Property[], type: ValueType | undefined): void {
    const { emitter } = this;
    emitter.key(spelling, run[0]?.comments);
    emitter.openList();
    let isFirst = true;
    for (const property of run) {
      if (property.comments !== undefined) this.checkComments(property.comments, keySpan(property));
      emitter.item(isFirst ? undefined : property.comments);
      if (!emitter.scalar(property.value, type)) this.checkText(property, false);
      isFirst = false;
    }
    emitter.closeList();
  }

  private writeRules(run: readonly Property[], rules: readonly Rule[]): void {
    const { emitter } = this;
    for (const [i, rule] of rules.entries()) {
      const property = run[i];
      if (property !== undefined) this.checkComments(property.comments, keySpan(property));
      if (i === 0) {
        emitter.key('rules', property?.comments);
        emitter.openList();
      }
      emitter.item(i === 0 ? undefined : property?.comments);
      emitter.openMap();
      emitter.key('state');
      emitter.scalar(rule.state, 'text');
      emitter.key('regex');
      emitter.scalar(rule.regex, 'text');
      emitter.key('next_state');
      emitter.scalar(rule.nextState, 'text');
      emitter.closeMap();
    }
    emitter.closeList();
  }

  private knownKeysOf(types: ValueTypes): Map<string, WrittenKey> {
    let known = this.keysByTypes.get(types);
    if (known === undefined) {
      known = new Map();
      this.keysByTypes.set(types, known);
    }
    return known;
  }

  /** A key that the engine would translate into another, or trim to nothing, is refused (Y-18, Y-23). */
  private learnKey(property: Property, types: ValueTypes, knownKeys: Map<string, WrittenKey>): WrittenKey {
    const plain = lowerCase(property.key);
    const isGood = plain !== '' && canonicalKey(plain) === plain;
    if (!isGood) this.refuseKey(property);
    const made = knownKeys.get(plain) ?? { plain, type: types.get(plain), section: 0 };
    // What is known of a long one depends on the format.
    if (!isGood || !this.checkName(property) || plain.length > longestKnown) return { ...made, section: 0 };
    knownKeys.set(plain, made);
    knownKeys.set(property.key, made);
    return made;
  }

  private refuseKey(property: Property): void {
    this.report(keyNotWritable, keySpan(property), { key: property.key, format: this.format });
  }
}

/**
 * Where the runs of properties begin that stand under one key of the output. `rulesInList`: all rules make one run, in
 * whatever case their keys are.
 */
function runStarts(kind: SectionKind, properties: readonly Property[], keys: readonly string[], rulesInList: boolean): number[] {
  const starts: number[] = [];
  properties.forEach((property, i) => {
    const isRule = rulesInList && keys[i] === 'rule' && keys[i - 1] === 'rule';
    if (!isRule && !isRun(kind, properties[i - 1], property, keys[i] ?? '')) starts.push(i);
  });
  return starts;
}

/** Whether a property stands in one list with that before it; `plain` is its key in lower case. */
function isRun(kind: SectionKind, before: Property | undefined, property: Property, plain: string): boolean {
  if (before?.key !== property.key || before.nested !== undefined || property.nested !== undefined) return false;
  return takesList(kind, plain) && !areSpeltApart(before, property);
}

/** Whether a list is the key repeated (Y-20); under some keys it is a value of its own (Y-46), and names are one text (I-15). */
function takesList(kind: SectionKind, key: string): boolean {
  return isPluginKind(kind) && key !== 'name' && shapeOf(kind, key) === undefined;
}

/** The rules of a multiline parser, if `rules:` can say all of them (M-7). */
function rulesOf(properties: readonly Property[]): Rule[] | undefined {
  const rules: Rule[] = [];
  for (const { key, value } of properties) {
    if (lowerCase(key) !== 'rule') continue;
    const rule = ruleOf(value);
    if (rule === undefined || !value.isWellFormed()) return undefined;
    rules.push(rule);
  }
  return rules.length > 0 ? rules : undefined;
}
