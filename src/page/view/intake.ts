import type { PageFile } from '../protocol.js';

/** Files as they were dropped or chosen, and what there is to say of those that were left out. */
export interface Taken {
  readonly files: readonly PageFile[];
  readonly remarks: readonly string[];
}

/** A file that is not read yet. */
interface Found {
  readonly path: string;
  readonly file: File;
}

const megabyte = 1 << 20;
/** Configurations are far smaller, and larger ones take the page too long. */
const largest = megabyte;
const largestSum = 16 * megabyte;
const mostFiles = 2000;

/** Directories that hold nothing of Fluent Bit's, and too much. */
const passedOver = new Set(['.git', 'node_modules']);

/** What was dropped or pasted: files, or the files of directories with their paths in these. */
export async function takeTransfer({ items, files }: DataTransfer): Promise<Taken> {
  // The list is empty once this function has waited for something.
  const entries = [...items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []));
  const loose = [...files].map((file) => ({ path: file.name, file }));
  const found: Found[] = [];
  for (const entry of entries) await findIn(entry, found);
  return take(entries.length === 0 ? loose : found);
}

/** What is typed or pasted has a name without a suffix: its content tells the format. */
export const pasted = 'pasted';

export function takeText(text: string, path = pasted): Taken {
  const bytes = new TextEncoder().encode(text);
  return bytes.length > largest ? { files: [], remarks: [tooMuch('the text')] } : { files: [{ path, bytes }], remarks: [] };
}

/** What was chosen in a dialog. */
export function takeList(files: Iterable<File>): Promise<Taken> {
  return take([...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

async function findIn(entry: FileSystemEntry, found: Found[]): Promise<void> {
  if (found.length > mostFiles || passedOver.has(entry.name)) return;
  if (entry.isFile) {
    const file = await new Promise<File>((give, fail) => (entry as FileSystemFileEntry).file(give, fail));
    found.push({ path: entry.fullPath.replace(/^\/+/, '') || entry.name, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A browser gives some at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((give, fail) => reader.readEntries(give, fail));
    if (some.length === 0) return;
    for (const one of some) await findIn(one, found);
  }
}

async function take(all: readonly Found[]): Promise<Taken> {
  const files = new Map<string, Uint8Array>();
  const found = withinFolder(all.filter(({ path }) => !path.split('/').some((part) => passedOver.has(part))));
  const tooLarge: string[] = [];
  const twice: string[] = [];
  let sum = 0;
  for (const { path, file } of found.slice(0, mostFiles)) {
    if (file.size > largest || sum + file.size > largestSum) {
      tooLarge.push(path);
      continue;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    sum += bytes.length;
    const known = files.get(path);
    if (known === undefined) files.set(path, bytes);
    else if (!isEqual(known, bytes)) twice.push(path);
  }
  return { files: Array.from(files, ([path, bytes]) => ({ path, bytes })), remarks: remarksOn(found, tooLarge, twice) };
}

/** One folder that holds everything is where Fluent Bit starts: paths begin in it. */
function withinFolder(all: readonly Found[]): readonly Found[] {
  const [top = ''] = all[0]?.path.match(/^[^/]+\//) ?? [];
  return top === '' || !all.every(({ path }) => path.startsWith(top))
    ? all
    : all.map((one) => ({ ...one, path: one.path.slice(top.length) }));
}

function remarksOn(found: readonly Found[], tooLarge: readonly string[], twice: readonly string[]): string[] {
  const remarks: string[] = [];
  if (found.length === 0) remarks.push('There is no file in it.');
  if (found.length > mostFiles) remarks.push(`Only the first ${mostFiles} files were read: drop the folder of one configuration.`);
  if (tooLarge.length > 0) {
    remarks.push(tooMuch(someOf(tooLarge)));
  }
  if (twice.length > 0) remarks.push(`Several files are named ${someOf(twice)}: the first is here. Drop the folder that holds them all.`);
  return remarks;
}

function tooMuch(what: string): string {
  return `Too large for this page (1 MB a file, 16 MB in all): ${what}. The command line takes more: flb-convert FILE.`;
}

function someOf(paths: readonly string[]): string {
  const named = [...new Set(paths)];
  return named.length <= 3 ? named.join(', ') : `${named.slice(0, 3).join(', ')} and ${named.length - 3} more`;
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
