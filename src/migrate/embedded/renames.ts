import { renamed, replacedPart } from '../../containers/config-objects.js';
import { podsDisagree, spotNotMoved } from '../../containers/diagnostics.js';
import type { EmbeddedText } from '../../containers/embedded.js';
import type { PodFile } from '../../containers/pods/pod-files.js';
import type { HostFile } from '../../containers/yaml/host-file.js';
import type { HostScalar } from '../../containers/yaml/host-scalar.js';
import type { Splice } from '../../containers/yaml/splice.js';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import { baseOf } from '../../formats/detect.js';
import { pathIn, plainPath } from '../../project/paths.js';
import { tellsFormat } from '../read/may-be-configuration.js';
import { newPathOf, type Target } from '../request.js';
import type { ViewOutcome } from './view-outcomes.js';

/** What changes in host files, and what is to say about them. */
export interface HostChanges {
  change(file: HostFile, splices: readonly Splice[]): void;
  report(file: Pick<HostFile, 'path' | 'source'>, one: Diagnostic): void;
  /** Notes a path that gets another name. */
  move(scalar: HostScalar, before: string, after: string): void;
}

/** New names of keys; those that are mounted under other names keep theirs. */
export type NewKeys = ReadonlyMap<EmbeddedText, string>;

/** Gives the links that make the names of files in pods their new names, and says which keys need one. */
export function renameLinks(outcomes: readonly ViewOutcome[], target: Target, changes: HostChanges): NewKeys {
  const keys = new Map<EmbeddedText, string>();
  const setKey = (text: EmbeddedText, name: string) => {
    const known = keys.get(text);
    if (known !== undefined && known !== name) changes.report(text.host, diagnostic(podsDisagree, text.nameSpan, { name: text.name }));
    keys.set(text, name);
  };
  for (const { view, moved } of outcomes) {
    for (const [path, newPath] of moved) {
      const file = view.files.get(path);
      if (file !== undefined) renameLink(file, baseOf(newPath), target, setKey, changes);
    }
  }
  return keys;
}

function renameLink(
  { path, text, item, mount }: PodFile,
  newName: string,
  target: Target,
  setKey: (text: EmbeddedText, name: string) => void,
  changes: HostChanges,
): void {
  const { mountPath, subPath } = mount ?? {};
  const isFileMount = subPath !== undefined && mountPath !== undefined && plainPath(mountPath.text) === path;
  let inner = newName;
  if (isFileMount) {
    renameEnd(mountPath, newName, changes);
    inner = newNameOf(baseOf(subPath.text), target);
    renameEnd(subPath, inner, changes);
  }
  if (item === undefined) setKey(text, inner);
  else renameEnd(item.path, inner, changes);
}

/** A name in the new format; one that tells none stays. */
function newNameOf(name: string, target: Target): string {
  return tellsFormat(name) ? baseOf(newPathOf(`/${name}`, target)) : name;
}

/** Gives the last part of a path another name. */
export function renameEnd(scalar: HostScalar, name: string, changes: HostChanges): void {
  const old = baseOf(scalar.text.replace(/\/+$/, ''));
  if (old === name) return;
  const start = scalar.text.lastIndexOf(old);
  put(scalar, { start, end: start + old.length }, name, scalar.text.slice(0, start) + name, changes);
}

/** Gives whatever names a key its new name: the items of volumes, and variables that are read from it. */
export function renameKeyReferences(outcomes: readonly ViewOutcome[], keys: NewKeys, changes: HostChanges): void {
  for (const { view } of outcomes) {
    for (const { item, text } of view.files.values()) {
      const name = keys.get(text);
      if (item !== undefined && name !== undefined && item.key.text !== name) changes.change(item.key.file, renamed(item.key, name));
    }
    for (const ref of view.bundle.pods.flatMap(({ keyRefs }) => keyRefs)) {
      const text = view.bundle.configs.find(({ kind, name }) => kind === ref.kind && name === ref.name)?.texts.get(ref.key.text);
      const name = text && keys.get(text);
      if (name !== undefined) changes.change(ref.key.file, renamed(ref.key, name));
    }
  }
}

/** Gives the paths in the commands, arguments and variables of a pod's container their new names. Says which main files they name. */
export function renameArguments({ view, moved }: ViewOutcome, changes: HostChanges): ReadonlySet<string> {
  const named = new Set<string>();
  const { pod, host } = view;
  if (pod === undefined) return named;
  for (const scalar of [...pod.command, ...pod.args, ...pod.env, ...pod.others]) {
    const ends = new Set<number>();
    for (const { path, end } of pathsIn(scalar.text)) {
      const full = plainPath(pathIn(host.cwd, path));
      const newPath = moved.get(full);
      if (newPath === undefined || !path.endsWith(baseOf(full)) || ends.has(end)) continue;
      named.add(full);
      ends.add(end);
      const start = end - baseOf(full).length;
      const after = path.slice(0, path.length - baseOf(full).length) + baseOf(newPath);
      put(scalar, { start, end }, baseOf(newPath), after, changes, path);
    }
  }
  return named;
}

/** What may be a path in an argument, or in a line for a shell: all behind a flag, what stands in quotes, a word. */
function pathsIn(text: string): { path: string; end: number }[] {
  const forms = [
    /(?<=^(?:-{1,2}[\w-]+=|-[a-zA-Z])?)[^\s-].*$/gs,
    /(?<=(["']))[^"']+(?=\1)/g,
    /(?:^|(?<=[\s"'=,;:()[\]])|(?<=^-c))[^\s"'=,;:()[\]]+/g,
  ];
  return forms.flatMap((form) => Array.from(text.matchAll(form), (match) => ({ path: match[0], end: match.index + match[0].length })));
}

function put(
  scalar: HostScalar,
  part: { start: number; end: number },
  text: string,
  after: string,
  changes: HostChanges,
  before = scalar.text,
): void {
  const splices = replacedPart(scalar, part, text);
  if (splices === undefined) changes.report(scalar.file, diagnostic(spotNotMoved, scalar.span, { path: before, renamed: after }));
  else {
    changes.change(scalar.file, splices);
    changes.move(scalar, before, after);
  }
}
