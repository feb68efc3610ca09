import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documents, textOf } from '../support/project-texts.js';
import { project } from '../support/run-cli.js';
import { cutAs, runShown, shownIn } from '../support/shown-commands.js';
import { tempDir } from '../support/temp-dir.js';

/** Each block of commands, with the files that its document shows and the directory of the README's migration. */
const shownBlocks = documents
  .filter((path) => path === 'README.md' || path.startsWith('docs/'))
  .flatMap((path) => {
    const { files, blocks } = shownIn(textOf(path));
    return blocks.map((block, i) => ({ path, number: i + 1, block, files }));
  })
  // These install the project itself: `.ci/run` does that.
  .filter(({ block }) => !block.some(({ command }) => command.startsWith('npm ci')));

/** The directories that a document's commands find, by the cases that they are from. */
function examplesOf(path: string): Record<string, string> {
  if (path !== 'docs/kubernetes.md') return { readme: '.' };
  return {
    configmap: 'k8s',
    'configmap-no-arguments': 'debug',
    kustomize: 'overlays',
    secret: 'secrets',
    'chart-template': 'chart',
    'helm-values': 'release',
  };
}

describe('the README and the documents in docs/', () => {
  it.each(shownBlocks)('$path: the commands of block $number do what is shown', ({ path, block, files }) => {
    const dir = tempDir();
    for (const [name, to] of Object.entries(examplesOf(path))) {
      cpSync(join(project, 'golden/migrate', name, 'input'), join(dir, to), { recursive: true });
    }
    for (const { command, shown, said, code } of runShown(block, files, dir)) {
      expect(code, `${command}\n${said}`).toBeLessThan(2);
      if (shown !== '') expect(cutAs(shown, said), command).toBe(shown);
    }
  });
});
