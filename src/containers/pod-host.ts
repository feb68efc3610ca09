import type { Host } from '../project/host.js';
import { directoryOf, pathIn, plainPath } from '../project/paths.js';
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
  const names = new Map<string, Set<string>>();
  for (const path of [...texts.keys(), ...others]) {
    for (let at = path; at !== '/'; at = directoryOf(at)) {
      const directory = directoryOf(at);
      const known = names.get(directory) ?? new Set();
      names.set(directory, known.add(at.slice(pathIn(directory, '').length)));
    }
  }
  const otherFiles = new Set(others);
  const [home = '', ...more] = aliases;
  const real = (path: string): string | undefined => {
    const plain = plainPath(pathIn(cwd, path)) || '/';
    const alias = more.find((one) => plain === one || plain.startsWith(`${one}/`));
    const place = alias === undefined ? plain : home + plain.slice(alias.length);
    return texts.has(place) || otherFiles.has(place) || names.has(place) ? place : undefined;
  };
  const bytesOf = (path: string) => {
    const text = texts.get(real(path) ?? '');
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  return {
    cwd,
    shown,
    identify: real,
    realPath: real,
    read(path) {
      const bytes = bytesOf(path);
      return bytes === undefined ? { problem: 'it is a file of the image' } : { bytes };
    },
    readStart: (path, size) => bytesOf(path)?.subarray(0, size) ?? new Uint8Array(),
    list: (directory) => [...(names.get(real(directory) ?? '') ?? [])],
  };
}
