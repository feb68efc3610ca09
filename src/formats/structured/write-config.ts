import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { type Config, keySpan, type Property, type Section, sectionSpan, sectionsByKind, valueSpan } from '../../model/config.js';
import { joinEnv } from '../../model/env.js';
import { valueType } from '../../model/keys.js';
import { hasRepeats } from '../../model/repeats.js';
import { canonicalKey, hasBlankEdges, lowerCase } from '../../model/text.js';
import type { Span } from '../../source/span.js';
import type { Emitter } from './emitter.js';
import { KeySpellings } from './key-spellings.js';

/** Tells an emitter the tree of a configuration: one top-level key for each kind, in the order of their first sections. */
export function writeConfigTree(config: Config, emitter: Emitter, format: string): Diagnostic[] {
  return new ConfigWriter(emitter, format).write(config);
}

class ConfigWriter {
  private readonly diagnostics: Diagnostic[] = [];
  /** Keys that were looked at, and their lower case: most come again and again. */
  private readonly goodKeys = new Map<string, string>();

  constructor(
    private readonly emitter: Emitter,
    private readonly format: string,
  ) {}

  write(config: Config): Diagnostic[] {
    const { emitter } = this;
    emitter.openMap();
    for (const [kind, sections] of sectionsByKind(config)) {
      if (kind === 'env') this.writeEnv(sections);
      else if (kind === 'upstream') this.writeUpstreams(sections);
      else for (const section of sections) this.refuse(section);
    }
    emitter.closeMap();
    this.checkComments(config.end, { start: 0, end: 0 });
    if (config.end !== undefined) emitter.comments(config.end, true);
    return this.diagnostics;
  }

  private refuse(section: Section): void {
    const name = section.kind === 'command' ? `@${section.name}` : `[${section.name ?? section.kind}]`;
    this.report('FLB307', sectionSpan(section), { section: name, format: this.format });
  }

  /** All variables go into one map: their order is all that counts (E-1). */
  private writeEnv(sections: readonly Section[]): void {
    const { emitter } = this;
    const env = joinEnv(sections);
    this.startKey('env', env);
    if (needsList(env.properties)) {
      emitter.openList();
      for (const variable of env.properties) this.writeVariableItem(variable);
    } else {
      emitter.openMap();
      for (const variable of env.properties) {
        this.checkName(variable);
        this.checkText(variable, false);
        this.checkComments(variable.comments, keySpan(variable));
        emitter.key(variable.key, variable.comments);
        emitter.scalar(variable.value);
      }
    }
    this.writeEnd(env);
    if (needsList(env.properties)) emitter.closeList();
    else emitter.closeMap();
  }

  /** A top-level key, below the comments of its first section. */
  private startKey(key: string, section: Section | undefined): void {
    this.checkComments(section?.comments, section === undefined ? { start: 0, end: 0 } : sectionSpan(section));
    this.emitter.key(key, section?.comments, true);
  }

  private writeEnd(section: Section): void {
    if (section.end === undefined) return;
    this.checkComments(section.end, sectionSpan(section));
    this.emitter.comments(section.end);
  }

  /** Control characters and line separators would end the comment or the file for libyaml (Y-12). */
  private checkComments(lines: readonly string[] | undefined, span: Span): void {
    if (lines?.some((line) => !this.emitter.holdsComment(line))) this.report('FLB309', span, { format: this.format });
  }

  private writeVariableItem(variable: Property): void {
    const { emitter } = this;
    this.checkName(variable);
    this.checkText(variable, false);
    this.checkComments(variable.comments, keySpan(variable));
    emitter.item(variable.comments);
    emitter.openMap();
    emitter.key('name');
    emitter.scalar(variable.key, 'text');
    emitter.key(variable.uri ? 'uri' : 'value');
    emitter.scalar(variable.value);
    if (variable.refreshInterval !== undefined) {
      emitter.key('refresh_interval');
      emitter.scalar(variable.refreshInterval);
    }
    emitter.closeMap();
  }

