import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentsOf, type TopLevel } from '../../../src/formats/document/documents.js';
import type { Config, Section, SectionKind } from '../../../src/index.js';
import { patience, runs } from '../../arbitraries/runs.js';

const kinds: SectionKind[] = [
  'include',
  'include',
  'service',
  'service',
  'input',
  'filter',
  'output',
  'env',
  'parser',
  'plugins',
  'other',
  'extensions',
];

/** Sections as good as empty: what is in them does not matter, save that each include holds its file. */
const section = fc.constantFrom(...kinds).map((kind): Section => {
  const properties = kind === 'include' ? [{ key: 'include', value: 'a' }] : [];
  return kind === 'other' ? { kind, name: 'x', properties } : { kind, properties };
});

/** A law of the documents of any configuration. */
function expectOfDocuments(law: (documents: TopLevel[][], config: Config) => void): void {
  const configs = fc
    .array(section, { maxLength: 12 })
    .map((sections): Config => ({ sections: sections.map((one, i) => ({ ...one, comments: [`# ${i}`] })) }));
  fc.assert(
    fc.property(configs, (config) => law(documentsOf(config), config)),
    runs(2000),
  );
}

function sectionsIn(documents: readonly TopLevel[][]): Section[] {
  return documents.flat().flatMap(({ sections }) => sections);
}

function ofKinds(sections: readonly Section[], ...kinds: SectionKind[]): Section[] {
  return sections.filter(({ kind }) => kinds.includes(kind));
}

describe('the documents of a configuration', patience, () => {
  it('hold each section once, and those of a kind in their order (M-1)', () => {
    expectOfDocuments((documents, { sections }) => {
      const found = sectionsIn(documents);
      expect(found).toHaveLength(sections.length);
      for (const { kind } of sections) expect(ofKinds(found, kind)).toEqual(ofKinds(sections, kind));
    });
  });

  it('let no section cross an include (M-10), save settings, of which a tree of files has one section (Y-35)', () => {
    expectOfDocuments((documents, { sections }) => {
      const found = sectionsIn(documents);
      for (const { kind } of sections) {
        if (kind !== 'service') expect(ofKinds(found, kind, 'include')).toEqual(ofKinds(sections, kind, 'include'));
      }
    });
  });

  it('have no key twice, save unknown sections and extensions, which are maps of their own', () => {
    expectOfDocuments((documents) => {
      for (const document of documents) {
        const known = document.filter(({ sections: [first] }) => first?.kind !== 'other' && first?.kind !== 'extensions');
        expect(new Set(known.map(({ key }) => key)).size).toBe(known.length);
      }
    });
  });

  it('have one `service` among them (Y-4)', () => {
    expectOfDocuments((documents, { sections }) => {
      const services = documents.flat().filter(({ key }) => key === 'service');
      expect(services).toHaveLength(Math.min(1, ofKinds(sections, 'service').length));
    });
  });

  it('are one without an include, and begin another only for a key that must come again (Y-5)', () => {
    expectOfDocuments((documents, { sections }) => {
      if (ofKinds(sections, 'include').length === 0) expect(documents).toHaveLength(1);
      for (const [i, document] of documents.entries()) {
        const before = documents[i - 1]?.map(({ key }) => key);
        if (before !== undefined) expect(before).toContain(document[0]?.key);
      }
    });
  });
});
