import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/cli/run.js';

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command line in this process, with streams of its own. */
export async function runCli(
  argv: readonly string[],
  {
    stdin = '',
    color = false,
    stdinIsTerminal = false,
    columns = 80,
    codesPage,
  }: {
    stdin?: string | Uint8Array | (() => Promise<Uint8Array>);
    color?: boolean;
    stdinIsTerminal?: boolean;
    columns?: number;
    codesPage?: string;
  } = {},
): Promise<Outcome & { code: number }> {
  let stdout = '';
  let stderr = '';
  const code = await run(argv, {
    importModule: (url) => import(url),
    readStdin: typeof stdin === 'function' ? stdin : async () => Buffer.from(stdin),
    writeStdout: (text) => {
      stdout += text;
    },
    writeStderr: (text) => {
      stderr += text;
    },
    stdoutColor: color,
    stderrColor: color,
    stderrIsTerminal: false,
    stdinIsTerminal,
    columns,
    codesPage,
    page: builtPage,
  });
  return { code, stdout, stderr };
}

export const project = join(import.meta.dirname, '..', '..');
export const builtPage = join(project, 'dist', 'page', 'index.html');
export const executable = join(project, 'bin', 'flb-convert.js');

/** Runs the built executable as a process of its own: `npm run build` makes it. A job that hangs has the code null. */
export function spawnCli(
  argv: readonly string[],
  { input = '', cwd, env = {} }: { input?: string; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Outcome {
  requireBuild();
  const { NO_COLOR: _no, FORCE_COLOR: _force, COLUMNS: _columns, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [executable, ...argv], {
    input,
    cwd,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, stdout, stderr };
}

/** Runs a shell command in which `flb-convert` is the built executable. */
export function spawnShell(command: string, { cwd }: { cwd: string }): Outcome {
  requireBuild();
  const script = `set -o pipefail; flb-convert() { "${process.execPath}" "${executable}" "$@"; }; ${command}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8', timeout: 60_000 });
  return { code: status, stdout, stderr };
}

/** `npm ci` builds; without that a test of the built package has nothing to test. */
export function requireBuild(): void {
  if (!existsSync(join(project, 'dist', 'cli.cache'))) throw new Error('nothing is built yet: npm run build');
}
