import { type Io, processIo } from './io.js';
import { run, wholeProgram } from './run.js';

export { run, wholeProgram };

/** Runs the command line of this process; the package is in the directory `root`. A script that V8 made of a cache cannot import modules, nor does it know where it is. */
export async function main(importModule: Io['importModule'], root: string): Promise<void> {
  // Everything is written by then: an empty event loop has V8 collect garbage first.
  process.exit(await run(process.argv.slice(2), processIo(importModule, root)));
}
