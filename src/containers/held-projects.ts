import { isError } from '../diagnostics/diagnostic.js';
import { type ProjectFile, ProjectFiles } from '../project/files.js';
import type { Host } from '../project/host.js';
import type { Bundle } from './bundle.js';
import { configurationsIn } from './check-containers.js';
import type { HostFinding } from './config-objects.js';
import type { EmbeddedText } from './embedded.js';
import { findContainers } from './find-containers.js';
import { podViews } from './pod-view.js';

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
  /** `ConfigMap` or `Secret`, and its name. */
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
  return { projects, errors: (containers?.findings ?? []).filter(({ diagnostic }) => isError(diagnostic)) };
}

function objectOf(text: EmbeddedText, { configs }: Bundle): string {
  const view = configs.find(({ texts }) => texts.get(text.name) === text);
  return view === undefined ? '' : `${view.kind} ${view.name}`;
}
