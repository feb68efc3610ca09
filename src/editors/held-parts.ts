import { checkContainers, configurationsIn } from '../containers/check-containers.js';
import type { EmbeddedText } from '../containers/embedded.js';
import { findContainers } from '../containers/find-containers.js';
import { isKustomization, isManifestName, mayHoldConfiguration } from '../containers/likely.js';
import { type PodView, podViews } from '../containers/pods/pod-view.js';
import { inHostSpan } from '../containers/yaml/in-host.js';
import type { CheckedFile } from '../project/check/check-file.js';
import type { Host } from '../project/host.js';
import { directoryOf, pathIn } from '../project/paths.js';
import type { Versions } from '../versions/target.js';
import type { Target } from './definition.js';
import type { Part, PartPlace } from './parts.js';

/** Whether a file may be a manifest that holds configurations. */
export function isHolder(path: string, text: string): boolean {
  return isKustomization(path) || (isManifestName(path) && mayHoldConfiguration(text));
}

/** So many manifests of a directory are looked into with each other; of one that has more, only the one that is asked about. */
const mostBeside = 50;

/** A manifest and those beside it: another one may have the pod that mounts it. */
export function manifestsAround(host: Host, path: string): string[] {
  const directory = directoryOf(path);
  const beside = host.list(directory).filter((name) => isManifestName(name) || isKustomization(name));
  const paths = beside.length > mostBeside ? [] : beside.map((name) => pathIn(directory, name));
  return [path, ...paths.filter((one) => one !== path)];
}

/** What `check` says of a manifest; undefined for one that holds no configuration. */
export async function checkHeld(host: Host, path: string, versions: Versions | undefined): Promise<CheckedFile | undefined> {
  const checked = await checkContainers(host, manifestsAround(host, path), versions);
  return checked.find(({ source }) => source.name === host.shown(path));
}

/** The configurations within a manifest, each as a file of the pod that mounts it. `shift`: of the offsets of the document. */
export async function heldParts(host: Host, path: string, shift: number): Promise<Part[]> {
  const containers = await findContainers(host, manifestsAround(host, path));
  const parts = new Map<EmbeddedText, Part>();
  for (const view of (containers?.bundles ?? []).flatMap(podViews)) {
    for (const [name, { text }] of view.files) {
      if (text.host.path !== path || text.path !== undefined || parts.has(text) || !hasPlaces(text)) continue;
      const toDocument = (offset: number) => text.placeOf(offset) + shift;
      const fromDocument = (offset: number) => offsetAt(text, offset - shift);
      parts.set(text, { name, text: text.text, place: placeIn(view, name), toDocument, fromDocument });
    }
  }
  return [...parts.values()];
}

/** Whether it is known where its characters stand: they do not in base64, nor in folded blocks. */
function hasPlaces(held: EmbeddedText): boolean {
  return held.text !== '' && held.placeOf(0) !== held.placeOf(held.text.length);
}

/** The offset of the character that stands at a place of the host file. */
function offsetAt(held: EmbeddedText, place: number): number | undefined {
  let [low, high] = [0, held.text.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (held.placeOf(middle) < place) low = middle + 1;
    else high = middle;
  }
  return held.placeOf(low) === place ? low : undefined;
}

function placeIn({ host, files }: PodView, path: string): PartPlace {
  return {
    host,
    path,
    options: { isInScope: (one) => files.has(one) },
    roots: async () => (await configurationsIn(files)).filter((one) => one.path !== path),
    shown(target: Target): Target {
      const text = files.get(host.realPath(target.path) ?? target.path)?.text;
      if (text === undefined) return target;
      if (text.path !== undefined) return { ...target, path: text.path };
      const span = inHostSpan(target.at?.span ?? { start: 0, end: 0 }, text);
      return { path: text.host.path, at: { source: text.host.source, span } };
    },
  };
}
