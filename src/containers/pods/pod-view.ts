import type { Host } from '../../project/host.js';
import type { Container } from '../embedded.js';
import type { Bundle } from './bundle.js';
import { encryptedFiles, type PodFile, podFiles, unmountedFiles, visibleImageFiles, workingDirectory } from './pod-files.js';
import { podHost } from './pod-host.js';
import { isOfficialImage, type PodContainer } from './workloads.js';

/** The files of one container of a pod, or of what no pod is known to mount: a directory tree that Fluent Bit is started in. */
export interface PodView {
  readonly bundle: Bundle;
  readonly pod: PodContainer | undefined;
  readonly files: ReadonlyMap<string, PodFile>;
  /** What holds the files that are encrypted, by their paths. */
  readonly encrypted: ReadonlyMap<string, Container>;
  readonly host: Host;
}

export function podViews(bundle: Bundle): PodView[] {
  const views = bundle.pods.flatMap((pod): PodView[] => {
    const files = podFiles(pod, bundle);
    const inImage = isOfficialImage(pod.image) ? visibleImageFiles(pod) : [];
    const encrypted = encryptedFiles(pod, bundle);
    const unseen = [...inImage, ...(pod.chart?.otherFiles ?? []), ...encrypted.keys()];
    const others = unseen.filter((path) => !files.has(path));
    return files.size === 0 ? [] : [{ bundle, pod, files, encrypted, host: podHost(files, { cwd: workingDirectory(pod), others }) }];
  });
  const mounted = new Set(views.flatMap(({ files }) => Array.from(files.values(), ({ text }) => text)));
  const open = bundle.configs.filter(({ texts }) => ![...texts.values()].some((text) => mounted.has(text)));
  if (open.length === 0) return views;
  const rest: Bundle = { configs: open, pods: [] };
  const { files, directories } = unmountedFiles(rest);
  return [
    ...views,
    { bundle: rest, pod: undefined, files, encrypted: new Map(), host: podHost(files, { cwd: '/', aliases: directories }) },
  ];
}
