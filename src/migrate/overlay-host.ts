import type { Host } from '../project/host.js';
import { namesByDirectory } from '../project/memory-host.js';
import { directoryOf, pathIn, plainPath } from '../project/paths.js';

/** Files that will be there, by their real paths. */
export interface NewFiles {
  readonly paths: Pick<ReadonlySet<string>, 'has' | 'keys'>;
  /** Links that will be there, each with where it leads. */
  readonly links: ReadonlyMap<string, string>;
  bytesOf(path: string): Uint8Array;
}

/** The host as it will be when these files are there. */
export function overlayHost(host: Host, { paths: files, links, bytesOf }: NewFiles): Host {
  // Made on first use: only patterns need it.
  let names: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  const real = (path: string): string => {
    const plain = followed(plainPath(path), links);
    if (files.has(plain)) return plain;
    const behindLink = host.realPath(plain);
    if (behindLink !== undefined && files.has(behindLink)) return behindLink;
    const directory = directoryOf(plain);
    return pathIn(host.realPath(directory) ?? directory, plain.slice(pathIn(directory, '').length));
  };
  return {
    cwd: host.cwd,
    shown: host.shown,
    identify: (path) => (files.has(real(path)) ? `new ${real(path)}` : host.identify(path)),
    realPath: (path) => (files.has(real(path)) ? real(path) : host.realPath(path)),
    read(path) {
      const plain = real(path);
      return files.has(plain) ? { bytes: bytesOf(plain) } : host.read(path);
    },
    readStart(path, size) {
      const plain = real(path);
      return files.has(plain) ? bytesOf(plain).subarray(0, size) : host.readStart(path, size);
    },
    list(directory) {
      names ??= namesByDirectory([...files.keys(), ...links.keys()]);
      const added = names.get(real(directory));
      return added === undefined ? host.list(directory) : [...new Set([...host.list(directory), ...added])];
    },
  };
}

/** A path with all links in it followed. */
function followed(path: string, links: ReadonlyMap<string, string>): string {
  if (links.size === 0) return path;
  for (let at = path; at !== '/'; at = directoryOf(at)) {
    const target = links.get(at);
    if (target !== undefined) return followed(target + path.slice(at.length), links);
  }
  return path;
}
