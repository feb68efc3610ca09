import type { PageFile } from '../protocol.js';
import { type Found, filesOf, isPassedOver, mostFiles } from './folders.js';

/** Files as they were dropped or chosen, and what there is to say of those that were left out. */
export interface Taken {
  readonly files: readonly PageFile[];
  readonly remarks: readonly string[];
}

/** Configurations are far smaller, and larger ones take the page too long. */
const largest = 1 << 20; // bytes
const largestSum = 16 << 20; // bytes

/** What was dropped or pasted. To be called as long as the event lasts. */
export async function takeTransfer({ items }: DataTransfer): Promise<Taken> {
  const files = filesOf([...items].filter(({ kind }) => kind === 'file'));
  try {
    return await take(await files);
  } catch {
    return { files: [], remarks: ["The browser cannot read this folder: 'Open folder' may."] };
  }
}

/** What is typed or pasted has a name without a suffix: its content tells the format. */
export const pasted = 'pasted';

export function takeText(text: string, path = pasted): Taken {
  const bytes = new TextEncoder().encode(text);
  return bytes.length > largest ? { files: [], remarks: [tooMuch('the text')] } : { files: [{ path, bytes }], remarks: [] };
}

/** What was chosen in a dialog. */
export function takeList(files: Iterable<File>): Promise<Taken> {
  return take([...files].map((file) => ({ path: file.webkitRelativePath || file.name, read: async () => file })));
}

async function take(all: readonly Found[]): Promise<Taken> {
  const files = new Map<string, Uint8Array>();
  const found = withinFolder(all.filter(({ path }) => !isPassedOver(path)));
  const leftOut: LeftOut = { tooLarge: [], unreadable: [], twice: [] };
  let sum = 0;
  for (const { path, read } of found.slice(0, mostFiles)) {
    const bytes = await contentOf(read, largestSum - sum);
    if (typeof bytes === 'string') {
      leftOut[bytes].push(path);
      continue;
    }
    sum += bytes.length;
    const known = files.get(path);
    if (known === undefined) files.set(path, bytes);
    else if (!isEqual(known, bytes)) leftOut.twice.push(path);
  }
  return { files: Array.from(files, ([path, bytes]) => ({ path, bytes })), remarks: remarksOn(found, leftOut) };
}

/** Paths of files, by why they are not on the page. */
type LeftOut = Readonly<Record<'tooLarge' | 'unreadable' | 'twice', string[]>>;

async function contentOf(read: Found['read'], most: number): Promise<Uint8Array | 'tooLarge' | 'unreadable'> {
  try {
    const file = await read();
    return file.size > Math.min(largest, most) ? 'tooLarge' : new Uint8Array(await file.arrayBuffer());
  } catch {
    return 'unreadable';
  }
}

/** One folder that holds everything is where Fluent Bit starts: paths begin in it. */
function withinFolder(all: readonly Found[]): readonly Found[] {
  const [top = ''] = all[0]?.path.match(/^[^/]+\//) ?? [];
  return top === '' || !all.every(({ path }) => path.startsWith(top))
    ? all
    : all.map((one) => ({ ...one, path: one.path.slice(top.length) }));
}

function remarksOn(found: readonly Found[], { tooLarge, unreadable, twice }: LeftOut): string[] {
  const remarks: string[] = [];
  if (found.length === 0) remarks.push('There is no file in it.');
  if (found.length > mostFiles) remarks.push(`Only the first ${mostFiles} files were read: drop the folder of one configuration.`);
  if (tooLarge.length > 0) {
    remarks.push(tooMuch(someOf(tooLarge)));
  }
  if (unreadable.length > 0) remarks.push(`The browser cannot read ${someOf(unreadable)}.`);
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
