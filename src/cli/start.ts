import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { Script } from 'node:vm';

export type Cli = typeof import('./main.js');

/** A file of the command line, compiled. */
interface Compiled {
  readonly script: Script;
  readonly exports: object;
}

/** The files of the command line that were asked for, by their names: their paths from the directory of this file. */
export type CompiledFiles = Map<string, Compiled>;

/** V8's compiled form of a file, made by the build; it counts for the very version of Node that made it. */
export function cacheFileOf(name: string): string {
  return join(__dirname, name.replace(/\.js$/, '.cache'));
}

/** Compiles the command line; `files` gets what that asks for, now and when it runs. */
export function compileCli(files: CompiledFiles): Cli {
  return compile('cli.js', files) as Cli;
}

/**
 * Compiles a file, from V8's cache if that fits: compiling its functions one by one as they are first called takes a third of a
 * whole conversion otherwise.
 */
function compile(name: string, files: CompiledFiles): object {
  const known = files.get(name);
  if (known !== undefined) return known.exports;
  const path = join(__dirname, name);
  const source = readFileSync(path, 'latin1'); // the bundle is plain ASCII
  const cachedData = readCache(name);
  const script = new Script(source, {
    filename: `flb-convert/${name}`, // not its path: that would be part of the cache
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const exports = {};
  files.set(name, { script, exports });
  const requireOne = (asked: string) =>
    asked.startsWith('.') ? compile(posix.join(posix.dirname(name), asked), files) : require(fileOf(asked));
  script.runInThisContext()(exports, requireOne, path, dirname(path));
  return exports;
}

/** A package is in a file of its own, which Node compiles. */
function fileOf(module: string): string {
  return isBuiltin(module) ? module : join(__dirname, 'cli', `${module}.js`);
}

function readCache(name: string): Buffer | undefined {
  try {
    return readFileSync(cacheFileOf(name));
  } catch {
    return undefined;
  }
}

/** Runs the command line of this process. */
export function start(): Promise<void> {
  return compileCli(new Map()).main((url) => import(url), join(__dirname, '..'));
}
