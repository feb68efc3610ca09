import { type Diagnostic, reportTo } from '../../diagnostics/diagnostic.js';
import { type Config, keySpan, type Property, type Section, sectionSpan } from '../../model/config.js';
import { groupBy } from '../../model/grouping.js';
import { lastValues, withoutIdleServices } from '../../model/idle.js';
import { joinSections } from '../../model/join-sections.js';
import { kindOf } from '../../model/kinds.js';
import { keyOfKind, topLevelKeys } from '../../model/section-kinds.js';
import { canonicalKey, hasSpacesAround, lowerCase } from '../../model/text.js';
import { keyNotWritable, sectionNotWritable } from '../diagnostics.js';
import { idleService, variableSetAgain } from './diagnostics.js';
import { documentsOf, type TopLevel } from './documents.js';
import type { Emitter } from './emitter.js';
import { KeySpellings, KeyVariants } from './key-spellings.js';
import { kindOfTopLevelName } from './read-config.js';
import { SectionWriter } from './write-section.js';

/** Tells an emitter the tree of a configuration: one top-level key for each kind, in the order of their first sections. */
export function writeConfigTree(config: Config, emitter: Emitter, format: string): Diagnostic[] {
  return new ConfigWriter(emitter, format).write(config);
}

/** Keys that have a meaning of their own at the top of a file, so that no other section can stand under them. */
const reserved: ReadonlySet<string> = new Set(topLevelKeys);

class ConfigWriter {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly report = reportTo(this.diagnostics);
  private readonly sections: SectionWriter;
  /** What the keys at the top are spelt like: case does not matter there (Y-1), so that none is there twice. */
  private spellings = new KeySpellings(new KeyVariants());

  constructor(
    private readonly emitter: Emitter,
    private readonly format: string,
  ) {
    this.sections = new SectionWriter(emitter, format, this.diagnostics);
  }

  write(whole: Config): Diagnostic[] {
    const { emitter } = this;
    const config = withoutIdleServices(whole);
    if (config !== whole) this.reportIdleServices(whole);
    const isEmpty = config.sections.length === 0;
    if (isEmpty) this.writeEnd(config);
    emitter.openMap();
    for (const [i, document] of documentsOf(config).entries()) {
      if (i > 0 && emitter.nextDocument()) this.spellings = new KeySpellings(new KeyVariants());
      for (const topLevel of document) this.writeTopLevel(topLevel);
    }
    emitter.closeMap();
    if (!isEmpty) this.writeEnd(config);
    return this.diagnostics;
  }

  private reportIdleServices({ sections }: Config): void {
    for (const section of sections) if (section.kind === 'service') this.report(idleService, sectionSpan(section), { format: this.format });
  }

  private writeEnd({ end }: Config): void {
    this.sections.checkComments(end, { start: 0, end: 0 });
    if (end !== undefined) this.emitter.comments(end, true);
  }

  private writeTopLevel({ key, sections }: TopLevel): void {
    const [first] = sections;
    if (first === undefined) return;
    const { yaml, inPipeline } = kindOf(first.kind);
    switch (yaml) {
      case 'variables':
        this.writeEnv(joinSections(sections));
        return;
      case 'texts':
        this.writeTexts(key, joinSections(sections));
        return;
      case 'map':
        this.writeMap(key, joinSections(sections));
        return;
      case 'named':
        for (const section of sections) this.writeOther(section);
        return;
      case 'upstreams':
        this.writeList(key, sections, (upstream) => this.writeUpstream(upstream));
        return;
      case 'list':
        if (inPipeline) this.writePipeline(sections);
        else this.writeList(key, sections, (section) => this.writeSection(section));
        return;
      case 'nowhere':
        for (const section of sections) this.refuse(section);
    }
  }

  private refuse(section: Section): void {
    const name = section.kind === 'command' ? `@${section.name}` : `[${section.name ?? section.kind}]`;
    this.report(sectionNotWritable, sectionSpan(section), { section: name, format: this.format });
  }

  /** A top-level key, below the comments of its first section. */
  private startKey(key: string, section: Section): void {
    this.sections.checkComments(section.comments, sectionSpan(section));
    this.emitter.key(this.spellings.next(key), section.comments, true);
  }

  /** All variables go into one map, names repeated (Y-27), or into a list. Of several with one name the last one counts (E-1). */
  private writeEnv(env: Section): void {
    const { emitter } = this;
    const { properties } = env;
    const isList = properties.some(needsList);
    if (!isList) this.reportRepeats(properties);
    this.startKey('env', env);
    if (isList) emitter.openList();
    else emitter.openMap();
    for (const variable of properties) {
      if (isList) this.writeVariableItem(variable);
      else this.writeVariable(variable);
    }
    this.sections.writeEnd(env);
    if (isList) emitter.closeList();
    else emitter.closeMap();
  }

