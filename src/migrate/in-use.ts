import { hasVariable } from '../check/values.js';
import { baseOf } from '../formats/detect.js';
import type { PlannedFile } from './plan.js';

/** A configuration that uses other files. */
export type User = Pick<PlannedFile, 'path' | 'name' | 'uses' | 'mayUse'>;

/** The plan with the old files that stay although something takes their place. `outside`: configurations that nobody named. */
export function withFilesInUse(planned: readonly PlannedFile[], outside: readonly User[] = []): PlannedFile[] {
  const inUse = new FilesInUse(outside);
  for (const file of planned) inUse.note(file);
  inUse.find(planned);
  return planned.map((file) => inUse.planned(file));
}

/** The old files that stay although something takes their place: what stays itself uses them, or a path that leads nowhere here may mean them. */
class FilesInUse {
  /** In words, why a file stays, by its path. */
  private readonly reasons = new Map<string, string>();
  /** The same by the names with which paths end. */
  private readonly names = new Map<string, string>();
  /** The same by the ends of names, where a variable is in the name itself. */
  private readonly ends = new Map<string, string>();
  /** The same for all that is in directories and below. */
  private readonly directories = new Map<string, string>();

  /** `outside`: configurations that nobody named. Some may turn out to be part of the migration all the same. */
  constructor(private readonly outside: readonly User[] = []) {}

  /** Takes notice of what a file uses if it stays, and of its paths that lead nowhere here, which are the same afterwards. */
  note(file: PlannedFile): void {
    const { action, isReplaced, outputs } = file;
    const isUpdated = outputs.some(({ state }) => state === 'source');
    if (!isReplaced && !isUpdated && action !== 'refuse') this.noteStaying(file);
    else this.noteGuesses(file);
  }

  private noteStaying(user: User): void {
    for (const path of user.uses ?? []) this.use(path, user);
    this.noteGuesses(user);
  }

  private noteGuesses({ name, mayUse = [] }: User): void {
    for (const written of mayUse) {
      if (written.endsWith('/')) addFirst(this.directories, written, `${name} cannot be read in full and may refer to it`);
      else this.noteGuess(written, `${name} may refer to it as ${written}`);
    }
  }

  private noteGuess(written: string, reason: string): void {
    const end = written.slice(written.lastIndexOf('}') + 1);
    if (end.includes('/') || !hasVariable(written)) addFirst(this.names, baseOf(end), reason);
    else addFirst(this.ends, end, reason);
  }

  /** Finds out which of the files stay, with what those need in their turn. */
  find(files: Iterable<PlannedFile>): void {
    for (const user of this.notAmong(files)) this.noteStaying(user);
    if (this.names.size + this.ends.size + this.directories.size > 0) for (const file of files) this.guess(file);
    for (let known = 0; known < this.reasons.size; ) {
      known = this.reasons.size;
      for (const file of files) if (this.reasons.has(file.path)) for (const path of file.uses ?? []) this.use(path, file);
    }
  }

  /** The file as it is planned if it may be in use. */
  planned(file: PlannedFile): PlannedFile {
    const stays = file.isReplaced ? this.reasons.get(file.path) : undefined;
    return stays === undefined ? file : { ...file, isReplaced: false, stays };
  }

  private notAmong(files: Iterable<PlannedFile>): readonly User[] {
    if (this.outside.length === 0) return [];
    const paths = new Set(this.outside.map(({ path }) => path));
    for (const { path } of files) paths.delete(path);
    return this.outside.filter(({ path }) => paths.has(path));
  }

  private use(path: string, { name }: User): void {
    addFirst(this.reasons, path, `${name} refers to it`);
  }

  /** If a part of the name is unknown, no main file is meant. */
  private guess({ path, role }: PlannedFile): void {
    const named = this.names.get(baseOf(path));
    if (named !== undefined) addFirst(this.reasons, path, named);
    if (this.directories.size > 0) this.guessByDirectory(path);
    if (role === 'main' || role === 'part') return;
    for (const [end, reason] of this.ends) if (path.endsWith(end)) addFirst(this.reasons, path, reason);
  }

  private guessByDirectory(path: string): void {
    for (let end = path.lastIndexOf('/'); end !== -1; end = path.lastIndexOf('/', end - 1)) {
      const reason = this.directories.get(path.slice(0, end + 1));
      if (reason !== undefined) addFirst(this.reasons, path, reason);
      if (end === 0) return;
    }
  }
}

function addFirst(reasons: Map<string, string>, key: string, reason: string): void {
  if (!reasons.has(key)) reasons.set(key, reason);
}
