import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
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
  const script = new Script(`(function (exports, require, __filename, __dirname) {${source}\n})`, {
    filename: 'flb-convert', // not its path: that would be part of the cache
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const cli = {} as Cli;
  script.runInThisContext()(cli, createRequire(file), file, dirname(file));
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
  const { cli } = compileCli();
  // The process ends soon and most of its garbage is young: a nursery that does not grow takes a quarter less memory at
  // 10,000 nodes. Set after compiling: V8 takes no cache that was made under other flags.
  setFlagsFromString('--semi-space-growth-factor=1');
  return cli.main((url) => import(url));
}
