import { textOf } from '../support/project-texts.js';

/** An instruction and what stands behind it, `COPY`, `src src`. */
export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

export const dockerfile: readonly Instruction[] = textOf('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [name = '', ...rest] = line.split(' ');
    return { name, rest: rest.join(' ') };
  });

/** What `COPY` copies: from another stage, or from the project. */
export function copied(rest: string): { from: string | undefined; sources: readonly string[]; to: string } {
  const words = rest.split(' ');
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  return { from, sources: words.slice(0, -1), to: words.at(-1) ?? '' };
}
