import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documents, projectTexts, textOf } from '../support/project-texts.js';
import { project } from '../support/run-cli.js';

/** The text without what is shown as code: nothing in there is a link. */
function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/(`+)[^`][\s\S]*?\1/g, (code) => code.replace(/[[\]()#]/g, ''));
}

/** The anchors that GitHub gives to the headings of a text. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)];
  return new Set(headings.map(([, heading = '']) => anchorOf(heading)));
}

function anchorOf(heading: string): string {
  const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return text.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/ /g, '-');
}

/** The links of a document that do not lead into the web. */
function linksOf(path: string): string[] {
  return [...prose(textOf(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^\w+:/.test(target));
}

describe('the documents', () => {
  it.each(documents)('%s: every link leads to a file and a heading that exist', (path) => {
    const broken = linksOf(path).filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : posix.join(dirname(path), file);
      if (target.startsWith('..') || !existsSync(join(project, target))) return true;
      return anchor !== undefined && !anchorsOf(textOf(target)).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('say what each folder of the sources is for', () => {
    const folders = new Set(projectTexts.flatMap((path) => /^src\/[\w-]+\//.exec(path) ?? []));
    expect(folders.size).toBeGreaterThan(10);
    const architecture = textOf('ARCHITECTURE.md');
    expect([...folders].filter((folder) => !architecture.includes(folder))).toEqual([]);
  });

  it('link to each other', () => {
    expect(documents).toContain('docs/engine.md');
    expect(documents.flatMap(linksOf).length).toBeGreaterThan(30);
  });
});

/** What lay beside the project while it was written, and is no part of it. */
const outside = /shared[/](?:engine|referee|corpus|hooks)|engine[-]facts|\b(?:house|design)[.]md|[/]work[/](?:main|shared|w-\w+)[/]/g;

describe('the project', () => {
  it('refers to nothing outside of it, but for .ci/run', () => {
    const found = projectTexts
      .filter((path) => path !== '.ci/run')
      .flatMap((path) => (textOf(path).match(outside) ?? []).map((text) => `${path}: ${text}`));
    expect(found).toEqual([]);
    expect(textOf('.ci/run')).toMatch(outside);
  });
});
