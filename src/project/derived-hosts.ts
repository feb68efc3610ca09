import type { Host } from './host.js';
import { isInside, pathIn } from './paths.js';

/** Where a directory of the machine that a configuration is meant for is found on this one. Both in full. */
export interface RootMapping {
  readonly from: string;
  readonly to: string;
}

/** The host with directories of another machine in it: the first mapping that fits a path counts. */
export function mappedHost(host: Host, mappings: readonly RootMapping[], onUse?: (mapping: RootMapping) => void): Host {
  if (mappings.length === 0) return host;
  return redirectedHost(host, (path) => mappedPath(path, mappings, onUse) ?? path);
}

/** The host with other paths in place of those that it is asked about. */
export function redirectedHost(host: Host, redirected: (path: string) => string): Host {
  return {
    cwd: host.cwd,
    shown: host.shown,
    identify: (path) => host.identify(redirected(path)),
    realPath: (path) => host.realPath(redirected(path)),
    read: (path) => host.read(redirected(path)),
    readStart: (path, size) => host.readStart(redirected(path), size),
    list: (directory) => host.list(redirected(directory)),
  };
}

function mappedPath(written: string, mappings: readonly RootMapping[], onUse?: (mapping: RootMapping) => void): string | undefined {
  const path = withSlashes(written);
  // A path that leads there already is what it says: everything is below the root of the other machine.
  if (mappings.some(({ to }) => isAtOrBelow(path, to))) return undefined;
  const mapping = mappings.find(({ from }) => isAtOrBelow(path, from));
  if (mapping === undefined) return undefined;
  onUse?.(mapping);
  return `${mapping.to}/${path.slice(pathIn(mapping.from, '').length)}`;
}

/** A path of Windows as it is split here; in one of another machine, a backslash is a part of a name. */
export function withSlashes(path: string): string {
  return /^(?:\\|[A-Za-z]:[/\\])/.test(path) ? path.replaceAll('\\', '/') : path;
}

function isAtOrBelow(path: string, directory: string): boolean {
  return path === directory || isInside(path, directory);
}

/** What one configuration asks about, and more: what is asked about again is mostly near. */
const mostAnswers = 5000;

/** The host with a memory for where paths lead: a plan looks at the files as they are at one moment. */
export function rememberingHost(host: Host): Host {
  return { ...host, identify: remembering(host.identify), realPath: remembering(host.realPath) };
}

function remembering(ask: (path: string) => string | undefined): (path: string) => string | undefined {
  const answers = new Map<string, string | undefined>();
  return (path) => {
    const known = answers.get(path);
    if (known !== undefined || answers.has(path)) return known;
    if (answers.size >= mostAnswers) answers.clear();
    const answer = ask(path);
    answers.set(path, answer);
    return answer;
  };
}
