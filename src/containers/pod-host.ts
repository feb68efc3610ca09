import { redirectedHost } from '../project/derived-hosts.js';
import type { Host } from '../project/host.js';
import { memoryHost } from '../project/memory-host.js';
import { pathIn, plainPath } from '../project/paths.js';
import type { PodFile } from './pod-files.js';

export interface PodHostOptions {
  /** Where Fluent Bit starts. */
  readonly cwd: string;
  /** Files that are there besides, of content that does not matter. */
  readonly others?: readonly string[];
  /** Directories that mean the same one as the first of them. */
  readonly aliases?: readonly string[];
}

/** A pod's container as Fluent Bit in it sees it: the texts that are mounted are its files. */
export function podHost(files: ReadonlyMap<string, PodFile>, { cwd, others = [], aliases = [] }: PodHostOptions): Host {
  const bytesOf = (path: string) => {
    const file = files.get(path);
    return file && new TextEncoder().encode(file.text.text);
  };
  const memory = memoryHost([...files.keys(), ...others], { cwd, bytesOf, problem: 'it is a file of the image' });
  const host = { ...memory, shown: (path: string) => path };
  const [home = '', ...more] = aliases;
  if (more.length === 0) return host;
  return redirectedHost(host, (path) => {
    const plain = plainPath(pathIn(cwd, path));
    const alias = more.find((one) => plain === one || plain.startsWith(`${one}/`));
    return alias === undefined ? plain : home + plain.slice(alias.length);
  });
}
