import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import type { Config, Place, Property, Section } from '../../model/config.js';
import { canonicalKey, lowerCase, trimBlanks } from '../../model/text.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Span } from '../../source/span.js';
import type { Reading } from '../format.js';
import { CommentCursor } from './comment-cursor.js';
import { type Documents, type Entry, isList, isMap, isScalar, type ListTree, type MapTree, type Scalar, type Tree } from './tree.js';

/** Makes a configuration of what YAML and JSON texts hold, as the engine does with YAML's events (Y-1 …, U-1 …). */
export function readConfigTree(source: SourceFile, documents: Documents): Reading {
  return new ConfigReader(source, documents).read();
}

class ConfigReader {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly config: Config = { sections: [] };
  private readonly comments: CommentCursor;
  /** The engine's key for each one written: most keys come again and again. */
  private readonly keys = new Map<string, string>();

  constructor(
    source: SourceFile,
    private readonly documents: Documents,
  ) {
    this.comments = new CommentCursor(source.text, documents.comments);
  }

  read(): Reading {
    // Several documents count as one (Y-5).
    for (const root of this.documents.roots) {
      if (isMap(root)) for (const entry of root.entries) this.readTopLevel(entry);
      else this.reportShape(root, 'the document', 'a map of sections');
    }
    const end = this.comments.rest();
    if (end !== undefined) this.config.end = end[0] === '' ? end.slice(1) : end;
    return { config: this.config, diagnostics: this.diagnostics };
  }

  private readTopLevel({ key, value }: Entry): void {
    switch (lowerCase(key.text)) {
      case 'env':
        this.readEnv(value);
        return;
      case 'upstream_servers':
        this.readUpstreams(value);
        return;
      default:
        this.config.sections.push({ kind: 'other', name: key.text, properties: [], span: key });
    }
  }

  private readEnv(value: Tree): void {
    const env: Section = { kind: 'env', properties: [] };
    if (isMap(value)) for (const entry of value.entries) this.readVariable(env, entry);
    else if (isList(value)) for (const item of value.items) this.readVariableItem(env, item);
    else this.reportShape(value, "'env'", 'a map of names and values');
    const first = env.properties[0];
    if (first === undefined) return;
    env.span = { start: first.place?.keyStart ?? 0, end: first.place?.keyEnd ?? 0 };
    this.moveComments(first, env);
    this.config.sections.push(env);
  }

  /** Names and values are taken as they stand: not translated, not trimmed (Y-27). */
  private readVariable(env: Section, { key, value }: Entry): void {
    if (!isScalar(value)) {
      this.reportShape(value, `the variable '${key.text}'`, 'a text');
      return;
    }
    const comments = this.comments.before(key.start);
    this.warnOfNull(key.text, value);
    this.addVariable(env, { key: key.text, value: this.cutAtNul(key.text, value), place: placeOf(key, value) }, comments, value.end);
  }

  private addVariable(env: Section, variable: Property, comments: string[] | undefined, end: number): void {
    const after = this.comments.after(end);
    const lines = joined(comments, after);
    if (lines !== undefined) variable.comments = lines;
    env.properties.push(variable);
  }

  /** An item `{name, value, uri, refresh_interval}`; any other first key is a name with its value (Y-28). */
  private readVariableItem(env: Section, item: Tree): void {
    if (!isMap(item) || item.entries.some(({ value }) => !isScalar(value))) {
      this.reportShape(item, "an item of 'env'", 'a map with name and value');
      return;
    }
    const comments = this.comments.before(item.entries[0]?.key.start ?? item.start);
    let name: Scalar | undefined;
    let value: Scalar | undefined;
    let uri: Scalar | undefined;
    let refreshInterval: Scalar | undefined;
    for (const entry of item.entries) {
      if (!isScalar(entry.value)) continue;
      const key = lowerCase(entry.key.text);
      if (key === 'name') name = entry.value;
      else if (key === 'value') value = entry.value;
      else if (key === 'uri') uri = entry.value;
      else if (key === 'refresh_interval') refreshInterval = entry.value;
      else if (name === undefined) [name, value] = [entry.key, entry.value];
    }
    if (name === undefined) {
      this.diagnostics.push(diagnostic('FLB143', { start: item.start, end: item.end }, {}));
      return;
    }
    const content = uri ?? value;
    this.addVariable(
      env,
      {
        key: name.text,
        value: content === undefined ? '' : this.cutAtNul(name.text, content),
        place: placeOf(name, content ?? name),
        ...(refreshInterval === undefined ? {} : { refreshInterval: refreshInterval.text }),
        ...(uri === undefined ? {} : { uri: true as const }),
      },
      comments,
      item.end,
    );
  }

  private readUpstreams(value: Tree): void {
    if (!isList(value)) {
      this.reportShape(value, "'upstream_servers'", 'a list of upstreams');
      return;
    }
    for (const item of value.items) {
      if (isMap(item)) this.config.sections.push(this.readUpstream(item));
      else this.reportShape(item, 'an upstream', 'a map with name and nodes');
    }
  }

