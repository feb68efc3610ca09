import { baseOf } from '../formats/detect.js';
import type { Host } from '../project/host.js';
import { directoryOf } from '../project/paths.js';
import type { OutputState } from './plan.js';

/** Looks at what stands where files are to go. Each directory is listed once: most destinations are new. */
export class Destinations {
  private readonly names = new Map<string, ReadonlySet<string>>();

  constructor(private readonly host: Host) {}

  stateOf(path: string, content: () => Uint8Array): OutputState {
    if (!this.has(path)) return 'new';
    const there = this.host.read(path);
    if ('bytes' in there) return isEqualBytes(there.bytes, content()) ? 'same' : 'different';
    return there.isNoFile ? 'blocked' : 'different';
  }

  /** The same of a link to be. */
  stateOfLink(path: string, link: string): OutputState {
    const there = this.host.realPath(path);
    const isThere = there !== undefined && (there === link || there === this.host.realPath(link));
    return isThere ? 'same' : this.stateOf(path, () => new Uint8Array());
  }

  private has(path: string): boolean {
    const directory = directoryOf(path);
    let names = this.names.get(directory);
    if (names === undefined) {
      names = new Set(this.host.list(directory));
      this.names.set(directory, names);
    }
    return names.has(baseOf(path));
  }
}

export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function isEqualBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** What is in a file; nothing if it cannot be read. */
export function bytesOf(host: Host, path: string): Uint8Array {
  const content = host.read(path);
  return 'bytes' in content ? content.bytes : new Uint8Array();
}
