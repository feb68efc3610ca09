import { redirectedHost } from '../../project/derived-hosts.js';
import type { Host } from '../../project/host.js';
import { memoryHost } from '../../project/memory-host.js';
import { pathIn, plainPath } from '../../project/paths.js';
import type { PodFile } from './pod-files.js';

export interface TextHostOptions {
  /** Where Fluent Bit starts. */
  readonly cwd: string;
  /** Files that are there besides, of content that does not matter. */
  readonly others?: readonly string[];
  /** Directories that mean the same one as the first of them. */
  readonly aliases?: readonly string[];
  /** Paths as people are shown them; in full by default. */
  readonly shown?: (path: string) => string;
}

/** A pod's container as Fluent Bit in it sees it: the texts that are mounted are its files. */
export function podHost(files: ReadonlyMap<string, PodFile>, options: TextHostOptions): Host {
  return textHost(new Map(Array.from(files, ([path, { text }]) => [path, text.text])), options);
}

/** A file system that holds these texts, by their paths in full. */
export function textHost(
  texts: ReadonlyMap<string, string>,
  { cwd, others = [], aliases = [], shown = (path) => path }: TextHostOptions,
): Host {
  const bytesOf = (path: string) => {
    const text = texts.get(path);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  const host = { ...memoryHost([...texts.keys(), ...others], { cwd, bytesOf, problem: 'it is a file of the image' }), shown };
  const [home = '', ...more] = aliases;
  if (more.length === 0) return host;
  return redirectedHost(host, (path) => {
    const plain = plainPath(pathIn(cwd, path));
    const alias = more.find((one) => plain === one || plain.startsWith(`${one}/`));
    return alias === undefined ? plain : home + plain.slice(alias.length);
  });
}