  private writeUpstreams(upstreams: readonly Section[]): void {
    const { emitter } = this;
    this.startKey('upstream_servers', upstreams[0]);
    emitter.openList();
    for (const [i, upstream] of upstreams.entries()) {
      if (i > 0) this.checkComments(upstream.comments, sectionSpan(upstream));
      emitter.item(i === 0 ? undefined : upstream.comments, i > 0);
      emitter.openMap();
      this.writeProperties(upstream);
      if (upstream.sections !== undefined) {
        emitter.key('nodes');
        emitter.openList();
        this.writeNodes(upstream.sections);
        emitter.closeList();
      }
      emitter.closeMap();
    }
    emitter.closeList();
  }

  private writeNodes(nodes: readonly Section[]): void {
    let apart = false;
    for (const node of nodes) {
      this.writeNode(node, apart);
      apart = true;
    }
  }

  private writeNode(node: Section, apart: boolean): void {
    if (node.kind !== 'node') {
      this.refuse(node);
      return;
    }
    this.checkComments(node.comments, sectionSpan(node));
    this.emitter.item(node.comments, apart);
    this.emitter.openMap();
    this.writeProperties(node);
    this.emitter.closeMap();
    for (const inner of node.sections ?? []) this.refuse(inner);
  }

  private writeProperties(section: Section): void {
    const { emitter } = this;
    const plainKeys = section.properties.map((property) => this.plainKey(property));
    const spellings = hasRepeats(plainKeys) ? new KeySpellings() : undefined;
    let i = 0;
    for (const property of section.properties) {
      const plain = plainKeys[i++] ?? '';
      const spelling = spellings === undefined ? plain : spellings.next(plain);
      this.checkText(property, true);
      if (spelling !== plain && spelling !== property.key) {
        this.report('FLB308', keySpan(property), { key: property.key, spelling });
      }
      if (property.comments !== undefined) this.checkComments(property.comments, keySpan(property));
      emitter.key(spelling, property.comments);
      emitter.scalar(property.value, valueType(section.kind, plain));
    }
    this.writeEnd(section);
  }

  /** The key in lower case; one that the engine would translate into another, or trim to nothing, is refused (Y-18, Y-23). */
  private plainKey(property: Property): string {
    const known = this.goodKeys.get(property.key);
    if (known !== undefined) return known;
    const plain = lowerCase(property.key);
    if (plain === '' || canonicalKey(plain) !== plain || plain === 'nodes') this.refuseKey(property);
    else if (this.checkName(property)) this.goodKeys.set(property.key, plain);
    return plain;
  }

  private checkName(property: Property): boolean {
    const isGood = !property.key.includes('\0') && property.key.isWellFormed();
    if (!isGood) this.refuseKey(property);
    return isGood;
  }

  private refuseKey(property: Property): void {
    this.report('FLB302', keySpan(property), { key: property.key, format: this.format });
  }

  /** What the engine would cut (Y-19) or trim (Y-18), and what UTF-8 cannot hold. */
  private checkText(property: Property, trimmed: boolean): void {
    const { key, value } = property;
    const reason =
      trimmed && hasBlankEdges(value) ? 'blank edges' : value.includes('\0') ? 'nul' : value.isWellFormed() ? undefined : 'surrogate';
    if (reason !== undefined) this.report('FLB301', valueSpan(property), { key, format: this.format, reason });
  }

  private report: (...args: Parameters<typeof diagnostic>) => void = (...args) => {
    this.diagnostics.push(diagnostic(...args));
  };
}

/** The list form can say what the map form cannot: a name twice, a file that is read again (Y-28). */
function needsList(variables: readonly Property[]): boolean {
  if (variables.some(({ uri, refreshInterval }) => uri || refreshInterval !== undefined)) return true;
  return new Set(variables.map(({ key }) => key)).size < variables.length;
}
