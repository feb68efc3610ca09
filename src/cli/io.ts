import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { JobError, reasonOf } from '../host/job-error.js';
import { isTerminal, readStandardInput } from '../host/read.js';
import { writeText } from '../host/write/open-files.js';
import { showsLinks } from './links.js';

const usualWidth = 80;

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
  /** Whether stderr is a terminal that can rewrite a line. */
  readonly stderrIsTerminal: boolean;
  readonly stdinIsTerminal: boolean;
  /** The width of help, in characters. */
  readonly columns: number;
  /** The page that converts in a browser, in full. */
  readonly page: string;
  /** The URL of docs/codes.md, where stdout and stderr are a terminal that shows links. */
  readonly codesPage?: string | undefined;
}

/** The process's own streams; `root`: where the package is installed. Streams are written synchronously: `process.stdout` costs a tenth of a start. */
export function processIo(importModule: Io['importModule'], root: string): Io {
  return {
    importModule,
    get page() {
      return join(root, 'dist', 'page', 'index.html');
    },
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
      return isTerminal(2) && !isDumb();
    },
    get stdinIsTerminal() {
      return isTerminal(0);
    },
    get columns() {
      return Number(process.env.COLUMNS) || (isTerminal(1) && process.stdout.columns) || usualWidth;
    },
    get codesPage() {
      return isTerminal(1) && isTerminal(2) && showsLinks(process.env) ? pathToFileURL(join(root, 'docs', 'codes.md')).href : undefined;
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
  if (isDumb()) return false;
  // Asking the stream itself would create it first, which takes a twentieth of the time of a start.
  return isTerminal(file);
}

/** Whether the terminal takes no commands (`TERM=dumb`, as in editors). */
function isDumb(): boolean {
  return process.env.TERM === 'dumb';
}
