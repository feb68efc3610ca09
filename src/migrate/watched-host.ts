import { baseOf } from '../formats/detect.js';
import type { Host } from '../project/host.js';
import { directoryOf, pathIn, plainPath } from '../project/paths.js';

/** What a host was asked about besides what is in directories of one's own; all without symbolic links. */
export interface Asked {
  readonly paths: ReadonlySet<string>;
  /** Directories that were listed. */
  readonly directories: ReadonlySet<string>;
}

/** The host, noting what it is asked about. */
export function watchedHost(host: Host, isOwn: (directory: string) => boolean): { host: Host; asked: Asked } {
  const paths = new Set<string>();
  const directories = new Set<string>();
  const note = (path: string) => {
    const plain = plainPath(path);
    const directory = directoryOf(plain);
    if (isOwn(directory) || paths.has(plain)) return;
    paths.add(plain);
    const real = host.realPath(directory) ?? directory;
    if (!isOwn(real)) paths.add(pathIn(real, baseOf(plain)));
  };
  const watched: Host = {
    cwd: host.cwd,
    identify(path) {
      note(path);
      return host.identify(path);
    },
    realPath(path) {
      note(path);
      const real = host.realPath(path);
      // A link of one's own may lead elsewhere.
      if (real !== undefined && real !== path) note(real);
      return real;
    },
    read(path) {
      note(path);
      return host.read(path);
    },
    readStart(path, size) {
      note(path);
      return host.readStart(path, size);
    },
    list(directory) {
      const real = host.realPath(directory) ?? directory;
      if (!isOwn(real)) directories.add(real);
      return host.list(directory);
    },
  };
  return { host: watched, asked: { paths, directories } };
}
