import { existsSync, readFileSync } from 'node:fs';
import { Script } from 'node:vm';

export type Cli = typeof import('./main.js');

/** A file of the command line, compiled. */
interface Compiled {
  readonly script: Script;
  readonly exports: object;
}

/** The files of the command line that were asked for, by their names: their paths from the directory of this file. */
export type CompiledFiles = Map<string, Compiled>;

/** Where a file lies: put together by hand, since the first `join` of a process takes a hundredth of a start. */
function pathOf(name: string): string {
  return `${__dirname}/${name}`;
}

/** V8's compiled form of a file, made by the build; it counts for the very version of Node that made it. */
export function cacheFileOf(name: string): string {
  return pathOf(name.replace(/\.js$/, '.cache'));
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
  const path = pathOf(name);
  const source = readFileSync(path, 'latin1'); // the bundle is plain ASCII
  const cachedData = readCache(name);
  const script = new Script(source, {
    filename: `flb-convert/${name}`, // not its path: that would be part of the cache
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const exports = {};
  files.set(name, { script, exports });
  const directory = name.slice(0, name.lastIndexOf('/') + 1);
  const requireOne = (asked: string) =>
    asked.startsWith('./') ? compile(directory + asked.slice('./'.length), files) : require(packageFile(asked) ?? asked);
  script.runInThisContext()(exports, requireOne, path);
  return exports;
}

/** The file of a package that is bundled by itself, which Node compiles; none for a module of Node. */
function packageFile(module: string): string | undefined {
  const path = pathOf(`cli/${module}.js`);
  return !module.startsWith('node:') && existsSync(path) ? path : undefined;
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
  return compileCli(new Map()).main((url) => import(url), pathOf('..'));
}
