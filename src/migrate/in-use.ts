import { type FindMentions, isProse, type Keeper, type Mention, type MentioningFile, type Scanned, whatMayGo } from '../mentions/index.js';
import { directoryOf, pathIn } from '../project/paths.js';
import type { Plan, PlannedFile, PlannedMention } from './plan.js';

/** The files that something takes the place of, and that may go if nothing else needs them. */
export function replacedFiles({ files }: Plan): string[] {
  return files.flatMap(({ path, isReplaced }) => (isReplaced ? [path] : []));
}

/** Keys of manifests that get another name, as if they were files beside the manifest. */
export function replacedKeys({ files }: Plan): string[] {
  const keysOf = ({ path, texts = [] }: PlannedFile) =>
    texts.flatMap(({ name, becomes = name }) => (becomes === name ? [] : [pathIn(directoryOf(path), name)]));
  return files.flatMap(keysOf);
}

/** What a migration writes itself, except for copies: new names in it are not mentions of old ones. */
export function writtenFiles({ files }: Plan): ReadonlySet<string> {
  return new Set(files.flatMap(({ outputs }) => outputs.flatMap(({ path, content }) => (content === 'copy' ? [] : [path]))));
}

/**
 * What new files still say of old ones: they refer to something that leads nowhere here, as the old ones did, and what that may
 * mean stays. A file that is only updated is its owner's: all of its new text counts.
 */
export function newMentions({ files, textOf }: Plan, find: FindMentions): MentioningFile[] {
  // A variable alone may mean any file that is neither started nor included.
  const referred = files.filter(({ isReplaced, role }) => isReplaced && role !== 'main' && role !== 'part').map(({ path }) => path);
  const anyOf = (line: number): Mention[] => [{ line, level: 'may mention', files: referred }];
  return files.flatMap(({ path, action, open = [], outputs, texts }) => {
    const { path: place, content } = outputs.at(-1) ?? { path, content: 'copy' };
    const inText = (text: string) => find(place, new TextEncoder().encode(text));
    const isUpdated = (action === 'update' || texts !== undefined) && typeof content === 'object' && 'text' in content;
    const inOpen = open.flatMap(({ line, path: written }) => {
      if (written.endsWith('}')) return anyOf(line);
      return isUpdated ? [] : inText(written).map((mention) => ({ ...mention, line }));
    });
    const mentions = isUpdated ? [...inText(textOf(content.text)), ...inOpen] : inOpen;
    return mentions.length === 0 ? [] : [{ path: place, mentions }];
  });
}

/**
 * The plan with the old files that stay, since a file that stays mentions them, and with what other files say of old ones.
 * `scanned`: all files around. `shown`: a path as people are shown it.
 */
export function withMentions(plan: Plan, scanned: Scanned, shown: (path: string) => string): Plan {
  const { kept } = whatMayGo(replacedFiles(plan), scanned);
  const stay = (file: PlannedFile): PlannedFile => {
    const keeper = kept.get(file.path);
    return keeper === undefined ? file : { ...file, isReplaced: false, stays: reasonOf(keeper, shown) };
  };
  const mentions = mentionsIn(scanned.files);
  if (kept.size === 0) return { ...plan, mentions };
  const staying = new Map(plan.order.map((file) => [file, stay(file)]));
  const stayed = (file: PlannedFile) => staying.get(file) ?? file;
  const unread = [...kept.values()].find(({ line }) => line === undefined);
  return {
    ...plan,
    files: plan.files.map(stayed),
    order: plan.order.map(stayed),
    mentions,
    ...(unread === undefined ? {} : { unread: shown(unread.path) }),
  };
}

function reasonOf({ path, line, level }: Keeper, shown: (path: string) => string): string {
  if (line === undefined) return `${shown(path)} cannot be read and may mention it`;
  return `${shown(path)}:${line} ${level} it${isProse(path) ? ', for people' : ''}`;
}

/** What other files say of the old ones, by path and line. */
function mentionsIn(files: Iterable<MentioningFile>): PlannedMention[] {
  return [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ path, mentions }) => mentions.map(({ line, level, files: [file = ''] }) => ({ path, line, level, file })));
}
