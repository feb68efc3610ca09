import { resolve } from 'node:path';
import { JobError, reasonOf } from '../../host/job-error.js';
import { openFile } from '../../host/open-file.js';
import { readRegularFile } from '../../host/read-file.js';
import { writeTexts } from '../../host/write/write-texts.js';
import type { Io } from '../io.js';

export interface PageFlags {
  output?: string;
  force?: boolean;
  open?: boolean;
}

/** Writes the page that converts in a browser, into a file or to standard output, or opens it where it is installed. */
export async function runPage({ output, force = false, open = false }: PageFlags, io: Io): Promise<number> {
  const text = readPage(io.page);
  if (output !== undefined) await writeTexts([{ path: output, text }], { force, mode: undefined });
  else if (!open) io.writeStdout(text);
  if (open) await openFile(output === undefined ? io.page : resolve(output));
  return 0;
}

function readPage(path: string): string {
  try {
    return readRegularFile(path).toString();
  } catch (problem) {
    throw new JobError(`cannot read the page of flb-convert, ${path}: ${reasonOf(problem)}`);
  }
}
