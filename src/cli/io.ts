import { JobError, reasonOf } from '../host/job-error.js';
import { isTerminal, readStandardInput } from '../host/read.js';
import { writeText } from '../host/write/open-files.js';

/** What the command line uses of its process, so that tests can replace it. */
export interface Io {
  readStdin(): Promise<Uint8Array>;
  writeStdout(text: string): void;
  writeStderr(text: string): void;
  /** Loads a module by its URL. */
  importModule(url: string): Promise<unknown>;
  /** Whether stderr and stdout show colors. */
  readonly stderrColor: boolean;
  readonly stdoutColor: boolean;
  readonly stderrIsTerminal: boolean;
}

/** The process's own streams, written synchronously: `process.stdout` costs a tenth of a start. */
export function processIo(importModule: Io['importModule']): Io {
  return {
    importModule,
    readStdin: readStandardInput,
    writeStdout,
    writeStderr,
    get stderrColor() {
      return wantsColor(2);
    },
    get stdoutColor() {
      return wantsColor(1);
    },
    get stderrIsTerminal() {
      return isTerminal(2);
    },
  };
}

/** Throws a JobError if the text cannot be written. */
function writeStdout(text: string): void {
  try {
    writeText(1, text);
  } catch (problem) {
    // The reader has gone (`| head`): there is nobody to tell.
    if ((problem as NodeJS.ErrnoException).code !== 'EPIPE') throw new JobError(`cannot write standard output: ${reasonOf(problem)}`);
  }
}

/** A message that cannot be written is dropped: there is no other way to show it, and the exit code stays right. */
function writeStderr(text: string): void {
  try {
    writeText(2, text);
  } catch {}
}

function wantsColor(file: 1 | 2): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  // Asking the stream itself would create it first, which takes a twentieth of the time of a start.
  return isTerminal(file);
}
