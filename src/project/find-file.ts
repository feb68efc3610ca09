import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import { fileElsewhere, fileNotFound, fileShadowed } from './diagnostics.js';
import type { Host } from './host.js';
import { directoryOf, isAbsolute, isInside, pathIn, shownPath } from './paths.js';
import type { Reference } from './references.js';

/** Where the engine looks for a file. */
export interface SearchPlaces {
  /** In this order. */
  readonly directories: readonly string[];
  /** The directory of the configuration itself. */
  readonly home: string;
}

/** Where a reference leads, as far as it does, and what is to be said of that. */
export interface Lookup {
  readonly path?: string;
  readonly finding?: Diagnostic;
}

/** The directory that stands for a configuration: that of the file itself, wherever links to it are (C-31, R-1). */
export function homeOf(host: Host, path: string): string {
  const directory = directoryOf(path);
  const real = host.realPath(path);
  return real === undefined ? (host.realPath(directory) ?? directory) : directoryOf(real);
}

export function findFile(host: Host, reference: Reference, places: SearchPlaces): Lookup {
  const { path: written, property } = reference;
  const candidates = new Map<string, string>();
  for (const directory of isAbsolute(written) ? [''] : places.directories) {
    const path = pathIn(directory, written);
    const identity = host.identify(path);
    if (identity !== undefined && !candidates.has(identity)) candidates.set(identity, path);
  }
  const [path, shadowed] = candidates.values();
  if (path === undefined) return { finding: notFound(host, reference, places) };
  if (shadowed === undefined) return { path };
  const args = { path: written, shadowed: shownPath(shadowed, host.cwd) };
  return { path, finding: diagnostic(fileShadowed, valueSpan(property), args) };
}

/** A path in full may be one of the machine that the configuration is meant for. */
export function notFound(host: Host, { path, kind, property }: Reference, { directories, home }: SearchPlaces): Diagnostic {
  const span = valueSpan(property);
  if (isAbsolute(path))
    return isInside(path, home) ? diagnostic(fileNotFound, span, { path, kind }) : diagnostic(fileElsewhere, span, { path });
  const places = [...new Set(directories)].map((directory) => placeName(directory, host)).join(', then ');
  return diagnostic(fileNotFound, span, { path, kind, places });
}

function placeName(directory: string, { cwd }: Host): string {
  return directory === cwd ? 'in the working directory' : `in '${shownPath(directory, cwd)}'`;
}
