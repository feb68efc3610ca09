import type { Code } from '../diagnostics/diagnostic.js';
import { type ProjectFile, ProjectFiles } from '../project/files.js';
import type { Host } from '../project/host.js';
import { configurationsIn } from './check-containers.js';
import type { HostFinding } from './config-objects.js';
import type { EmbeddedText } from './embedded.js';
import { findContainers } from './find-containers.js';
import type { Bundle } from './pods/bundle.js';
import { podViews } from './pods/pod-view.js';

/** The configurations that one pod mounts, as the files that Fluent Bit in it sees. */
export interface HeldProject {
  readonly store: ProjectFiles;
  readonly files: readonly ProjectFile[];
  /** Undefined for a file that is not there. */
  textAt(path: string): HeldText | undefined;
}

/** A text, and what holds it. */
export interface HeldText {
  readonly text: EmbeddedText;
  /** `ConfigMap` or `Secret`, and its name, with the namespace before it if that is said. */
  readonly object: string;
}

export interface HeldProjects {
  readonly projects: readonly HeldProject[];
  /** What keeps manifests from being read. */
  readonly errors: readonly HostFinding[];
}

/** Reads the configurations in manifests. `paths` are in full. */
export async function heldProjects(host: Host, paths: readonly string[]): Promise<HeldProjects> {
  const containers = await findContainers(host, paths);
  const projects: HeldProject[] = [];
  for (const { bundle, files, host: pod } of (containers?.bundles ?? []).flatMap(podViews)) {
    const store = new ProjectFiles(pod, { isInScope: (path) => files.has(path) });
    const read = (await configurationsIn(files)).map(({ path, reading }) => store.add(path, reading));
    const textAt = (path: string) => {
      const text = files.get(path)?.text;
      return text && { text, object: objectOf(text, bundle) };
    };
    projects.push({ store, files: read, textAt });
  }
  return { projects, errors: (containers?.findings ?? []).filter(({ diagnostic: { code } }) => hidesTexts.has(code)) };
}

/** What is said where a text cannot be had: the manifest, its base64 or a generator's file cannot be read, or it is encrypted. */
const hidesTexts: ReadonlySet<Code> = new Set<Code>(['FLB801', 'FLB804', 'FLB805', 'FLB818']);

function objectOf(text: EmbeddedText, { configs }: Bundle): string {
  const view = configs.find(({ texts }) => texts.get(text.name) === text);
  if (view === undefined) return '';
  const { kind, name, namespace } = view;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
