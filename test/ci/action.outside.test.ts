import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyProject } from '../support/project-copy.js';
import { tempDir } from '../support/temp-dir.js';
import { action, runSteps } from './action-steps.js';

it('the action builds itself where a runner has put it, and checks a repository', () => {
  const directory = tempDir();
  const [actionPath, repository] = [join(directory, 'action'), join(directory, 'repository')];
  mkdirSync(repository);
  writeFileSync(join(repository, 'fluent-bit.conf'), '[INPUT]\nname dummy\n');
  copyProject(actionPath);
  const { code, stdout, stderr } = runSteps(action.runs.steps, { inputs: {}, actionPath, repository });
  expect(code, stderr).toBe(1);
  expect(stdout).toMatch(/^::error file=fluent-bit\.conf,line=2/m);
}, 600_000);
