import type { ReadResult } from '../convert.js';
import { type Diagnostic, isError } from '../diagnostics/diagnostic.js';
import { type Config, type Property, type Section, valueSpan } from '../model/config.js';
import { groupBy } from '../model/grouping.js';
import { kindOf } from '../model/kinds.js';
import type { SourceFile } from '../source/source-file.js';
import type { ProjectFile, ProjectFiles } from './files.js';
import { type IncludeTree, type PlacedReference, readIncludeTree } from './include-tree.js';
import type { Lead } from './read-project.js';

/** All that Fluent Bit loads if it is started with one file. */
export interface LoadedConfiguration {
  readonly config: Config;
  /** Where a section stands, or a property of one that stands for several. */
  readonly sources: ReadonlyMap<Section | Property, SourceFile>;
  /** The properties that refer to a file. */
  readonly references: ReadonlySet<Property>;
  /** References that lead to nothing that can be read here. */
  readonly missing: readonly PlacedReference[];
  readonly files: readonly ReadResult[];
  /** What keeps Fluent Bit from reading it. */
  readonly errors: readonly { readonly source: SourceFile; readonly diagnostics: readonly Diagnostic[] }[];
}

/**
 * Puts together what Fluent Bit makes of a tree and of what it refers to: each include gives way to what is in its files, and
 * parsers, plugins, stream tasks and upstreams of other files count as if they stood in the main file, before its own (M-1).
 */
export async function loadConfiguration(
  store: ProjectFiles,
  tree: IncludeTree,
  leads: readonly Lead<ProjectFile>[],
): Promise<LoadedConfiguration> {
  const loader = new Loader();
  const trees = new Map<ProjectFile, IncludeTree>([[tree.root, tree]]);
  for (const { reference, target } of leads) {
    if (target === undefined || trees.has(target)) continue;
    const other = await readIncludeTree(store, target);
    trees.set(target, other);
    loader.add(other, ({ kind }) => kindOf(kind).file === reference.kind);
  }
  const found = new Set(leads.flatMap(({ reference, target }) => (target === undefined ? [] : reference.property)));
  loader.add(tree, () => true, found);
  loader.missing.push(...leads.filter(({ target }) => target === undefined));
  return loader.finish([...trees.values()]);
}

class Loader {
  private readonly sections: Section[] = [];
  private readonly sources = new Map<Section | Property, SourceFile>();
  private readonly references = new Set<Property>();
  readonly missing: PlacedReference[] = [];

  /** `found`: references that give way to what they lead to. */
  add(tree: IncludeTree, isTaken: (section: Section) => boolean, found: ReadonlySet<Property> = new Set()): void {
    const addFile = (file: ProjectFile): void => {
      const references = groupBy(file.references, ({ section }) => section);
      for (const { property } of file.references) this.references.add(property);
      for (const [i, section] of file.reading.config.sections.entries()) {
        if (section.kind !== 'include') {
          if (isTaken(section)) this.addSection(section, file.reading.source, found);
          continue;
        }
        for (const reference of references.get(i) ?? []) {
          const included = tree.included.get(reference) ?? [];
          for (const one of included) addFile(one);
          if (included.length > 0) continue;
          this.missing.push({ file, reference });
          this.addSection({ ...section, properties: [reference.property] }, file.reading.source, found);
        }
      }
    };
    addFile(tree.root);
  }

  private addSection(section: Section, source: SourceFile, found: ReadonlySet<Property>): void {
    const added = kindOf(section.kind).joins === true ? { ...section, properties: this.ownOf(section, source, found) } : section;
    this.sections.push(added);
    this.place(added, source);
  }

  /** The properties of a section that may stand for several: each with its place, and without those that give way. */
  private ownOf({ properties }: Section, source: SourceFile, found: ReadonlySet<Property>): Property[] {
    return properties.flatMap((property) => {
      if (found.has(property)) return [];
      // Comments count for nothing here, and would have variables copied.
      const own = withoutComments(property);
      this.sources.set(own, source);
      if (this.references.has(property)) this.references.add(own);
      return own;
    });
  }

  /** Nodes and groups stand where their section does. */
  private place(section: Section, source: SourceFile): void {
    this.sources.set(section, source);
    for (const one of section.sections ?? []) this.place(one, source);
  }

  finish(trees: readonly IncludeTree[]): LoadedConfiguration {
    const { sections, sources, references, missing } = this;
    const files = new Set(trees.flatMap((tree) => [...tree.files]));
    const unfound = groupBy(missing, ({ file }) => file);
    const found = groupBy(
      trees.flatMap(({ findings }) => findings),
      ({ file }) => file,
    );
    const errors = [...files].flatMap((file) => {
      const { source, diagnostics } = file.reading;
      // That a file is not here keeps nobody from comparing the rest.
      const missed = new Set((unfound.get(file) ?? []).map(({ reference }) => valueSpan(reference.property).start));
      const ofTree = (found.get(file) ?? []).map(({ diagnostic }) => diagnostic).filter(({ span }) => !missed.has(span.start));
      const all = [...diagnostics, ...ofTree].filter(isError);
      return all.length === 0 ? [] : [{ source, diagnostics: all }];
    });
    return { config: { sections }, sources, references, missing, files: [...files].map(({ reading }) => reading), errors };
  }
}

function withoutComments(property: Property): Property {
  if (property.comments === undefined) return property;
  const { comments: _, ...rest } = property;
  return rest;
}
