import type { Host } from '../project/host.js';
import { directoryOf, pathIn } from '../project/paths.js';
import { isEqualBytes } from './bytes.js';

/** Looks at what stands where files are to go. Each directory is listed once: most destinations are new. */
export class Destinations {
  private readonly names = new Map<string, ReadonlySet<string>>();

  constructor(private readonly host: Host) {}

  /** Whether there is nothing yet, the very same, or something else. */
  stateOf(path: string, content: () => Uint8Array): 'new' | 'same' | 'different' {
    if (!this.has(path)) return 'new';
    const there = this.host.read(path);
    return 'bytes' in there && isEqualBytes(there.bytes, content()) ? 'same' : 'different';
  }

  /** The same of a link to be. */
  stateOfLink(path: string, link: string): 'new' | 'same' | 'different' {
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
    return names.has(path.slice(pathIn(directory, '').length));
  }
}
