import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attemptWrite, JobError } from '../job-error.js';
import { applyChanges } from './apply-changes.js';
import { writableEndOf } from './places.js';
import { stagedPathOf } from './temporary-files.js';

export interface WriteOptions {
  /** Whether another content that stands there may be replaced. */
  readonly force: boolean;
  /** The mode of a new file: that of the file it was made from, so that secrets stay as private as they were. */
  readonly mode?: number | undefined;
  /** A directory that no symbolic link may lead out of. */
  readonly within?: string | undefined;
  /** What is true if it fails, in words: `nothing was changed`, unless something was before. */
  readonly standing?: string | undefined;
  /** Asked before the first file gets its name: the path of a source that is not what it was when it was read. */
  readonly isCurrent?: (() => string | undefined) | undefined;
}

/** A file that is to be. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Puts texts into files, all of them or none. What is there with the same content stays untouched; another content only gives way
 * to `force`. A symbolic link keeps pointing to its file, and a file keeps its mode and owner. Throws a JobError.
 */
export async function writeTexts(files: readonly NewFile[], { force, mode, ...options }: WriteOptions): Promise<void> {
  const left = files.filter((file) => isToWrite(file, force));
  const changes = left.map(({ path, text }) => ({
    path,
    content: { text: () => text },
    replaces: force,
    access: (there?: { mode: number }) => there ?? (mode === undefined ? undefined : { mode }),
  }));
  await applyChanges(changes, options);
}

/** Puts a long text into a file, piece by piece. What stands there only gives way to `force`. Throws a JobError. */
export async function writePieces(path: string, pieces: () => Iterable<string>, { force }: Pick<WriteOptions, 'force'>): Promise<void> {
  const { stat } = attemptWrite(path, () => writableEndOf(path));
  if (stat !== undefined && !force) throw new JobError(`${path} exists: use --force to overwrite it`);
  await applyChanges([{ path, content: { pieces }, replaces: force }], {});
}

/** Whether a file does not hold its text yet. Throws a JobError if it holds another one, which may not be replaced. */
function isToWrite({ path, text }: NewFile, force: boolean): boolean {
  return attemptWrite(path, () => {
    const { target, stat } = writableEndOf(path);
    if (stat === undefined) return true;
    if (readFileSync(target).equals(Buffer.from(text))) return false;
    if (!force) throw new JobError(`${path} exists and is different: use --force to overwrite it`);
    return true;
  });
}

/** Throws a JobError if there could be no file at a path: it tries that with an empty one, which does not stay. */
export function checkWritable(path: string): void {
  attemptWrite(path, () => {
    const { target, stat } = writableEndOf(path);
    // What is there is compared first.
    if (stat !== undefined) closeSync(openSync(target, 'r'));
    const probe = stagedPathOf(join(existingAbove(target), basename(target)));
    closeSync(openSync(probe, 'wx'));
    rmSync(probe);
  });
}

/** The directory that a path is in, as far as it exists. */
function existingAbove(path: string): string {
  const directory = dirname(path);
  return existsSync(directory) ? directory : existingAbove(directory);
}
