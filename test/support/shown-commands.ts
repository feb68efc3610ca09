import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project, spawnShell } from './run-cli.js';

/** A command that a document shows, and the output that it shows of it: '' if none. */
export interface Shown {
  readonly command: string;
  readonly output: string;
}

/** What a document shows: files that it names, and blocks of commands that are run one after another. */
export interface ShownDocument {
  readonly files: Readonly<Record<string, string>>;
  readonly blocks: readonly (readonly Shown[])[];
}

/** Files are blocks of code whose first line is a comment with a file's name. Commands stand in `console` blocks, each behind a `$`. */
export function shownIn(markdown: string): ShownDocument {
  const fences = [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, body = '']) => ({ language, body }));
  const blocks = fences.filter(({ language }) => language === 'console').map(({ body }) => commandsIn(body));
  const named = fences.flatMap(({ body }) => {
    const name = /^\/\/ (\S+\.\w+)\n/.exec(body)?.[1];
    return name === undefined ? [] : [[name, body] as const];
  });
  return { files: Object.fromEntries(named), blocks };
}

/** What a block prints by `cat` before it does anything must be there already. */
function filesOf(block: readonly Shown[]): [string, string][] {
  const [{ command, output } = { command: '', output: '' }, ...others] = block;
  const name = /^cat (\S+)$/.exec(command)?.[1];
  return name === undefined ? [] : [[name, `${output}\n`], ...filesOf(others)];
}

function commandsIn(block: string): Shown[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((one) => {
      const [command = '', ...output] = one.trimEnd().split('\n');
      return { command: command.replace(/^npx /, ''), output: output.join('\n') };
    });
}

/** Runs the commands of a block where the document's files are, which it calls `/srv`, and gives what each says, with its exit code. */
export function runShown(block: readonly Shown[], files: ShownDocument['files'], dir: string) {
  for (const [name, text] of [...Object.entries(files), ...filesOf(block)]) writeFileSync(join(dir, name), text);
  mkdirSync(join(dir, 'node_modules'));
  symlinkSync(project, join(dir, 'node_modules', 'flb-convert'));
  return block.map(({ command, output }) => {
    const { code, stdout } = spawnShell(`exec 2>&1; ${command}`, { cwd: dir });
    return { command, shown: output, said: stdout.trimEnd().replaceAll(`${dir}/`, '/srv/'), code };
  });
}

/** What was said, cut as the document cuts it: an `…` stands for all lines before, or after. */
export function cutAs(shown: string, said: string): string {
  if (shown === '…') return shown;
  if (shown.startsWith('…\n')) return `…\n${said.slice(-shown.length + 2)}`;
  if (shown.endsWith('\n…')) return `${said.slice(0, shown.length - 2)}\n…`;
  return said;
}
