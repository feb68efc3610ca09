import type { Host } from '../project/host.js';
import { shownPath } from '../project/paths.js';

/** The host with the texts of files that are open, by their real paths, in place of what is saved. Paths are shown from its start on. */
export function openHost(host: Host, texts: ReadonlyMap<string, string>): Host {
  const textOf = (path: string) => texts.get(host.realPath(path) ?? path);
  const encode = (text: string) => new TextEncoder().encode(text);
  return {
    cwd: host.cwd,
    shown: (path) => shownPath(path, host.cwd),
    identify: host.identify,
    realPath: host.realPath,
    list: host.list,
    read(path) {
      const text = textOf(path);
      return text === undefined ? host.read(path) : { bytes: encode(text) };
    },
    readStart(path, size) {
      const text = textOf(path);
      return text === undefined ? host.readStart(path, size) : encode(text.slice(0, size)).subarray(0, size);
    },
  };
}
