import { resolve } from 'node:path';
import { shellWord } from '../../diagnostics/words.js';
import { nodeHost } from '../../host/node-host.js';
import { type Undone, undo } from '../../host/write/undo.js';
import { shownPath } from '../../project/paths.js';
import { counted } from '../../report/pretty.js';
import { printable } from '../../report/source-line.js';
import { interruptible } from '../interruptible.js';
import type { Io } from '../io.js';

export interface UndoFlags {
  force?: boolean;
}

/** Takes back the last migration that a directory has a backup of, and says what was done. */
export async function runUndo(directory: string, { force = false }: UndoFlags, io: Io): Promise<number> {
  const { cwd } = nodeHost();
  const shown = (path: string) => shownPath(path, cwd) || '.';
  const undone = await interruptible((signal) => undo(resolve(directory), { force, shown, signal }));
  io.writeStdout(undone.map(({ path, did }) => `${did.padEnd('restored'.length)}  ${printable(shown(path))}\n`).join('') + summary(undone));
  return 0;
}

function summary(undone: readonly Undone[]): string {
  if (undone.length === 0) return 'nothing to take back: all files are as they were before the last run\n';
  const count = (did: Undone['did']) => undone.filter((one) => one.did === did).length;
  return `${counted(undone.length, 'file')}: ${count('restored')} restored, ${count('removed')} removed\n`;
}

/** The command that takes a migration back, for people to copy. */
export function undoCommand(directory: string, shown: (path: string) => string): string {
  return `flb-convert undo ${shellWord(printable(shown(directory)))}`;
}
