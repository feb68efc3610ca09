import { spawnSync } from 'node:child_process';
import { load } from 'js-yaml';
import { textOf } from '../support/project-texts.js';
import type { Outcome } from '../support/run-cli.js';

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export const action = load(textOf('action.yml')) as Action;

/**
 * Runs the scripts of steps as a runner does, in a repository, up to the first that fails: the inputs are in the variables that
 * ask for them, and the action lies in the directory `actionPath`.
 */
export function runSteps(
  steps: readonly Step[],
  { inputs, actionPath, repository }: { inputs: Readonly<Record<string, string>>; actionPath: string; repository: string },
): Outcome {
  const given = (input: string) => inputs[input] ?? action.inputs[input]?.default ?? '';
  let said: Outcome = { code: 0, stdout: '', stderr: '' };
  for (const { run, shell, env = {} } of steps) {
    if (run === undefined || said.code !== 0) continue;
    if (shell !== 'bash') throw new Error(`the shell ${shell}`);
    const filled = Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, input) => given(input)),
    ]);
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: repository,
      env: { ...process.env, GITHUB_ACTION_PATH: actionPath, ...Object.fromEntries(filled) },
      encoding: 'utf8',
    });
    said = { code: status, stdout: said.stdout + stdout, stderr: said.stderr + stderr };
  }
  return said;
}
