/** A file that is not read yet. */
export interface Found {
  readonly path: string;
  read(): Promise<File>;
}

/** Directories that hold nothing of Fluent Bit's, and too much. */
const passedOver = new Set(['.git', 'node_modules']);

export function isPassedOver(path: string): boolean {
  return path.split('/').some((part) => passedOver.has(part));
}

/** At most this many files are looked for. */
export const mostFiles = 2000;

/** Not every browser has it. */
interface ItemWithHandle extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** The files of what was dropped, those in folders with their paths. To be called as long as the event lasts: later, items are empty. */
export function filesOf(items: readonly DataTransferItem[]): Promise<Found[]> {
  return allFound(items.map(searchOf));
}

type Search = (found: Found[]) => Promise<void>;

async function allFound(searches: readonly Search[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const search of searches) await search(found);
  return found;
}

/** On a page from the disk, Chromium reads folders by handles only; Firefox has no handles. */
function searchOf(item: ItemWithHandle): Search {
  const file = item.getAsFile();
  const entry = item.webkitGetAsEntry();
  if (entry?.isDirectory !== true) return async (found) => void (file && found.push({ path: file.name, read: async () => file }));
  const handle = item.getAsFileSystemHandle?.();
  if (handle === undefined) return (found) => findInEntry(entry, entry.name, found);
  return async (found) => findInHandle((await handle) as FileSystemDirectoryHandle, entry.name, found);
}

async function findInHandle(directory: FileSystemDirectoryHandle, path: string, found: Found[]): Promise<void> {
  for await (const one of directory.values()) {
    const inner = `${path}/${one.name}`;
    if (found.length > mostFiles || isPassedOver(inner)) continue;
    if (one.kind === 'directory') await findInHandle(one as FileSystemDirectoryHandle, inner, found);
    else found.push({ path: inner, read: () => (one as FileSystemFileHandle).getFile() });
  }
}

async function findInEntry(entry: FileSystemEntry, path: string, found: Found[]): Promise<void> {
  if (found.length > mostFiles || isPassedOver(path)) return;
  if (entry.isFile) {
    found.push({ path, read: () => new Promise((give, fail) => (entry as FileSystemFileEntry).file(give, fail)) });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A browser gives some at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((give, fail) => reader.readEntries(give, fail));
    if (some.length === 0) return;
    for (const one of some) await findInEntry(one, `${path}/${one.name}`, found);
  }
}
