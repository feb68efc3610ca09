import { pathIn } from '../../project/paths.js';
import type { Container, EmbeddedText } from '../embedded.js';
import type { Bundle, ConfigView } from './bundle.js';
import { isMeant } from './near.js';
import type { PodContainer, VolumeItem, VolumeMount, VolumeSource } from './workloads.js';

/** A text as a file of a pod, and what gives it its name there. */
export interface PodFile {
  /** In full. */
  readonly path: string;
  readonly text: EmbeddedText;
  /** What gives the key another name in the volume. */
  readonly item: VolumeItem | undefined;
  /** What mounts it; nothing that is known, if nothing does. */
  readonly mount: VolumeMount | undefined;
}

/** The files of a pod's container that are texts of ConfigMaps and Secrets, by their paths. */
export function podFiles({ mounts, volumes }: PodContainer, { configs }: Bundle): Map<string, PodFile> {
  const files = new Map<string, PodFile>();
  for (const mount of mounts) {
    for (const source of volumes.get(mount.volume)?.sources ?? []) {
      const view = configs.find(({ kind, name }) => kind === source.kind && name === source.name);
      if (view === undefined) continue;
      for (const { text, path, item } of textsIn(view, source)) {
        const full = pathInPod(path, mount);
        if (full !== undefined) files.set(full, { path: full, text, item, mount });
      }
    }
  }
  return files;
}

/** The files of a pod's container of which only the names are known, and what holds them: they are encrypted where they stand. */
export function encryptedFiles({ mounts, volumes }: PodContainer, { configs }: Bundle): Map<string, Container> {
  const files = new Map<string, Container>();
  for (const mount of mounts) {
    for (const source of volumes.get(mount.volume)?.sources ?? []) {
      for (const part of configs.filter((view) => isMeant(view, source)).flatMap((view) => view.parts)) {
        const { encryptedKeys: keys = [] } = part;
        const paths = source.items?.flatMap(({ key, path }) => (keys.includes(key.text) ? [path.text] : [])) ?? keys;
        for (const path of paths.flatMap((one) => pathInPod(one, mount) ?? [])) files.set(path, part);
      }
    }
  }
  return files;
}

function textsIn({ texts }: ConfigView, { items }: VolumeSource): { text: EmbeddedText; path: string; item: VolumeItem | undefined }[] {
  if (items === undefined) return Array.from(texts, ([path, text]) => ({ text, path, item: undefined }));
  return items.flatMap((item) => {
    const text = texts.get(item.key.text);
    return text === undefined ? [] : [{ text, path: item.path.text, item }];
  });
}

function pathInPod(path: string, { mountPath, subPath }: VolumeMount): string | undefined {
  const place = mountPath.text.replace(/(?<=.)\/+$/, '');
  if (subPath === undefined) return pathIn(place, path);
  if (path === subPath.text) return place;
  return path.startsWith(`${subPath.text}/`) ? place + path.slice(subPath.text.length) : undefined;
}

/** Where the texts stand that nothing is known to mount: in the first of the directories that they name each other in. */
export interface UnmountedFiles {
  readonly files: Map<string, PodFile>;
  /** All of these directories: they mean the same one. */
  readonly directories: readonly string[];
}

/** What no pod is known to mount. Each text must be in one directory, under its key. */
export function unmountedFiles({ configs }: Bundle): UnmountedFiles {
  const texts = configs.flatMap((view) => [...view.texts]);
  const keys = new Set(texts.map(([key]) => key));
  const found = new Set<string>();
  for (const [, { text }] of texts) {
    for (const [, directory = '', name = ''] of text.matchAll(/[ \t'"](\/[^\s'"*]*)\/([^\s'"/*]+)['"]?[ \t]*(?:\r?\n|$)/g)) {
      if (keys.has(name)) found.add(directory);
    }
  }
  const directories = found.size === 0 ? [usualDirectory] : [...found].sort();
  const [home = usualDirectory] = directories;
  return {
    directories,
    files: new Map(
      texts.map(([key, text]) => [`${home}/${key}`, { path: `${home}/${key}`, text, item: undefined, mount: undefined } satisfies PodFile]),
    ),
  };
}

const usualDirectory = '/fluent-bit/etc';

/** What the official images have there: a path that leads to one of these does not lead to a key of the same name. */
export const imageFiles: readonly string[] = [
  'fluent-bit.conf',
  'parsers.conf',
  'parsers_ambassador.conf',
  'parsers_java.conf',
  'parsers_extra.conf',
  'parsers_openstack.conf',
  'parsers_cinder.conf',
  'plugins.conf',
].map((name) => `${usualDirectory}/${name}`);

/** The files of the image that no mount hides. */
export function visibleImageFiles({ mounts }: PodContainer): string[] {
  const isHidden = mounts.some(({ mountPath, subPath }) => subPath === undefined && mountPath.text.replace(/\/+$/, '') === usualDirectory);
  return isHidden ? [] : [...imageFiles];
}

/** Where Fluent Bit starts in a container: what its arguments say, else what the container does, else the root. */
export function workingDirectory({ command, args, node, chart }: PodContainer): string {
  if (chart !== undefined) return chart.workingDirectory;
  const words = [...command, ...args].flatMap(({ text }) => text.split(/\s+/));
  for (const [i, word] of words.entries()) {
    const [, own] = /^(?:--workdir=|-w)(\/.*)$/.exec(word) ?? [];
    if (own !== undefined) return own;
    if (word === '-w' || word === '--workdir') return words[i + 1] ?? '/';
  }
  return node.textAt('workingDir') ?? '/';
}
