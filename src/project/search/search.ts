import { hasVariable } from '../../check/values.js';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { valueSpan } from '../../model/config.js';
import { fileElsewhere, fileNotFollowed, fileNotFound, fileShadowed, includeWithoutMatch } from '../diagnostics.js';
import type { Family } from '../files.js';
import type { Host } from '../host.js';
import { directoryOf, isAbsolute, isInside, pathIn } from '../paths.js';
import type { Reference } from '../references.js';
import { expandGlob } from './glob.js';

/** Fluent Bit as it is started with a file, or led to one: each Parsers_File and the like is the root of its own includes (C-31). */
export interface Start {
  readonly host: Host;
  /** What the engine reads the file as, and all that it includes (C-36, Y-34). */
  readonly family: Family;
  /** The directory that stands for the configuration. */
  readonly home: string;
}

/** Where a reference leads, and the diagnostics about that. */
export interface Found {
  /** Several only for a pattern; none if it leads nowhere. */
  readonly paths: readonly string[];
  readonly finding?: Diagnostic;
}

export function startWith(host: Host, file: { readonly path: string; readonly family: Family }): Start {
  return new StartWithFile(host, file.path, file.family);
}

class StartWithFile implements Start {
  private known: string | undefined;

  constructor(
    readonly host: Host,
    private readonly path: string,
    readonly family: Family,
  ) {}

  /** Most files refer to nothing: for these, nobody asks. */
  get home(): string {
    this.known ??= homeOf(this.host, this.path);
    return this.known;
  }
}

/** The directory of the file itself, wherever links to it are (C-31, R-1). */
function homeOf(host: Host, path: string): string {
  const directory = directoryOf(path);
  const real = host.realPath(path);
  return real === undefined ? (host.realPath(directory) ?? directory) : directoryOf(real);
}

/**
 * Where the engine finds what a reference names (R-1 … R-6). `from`: the path of the file that it stands in, as the engine has put
 * it together.
 */
export function search(reference: Reference, from: string, start: Start): Found {
  const { kind, path } = reference;
  const { host, family, home } = start;
  const atStart = [host.cwd, home];
  // Only the engine knows a path with a variable (E-6); in an include, it is not a variable (C-33, Y-33).
  if (kind !== 'include' && hasVariable(path))
    return { paths: [], finding: diagnostic(fileNotFollowed, valueSpan(reference.property), { path }) };
  if (kind !== 'include') return firstOf(reference, atStart, start);
  const base = family === 'classic' ? home : directoryOf(from);
  if (isPattern(reference)) return matchesOf(reference, base, start);
  return firstOf(reference, family === 'classic' ? atStart : [base], start);
}

/** Whether it stands for all files that it matches (C-34, Y-32). */
export function isPattern({ kind, path }: Reference): boolean {
  return kind === 'include' && path.includes('*');
}

/** The file that the engine takes of those in several directories. */
function firstOf(reference: Reference, directories: readonly string[], start: Start): Found {
  const { path: written, property } = reference;
  const { host } = start;
  const candidates = new Map<string, string>();
  for (const directory of isAbsolute(written) ? [''] : directories) {
    const path = pathIn(directory, written);
    const identity = host.identify(path);
    if (identity !== undefined && !candidates.has(identity)) candidates.set(identity, path);
  }
  const [path, shadowed] = candidates.values();
  if (path === undefined) return { paths: [], finding: notFound(reference, directories, start) };
  if (shadowed === undefined) return { paths: [path] };
  return { paths: [path], finding: diagnostic(fileShadowed, valueSpan(property), { path: written, shadowed: host.shown(shadowed) }) };
}

/** Without a match in its own directory, the engine goes on from YAML (Y-32, Q-22). */
function matchesOf(reference: Reference, base: string, start: Start): Found {
  const { path, property } = reference;
  const paths = expandGlob(start.host, base, path);
  if (paths.length > 0) return { paths };
  if (start.family === 'yaml' && !isAbsolute(path))
    return { paths, finding: diagnostic(includeWithoutMatch, valueSpan(property), { path }) };
  return { paths, finding: notFound(reference, [base], start) };
}

/** A path in full may be one of the machine that the configuration is meant for. */
function notFound({ path, kind, property }: Reference, directories: readonly string[], { host, home }: Start): Diagnostic {
  const span = valueSpan(property);
  if (isAbsolute(path))
    return isInside(path, home) ? diagnostic(fileNotFound, span, { path, kind }) : diagnostic(fileElsewhere, span, { path });
  const places = [...new Set(directories)].map((directory) => placeName(directory, host)).join(', then ');
  return diagnostic(fileNotFound, span, { path, kind, places });
}

function placeName(directory: string, host: Host): string {
  return directory === host.cwd ? 'in the working directory' : `in '${host.shown(directory)}'`;
}
