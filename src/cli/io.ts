import { isTerminal, readStandardInput } from '../host/read.js';
import { writeText } from '../host/write-text.js';

/** What the command line touches of its process, so that tests can stand in for it. */
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
    writeStdout: (text) => write(1, text),
    writeStderr: (text) => write(2, text),
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

function write(file: number, text: string): void {
  try {
    writeText(file, text);
  } catch (problem) {
    // The reader has gone (`| head`): nobody is left to tell.
    if ((problem as NodeJS.ErrnoException).code !== 'EPIPE') throw problem;
  }
}

function wantsColor(file: 1 | 2): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  // Asking the stream itself would make it first, at the price of a twentieth of a start.
  return isTerminal(file);
}
