import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { schemaErrors } from '../support/github-schema.js';
import { textOf } from '../support/project-texts.js';
import { action } from './action-steps.js';

const fences = [...textOf('docs/ci.md').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
const workflows = fences.filter((text) => text.startsWith('# .github/workflows/'));

describe('docs/ci.md', () => {
  it.each(workflows.map((text) => [text.split('\n', 1)[0] ?? '', text]))('%s: is a workflow by the schema of GitHub', async (_, text) => {
    expect(await schemaErrors('workflow.yml', text)).toEqual([]);
  });

  it('gives the action only inputs that it has, and names all of them', () => {
    const given = workflows.flatMap((text) => {
      const { jobs } = load(text) as { jobs: Record<string, { steps: { uses: string; with?: object }[] }> };
      const steps = Object.values(jobs).flatMap((job) => job.steps);
      return steps.filter(({ uses }) => uses.startsWith('OWNER/')).flatMap((step) => Object.keys(step.with ?? {}));
    });
    expect(new Set(given)).toEqual(new Set(Object.keys(action.inputs)));
    for (const input of Object.keys(action.inputs)) expect(textOf('docs/ci.md')).toContain(`| \`${input}\` |`);
  });

  it('names the hooks that there are', () => {
    const hooks = (load(textOf('.pre-commit-hooks.yaml')) as { id: string }[]).map(({ id }) => id);
    const shown = fences.join('').matchAll(/- id: (\S+)/g);
    expect(new Set(Array.from(shown, ([, id]) => id))).toEqual(new Set(hooks));
  });

  it('shows YAML that can be read', () => {
    expect(fences.length).toBeGreaterThan(4);
    for (const text of fences) expect(() => load(text)).not.toThrow();
  });

  it('runs in GitLab what the command line has', () => {
    const { script } = (load(fences.find((text) => text.startsWith('# .gitlab-ci.yml')) ?? '') as { 'fluent-bit': { script: string[] } })[
      'fluent-bit'
    ];
    expect(script).toEqual(['flb-convert check . --format junit > flb-convert.xml']);
  });
});
