import { closeSync, statSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { attemptRead, attemptWrite, Interrupted, JobError, writeError } from '../job-error.js';
import type { Access, Change, Content } from './change.js';
import { createFile } from './create-file.js';
import { copyInto, mostOpen, syncFiles, writeText } from './open-files.js';
import { type Place, type Places, placeIn, realRelative } from './places.js';
import { stagedPathOf } from './temporary-files.js';

export interface StageOptions {
  /** Hears now and then how many files are staged, and at the end. */
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes each file beside its place and to the disk, with the mode and owner that it will have. Throws a JobError, or
 * Interrupted; some are written then.
 */
export async function stageFiles(changes: Iterable<Change>, places: Places, { onProgress, signal }: StageOptions): Promise<void> {
  let done = 0;
  for (const batch of inBatches(changes, mostOpen)) {
    await stageBatch(batch, places);
    if (signal?.aborted) throw new Interrupted('interrupted, nothing was changed');
    done += batch.length;
    onProgress?.(done);
  }
}

function* inBatches(changes: Iterable<Change>, size: number): Generator<Change[]> {
  let batch: Change[] = [];
  for (const change of changes) {
    if (batch.push(change) < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function stageBatch(batch: readonly Change[], places: Places): Promise<void> {
  const paths: string[] = [];
  const files: number[] = [];
  try {
    for (const change of batch) {
      const file = stage(change, placeIn(places, change.path));
      if (file === undefined) continue;
      files.push(file);
      paths.push(change.path);
    }
    const problems = await syncFiles(files);
    for (const [index, path] of paths.entries()) if (problems[index]) throw writeError(path, problems[index]);
  } finally {
    for (const file of files) closeSync(file);
  }
}

/** Gives the descriptor of the file; a link has none, nor has what is to go. */
function stage(change: Change, { target, exists }: Place): number | undefined {
  const { path, from, content } = change;
  if (content === 'nothing') return undefined;
  const pieces = piecesOf(content);
  return attemptWrite(path, () => {
    const staged = stagedPathOf(target);
    const link = linkTextOf(change);
    try {
      if (link !== undefined) {
        symlinkSync(link, staged);
        return undefined;
      }
      const access = accessOf(change, exists ? target : undefined);
      return createFile(staged, access, (file) => {
        if (pieces === undefined) copyInto(file, from ?? '');
        else for (const piece of pieces) writeText(file, piece);
      });
    } catch (problem) {
      // What a killed run left is gone by now.
      if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem;
      throw new JobError(`cannot write ${path}: something else is being written there at the same time`);
    }
  });
}

/** A text that is to be written; undefined for what is not one. */
export function piecesOf(content: Content): Iterable<string> | undefined {
  if (typeof content !== 'object') return undefined;
  if ('text' in content) return [content.text()];
  return 'pieces' in content ? content.pieces() : undefined;
}

/** `there`: the file that stands there now. */
function accessOf({ from, access }: Change, there: string | undefined): Access | undefined {
  const stat = there === undefined ? undefined : statSync(there);
  if (access !== undefined) return access(stat);
  return stat ?? (from === undefined ? undefined : attemptRead(from, () => statSync(from)));
}

/**
 * What the symbolic link says that a change makes, undefined if it makes none. One that is to lead somewhere is relative, so that
 * the tree can move. The system follows it from the link's real directory, whatever links lead there.
 */
export function linkTextOf({ path, content }: Change): string | undefined {
  if (typeof content !== 'object') return undefined;
  if ('linkText' in content) return content.linkText;
  return 'link' in content ? realRelative(dirname(path), content.link) : undefined;
}
