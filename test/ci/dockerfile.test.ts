import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOf } from '../support/project-texts.js';
import { project } from '../support/run-cli.js';
import { copied, dockerfile } from './dockerfile.js';

describe('the Dockerfile', () => {
  const last = dockerfile.slice(dockerfile.findLastIndex(({ name }) => name === 'FROM'));

  it('runs as a user without rights', () => {
    const [user] = last.filter(({ name }) => name === 'USER');
    expect(user?.rest).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const names = last.map(({ name }) => name);
    expect(names.indexOf('RUN')).toBe(-1);
    expect(names.indexOf('USER')).toBeLessThan(names.indexOf('ENTRYPOINT'));
  });

  it('names a version of the image that it builds on', () => {
    const stages = dockerfile.flatMap(({ name, rest }) => (name === 'FROM' ? (/ AS (\w+)$/.exec(rest)?.[1] ?? []) : []));
    const images = dockerfile.flatMap(({ name, rest }) => (name === 'FROM' ? rest.split(' ').slice(0, 1) : []));
    for (const image of images.filter((one) => !stages.includes(one))) expect(image).toMatch(/^[\w./]+:\d+(?:\.\d+)+$/);
  });

  it('copies what is there, and nothing that is kept out of the context', () => {
    const keptOut = textOf('.dockerignore').split('\n');
    const sources = dockerfile.flatMap(({ name, rest }) => (name === 'COPY' ? [copied(rest)] : []));
    const own = sources.filter(({ from }) => from === undefined).flatMap((one) => one.sources);
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((path) => keptOut.includes(path) || !existsSync(join(project, path)))).toEqual([]);
  });
});
