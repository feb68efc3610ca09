import type { Host } from './host.js';

/** What one configuration asks about, and more: what is asked about again is mostly near. */
const most = 5000;

/** The host with a memory for where paths lead: a plan looks at the files as they are at one moment. */
export function rememberingHost(host: Host): Host {
  return { ...host, identify: remembering(host.identify), realPath: remembering(host.realPath) };
}

function remembering(ask: (path: string) => string | undefined): (path: string) => string | undefined {
  const answers = new Map<string, string | undefined>();
  return (path) => {
    const known = answers.get(path);
    if (known !== undefined || answers.has(path)) return known;
    if (answers.size >= most) answers.clear();
    const answer = ask(path);
    answers.set(path, answer);
    return answer;
  };
}