  private readUpstream(map: MapTree): Section {
    const upstream: Section = { kind: 'upstream', properties: [], span: spanOf(map) };
    this.takeComments(upstream, map);
    for (const { key, value } of map.entries) {
      if (isScalar(value)) {
        this.readProperty(upstream, key, value);
      } else if (key.text === 'nodes' && isList(value)) {
        const end = this.comments.before(key.start)?.filter((line, i) => line !== '' || i > 0);
        if (end !== undefined && end.length > 0) upstream.end = [...(upstream.end ?? []), ...end];
        this.readNodes(upstream, value);
      } else if (lowerCase(key.text) === 'nodes' && isList(value)) {
        // Only `nodes` in lower case: with any other spelling the engine loops forever (U-15).
        this.diagnostics.push(diagnostic('FLB138', key, { key: key.text }, { fix: { span: innerSpan(key), text: 'nodes' } }));
        this.readNodes(upstream, value);
      } else if (key.text === 'nodes') {
        this.reportShape(value, "'nodes'", 'a list of nodes');
      } else {
        // The engine may loop forever over such a value (U-15).
        this.reportShape(value, `'${key.text}' of an upstream`, 'a text');
      }
    }
    return upstream;
  }

  private readNodes(upstream: Section, list: ListTree): void {
    upstream.sections ??= [];
    for (const item of list.items) {
      if (!isMap(item)) {
        this.reportShape(item, 'a node', 'a map with name, host and port');
        continue;
      }
      const node: Section = { kind: 'node', properties: [], span: spanOf(item) };
      this.takeComments(node, item);
      for (const { key, value } of item.entries) {
        if (isScalar(value)) this.readProperty(node, key, value);
        else this.reportShape(value, `'${key.text}' of a node`, 'a text');
      }
      const last = item.entries.at(-1);
      const end = last === undefined ? undefined : this.comments.inBlockOf(item.entries[0]?.key.start ?? 0, last.value.end);
      if (end !== undefined) node.end = end[0] === '' ? end.slice(1) : end;
      upstream.sections.push(node);
    }
  }

  /** What stands before the first key of a map belongs to the section that the map is. */
  private takeComments(section: Section, map: MapTree): void {
    const comments = this.comments.before(map.entries[0]?.key.start ?? map.start);
    const lines = comments?.[0] === '' ? comments.slice(1) : comments;
    if (lines !== undefined && lines.length > 0) section.comments = lines;
  }

  private moveComments(from: Property, to: Section): void {
    const { comments } = from;
    delete from.comments;
    const lines = comments?.[0] === '' ? comments.slice(1) : comments;
    if (lines !== undefined && lines.length > 0) to.comments = lines;
  }

  /** Keys are translated (Y-23), values cut at NUL (Y-19) and trimmed (Y-18); blanks alone are refused (U-13). */
  private readProperty(section: Section, key: Scalar, value: Scalar): void {
    const comments = section.properties.length === 0 ? this.withoutBlankStart(key) : this.comments.before(key.start);
    const name = this.canonicalKey(key.text);
    const text = this.cutAtNul(name, value);
    const trimmed = trimBlanks(text);
    if (name === '' || (trimmed === '' && text !== '')) {
      this.diagnostics.push(diagnostic('FLB139', name === '' ? key : value, { key: name }));
      return;
    }
    this.warnOfNull(name, value);
    const lines = joined(comments, this.comments.after(value.end));
    const place = placeOf(key, value);
    section.properties.push(
      lines === undefined ? { key: name, value: trimmed, place } : { key: name, value: trimmed, comments: lines, place },
    );
  }

  private withoutBlankStart(key: Scalar): string[] | undefined {
    const lines = this.comments.before(key.start);
    if (lines?.[0] !== '') return lines;
    return lines.length > 1 ? lines.slice(1) : undefined;
  }

  private canonicalKey(written: string): string {
    let key = this.keys.get(written);
    if (key === undefined) {
      key = canonicalKey(written);
      this.keys.set(written, key);
    }
    return key;
  }

  private cutAtNul(key: string, { text, start, end }: Scalar): string {
    const nul = text.indexOf('\0');
    if (nul === -1) return text;
    this.diagnostics.push(diagnostic('FLB140', { start, end }, { key }));
    return text.slice(0, nul);
  }

  /** To the engine, `null` and `~` are texts like any other (Y-16). */
  private warnOfNull(key: string, { text, plain, start, end }: Scalar): void {
    if (plain && /^(?:null|Null|NULL|~)$/.test(text)) {
      this.diagnostics.push(diagnostic('FLB136', { start, end }, { key, text }));
    }
  }

  private reportShape(found: Tree, what: string, expected: string): void {
    const { start, end } = found;
    this.diagnostics.push(diagnostic('FLB137', { start, end }, { what, expected }));
  }
}

function placeOf(key: Scalar, value: Scalar): Place {
  const { start, end } = innerSpan(key);
  return { keyStart: start, keyEnd: end, valueStart: value.start, valueEnd: value.end };
}

/** A key without its quotes, so that another key can be put there. */
function innerSpan({ start, end, plain }: Scalar): Span {
  return plain ? { start, end } : { start: start + 1, end: end - 1 };
}

/** A section is shown by its first key and value. */
function spanOf(map: MapTree): Span {
  const first = map.entries[0];
  if (first === undefined) return { start: map.start, end: map.end };
  return { start: first.key.start, end: isScalar(first.value) ? first.value.end : first.key.end };
}

function joined(lines: string[] | undefined, last: string | undefined): string[] | undefined {
  return last === undefined ? lines : [...(lines ?? []), last];
}
