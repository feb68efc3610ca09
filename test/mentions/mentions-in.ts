import { type FindMentions, mentionFinder } from '../../src/mentions/index.js';

export const old = {
  main: '/repo/docker/fluent-bit.conf',
  parsers: '/repo/docker/parsers.conf',
  input: '/repo/conf.d/input.conf',
  output: '/repo/conf.d/my output.conf',
};

const findOld = mentionFinder(Object.values(old));

/** The mentions in a text, in short: `2 mentions main`, `1 may mention input+output`. */
export function mentionsIn(file: string, content: string | Uint8Array, find: FindMentions = findOld): string[] {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const shortOf = new Map(Object.entries(old).map(([name, path]) => [path, name]));
  return find(`/repo/${file}`, bytes).map(({ line, level, files }) => {
    const names = files.map((path) => shortOf.get(path) ?? path).sort();
    return `${line} ${level} ${names.length === Object.keys(old).length ? 'all' : names.join('+')}`;
  });
}
