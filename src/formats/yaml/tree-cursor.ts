import { type Comment, type Cursor, CursorFields, type Scalar } from '../document/cursor.js';
import type { Documents, Entry, Tree } from './tree.js';

/** Goes through trees as if through their text. */
export class TreeCursor extends CursorFields implements Cursor {
  readonly apart = true;
  readonly comments: readonly Comment[];

  private readonly roots: Iterator<Tree>;
  private tree: Tree | undefined;
  /** The parts that are left of each list and map that is open. */
  private readonly levels: Iterator<Tree | Entry>[] = [];

  constructor({ roots, comments }: Documents) {
    super();
    this.roots = roots.values();
    this.comments = comments;
  }

  nextDocument(): boolean {
    const { value, done } = this.roots.next();
    if (!done) this.standAt(value);
    return !done;
  }

  open(): void {
    const { tree } = this;
    if (tree?.type === 'list') this.levels.push(tree.items.values());
    if (tree?.type === 'map') this.levels.push(tree.entries.values());
  }

  next(): boolean {
    const part = this.levels.at(-1)?.next().value as Tree | Entry | undefined;
    if (part === undefined) this.levels.pop();
    else if ('key' in part) this.standAtEntry(part);
    else this.standAt(part);
    return part !== undefined;
  }

  private standAtEntry({ key, value }: Entry): void {
    this.keyText = key.text;
    this.keyPlain = key.plain;
    this.keyStart = key.start;
    this.keyEnd = key.end;
    this.standAt(value);
  }

  private standAt(tree: Tree): void {
    this.tree = tree;
    this.type = tree.type;
    this.start = tree.start;
    const { text, plain, end }: Omit<Scalar, 'start'> = tree.type === 'scalar' ? tree : { text: '', plain: false, end: tree.start + 1 };
    this.text = text;
    this.plain = plain;
    this.end = end;
  }
}