  /** The engine reads repeated keys of `env`; not every tool does. */
  private reportRepeats(variables: readonly Property[]): void {
    for (const variable of lastValues(variables).replaced) {
      this.report(variableSetAgain, keySpan(variable), { variable: variable.key });
    }
  }

  private writeVariable(variable: Property): void {
    this.checkVariable(variable);
    this.emitter.key(variable.key, variable.comments);
    this.emitter.scalar(variable.value);
  }

  private writeVariableItem(variable: Property): void {
    const { emitter } = this;
    this.checkVariable(variable);
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

  private checkVariable(variable: Property): void {
    this.sections.checkName(variable);
    this.sections.checkText(variable, false);
    this.sections.checkComments(variable.comments, keySpan(variable));
  }

  /** File names, as they are; paths of plugins, which the engine would translate as keys (Y-36). */
  private writeTexts(key: string, section: Section): void {
    const { emitter } = this;
    this.startKey(key, section);
    emitter.openList();
    for (const property of section.properties) {
      const isPath = section.kind === 'plugins';
      if (isPath && (lowerCase(property.key) !== 'path' || canonicalKey(property.value) !== property.value)) this.refuseKey(property);
      this.sections.checkText(property, isPath && (property.value === '' || hasSpacesAround(property.value)));
      this.sections.checkComments(property.comments, keySpan(property));
      emitter.item(property.comments);
      emitter.scalar(property.value, 'text');
    }
    this.sections.writeEnd(section);
    emitter.closeList();
    this.refuseInner(section);
  }

  private writeMap(key: string, section: Section): void {
    this.startKey(key, section);
    this.emitter.openMap();
    this.sections.writeProperties(section);
    this.emitter.closeMap();
    this.refuseInner(section);
  }

  /** Ignored by the engine under any name that means nothing to it (Y-2). */
  private writeOther(section: Section): void {
    const name = lowerCase(section.name ?? '');
    const means = reserved.has(name) || kindOfTopLevelName(name) !== undefined;
    if (means || hasSpacesAround(name) || !this.emitter.holdsKey(name) || !name.isWellFormed() || name.includes('\0')) this.refuse(section);
    else this.writeMap(name, section);
  }

  /** `pipeline` with its three lists, in the order of their first sections. */
  private writePipeline(sections: readonly Section[]): void {
    const [first] = sections;
    if (first === undefined) return;
    const { emitter } = this;
    this.startKey('pipeline', first);
    emitter.openMap();
    for (const [kind, group] of groupBy(sections, (section) => section.kind)) {
      const [head] = group;
      if (head !== first) this.sections.checkComments(head?.comments, sectionSpan(head ?? first));
      emitter.key(keyOfKind(kind), head === first ? undefined : head?.comments, head !== first);
      this.writeItems(group, (section) => this.writeSection(section));
    }
    emitter.closeMap();
  }

  private writeList(key: string, sections: readonly Section[], write: (section: Section) => void): void {
    const [first] = sections;
    if (first !== undefined) this.startKey(key, first);
    this.writeItems(sections, write);
  }

  /** The comments of the first one stand above the list's key. */
  private writeItems(sections: readonly Section[], write: (section: Section) => void): void {
    const { emitter } = this;
    emitter.openList();
    let isFirst = true;
    for (const section of sections) {
      if (!isFirst) this.sections.checkComments(section.comments, sectionSpan(section));
      emitter.item(isFirst ? undefined : section.comments, !isFirst);
      write(section);
      isFirst = false;
    }
    emitter.closeList();
  }

  private writeSection(section: Section): void {
    this.emitter.openMap();
    this.sections.writeProperties(section);
    this.emitter.closeMap();
    this.refuseInner(section);
  }

  private writeUpstream(upstream: Section): void {
    const { emitter } = this;
    emitter.openMap();
    this.sections.writeProperties(upstream);
    if (upstream.sections !== undefined) {
      emitter.key('nodes');
      emitter.openList();
      this.writeNodes(upstream.sections);
      emitter.closeList();
    }
    emitter.closeMap();
  }

  private writeNodes(nodes: readonly Section[]): void {
    let apart = false;
    for (const node of nodes) {
      if (node.kind !== 'node') {
        this.refuse(node);
        continue;
      }
      this.sections.checkComments(node.comments, sectionSpan(node));
      this.emitter.item(node.comments, apart);
      this.writeSection(node);
      apart = true;
    }
  }

  /** Groups of classic are not what a map within a section is in YAML (C-25, Y-21). */
  private refuseInner({ sections = [] }: Section): void {
    for (const inner of sections) this.refuse(inner);
  }

  private refuseKey(property: Property): void {
    this.report(keyNotWritable, keySpan(property), { key: property.key, format: this.format });
  }
}

/** Only the list form can say that a file is read again (Y-28). Before 5.0.3, Fluent Bit refuses it. */
function needsList({ uri, refreshInterval }: Property): boolean {
  return uri === true || refreshInterval !== undefined;
}
