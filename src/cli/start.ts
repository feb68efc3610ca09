import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

export type Cli = typeof import('./main.js');

const file = join(__dirname, 'cli.js');

/** V8's compiled form of the command line, made by the build; it counts for the very version of Node that made it. */
export const cacheFile = join(__dirname, 'cli.cache');

/**
 * Compiles the command line, from V8's cache if that fits: compiling its functions one by one as they are first called
 * takes a third of a whole conversion otherwise.
 */
export function compileCli(): { script: Script; cli: Cli } {
  const source = readFileSync(file, 'latin1'); // the bundle is plain ASCII
  const cachedData = readCache();
  const script = new Script(source, {
    filename: 'flb-convert', // not its path: that would be part of the cache
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const cli = {} as Cli;
  script.runInThisContext()(cli, require, file, __dirname);
  return { script, cli };
}

function readCache(): Buffer | undefined {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

/** Runs the command line of this process. */
export function start(): Promise<void> {
  return compileCli().cli.main((url) => import(url), join(__dirname, '..'));
}
