import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { textOf } from '../support/project-texts.js';

const readme = textOf('README.md');

describe('the README', () => {
  it('is read in a few minutes', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(201);
  });

  it('shows how to install and both commands on the first screen', () => {
    const screen = readme.split('\n').slice(0, 55).join('\n');
    for (const shown of ['npm ci', 'npm pack', '$ flb-convert upstream.conf', '$ flb-convert migrate']) expect(screen).toContain(shown);
  });

  it('says how to run the tests as CI runs them', () => {
    const ci = readFileSync(new URL('../../.ci/run', import.meta.url), 'utf8');
    expect(readme).toContain('$ npm ci && npm test\n');
    expect(ci).toContain('npm ci && npm test');
    for (const text of [readme, ci]) expect(text).toContain('npm run test:slow');
  });

  it('leads to every document', () => {
    for (const name of ['codes', 'convert', 'check', 'migrate', 'library', 'engine']) expect(readme).toContain(`(docs/${name}.md)`);
  });

  it('names every package that is bundled or used for development', () => {
    for (const name of Object.keys(manifest.devDependencies)) expect(readme).toContain(`\`${name}\``);
  });
});

describe('the CHANGELOG', () => {
  const headings = [...textOf('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
  const versions = headings.filter((heading, i) => i > 0 || heading !== 'Unreleased');

  it('has versions with the day on which they were made, the newest first', () => {
    for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d$/);
    const days = versions.map((version) => version.split(' - ')[1] ?? '');
    expect(days.filter((day) => Number.isNaN(Date.parse(day)))).toEqual([]);
    expect(days).toEqual(days.toSorted().reverse());
  });

  it('has an entry for the version of the package', () => {
    expect(versions.map((version) => version.split(' ')[0])).toContain(manifest.version);
  });
});
