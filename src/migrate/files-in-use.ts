import { hasVariable } from '../check/values.js';
import { baseOf } from '../formats/detect.js';
import type { PlannedFile } from './plan.js';

/** The old files that stay although something takes their place: what stays itself uses them, or a path with a variable may mean them. */
export class FilesInUse {
  /** In words, why a file stays, by its path. */
  private readonly reasons = new Map<string, string>();
  /** The same by paths with variables. */
  private readonly guesses = new Map<string, string>();

  /** `outside`: the paths that files refer to which are no part of the migration, each with the name of one that does. */
  constructor(outside: ReadonlyMap<string, string> = new Map()) {
    for (const [path, user] of outside) this.use(path, user);
  }

  /** Takes notice of what a file uses if it stays, and of its paths with variables, which are the same afterwards. */
  note({ name, action, isReplaced, outputs, uses = [] }: PlannedFile): void {
    if (uses.length === 0) return;
    const isUpdated = outputs.some(({ state }) => state === 'source');
    const stays = !isReplaced && !isUpdated && action !== 'refuse';
    for (const path of uses) if (stays || hasVariable(path)) this.use(path, name);
  }

  /** Finds out which of the files stay, with what those need in their turn. */
  find(files: Iterable<PlannedFile>): void {
    if (this.guesses.size > 0) for (const file of files) this.guess(file);
    for (let known = 0; known < this.reasons.size; ) {
      known = this.reasons.size;
      for (const { path, name, uses = [] } of files) if (this.reasons.has(path)) for (const one of uses) this.use(one, name);
    }
  }

  /** The file as it is planned if it may be in use. */
  planned(file: PlannedFile): PlannedFile {
    const stays = file.isReplaced ? this.reasons.get(file.path) : undefined;
    return stays === undefined ? file : { ...file, isReplaced: false, stays };
  }

  private use(path: string, user: string): void {
    if (hasVariable(path)) addFirst(this.guesses, path, `${user} may refer to it as ${path}`);
    else addFirst(this.reasons, path, `${user} refers to it`);
  }

  private guess(file: PlannedFile): void {
    for (const [written, reason] of this.guesses) if (mayLeadTo(written, file)) addFirst(this.reasons, file.path, reason);
  }
}

function addFirst(reasons: Map<string, string>, path: string, reason: string): void {
  if (!reasons.has(path)) reasons.set(path, reason);
}

/** Whether a path with a variable may be that of a file: it ends with the same name. If a part of the name is unknown, no main file is meant. */
function mayLeadTo(written: string, { path, role }: PlannedFile): boolean {
  const end = written.slice(written.lastIndexOf('}') + 1);
  if (end.includes('/')) return baseOf(path) === baseOf(end);
  return path.endsWith(end) && role !== 'main' && role !== 'part';
}
