import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/host/node-host.js';
import { type Diagnostic, isError, readConfig } from '../../src/index.js';
import { checkProject } from '../../src/project/check/check-project.js';

// What Fluent Bit 5.1.1 made of files that include others, and pairs of trees that it applies alike.
const engine = join(import.meta.dirname, '..', 'engine');
const cases = (JSON.parse(readFileSync(join(engine, 'cases', 'index.json'), 'utf8')) as { name: string; file: string }[]).filter(
  ({ file }) => /^(?:@include|includes:)/im.test(readFileSync(join(engine, 'cases', file), 'latin1')),
);
const mains = readdirSync(join(engine, 'pairs'), { recursive: true, encoding: 'utf8' }).filter((path) => /\/main\.\w+$/.test(path));

async function follow(path: string): Promise<Diagnostic[]> {
  const reading = await readConfig(readFileSync(path), { fileName: path });
  const host = { ...nodeHost(), cwd: join(path, '..') };
  return (await checkProject(host, [{ path, reading }])).flatMap(({ diagnostics }) => diagnostics);
}

describe('files that include others are refused where Fluent Bit refuses them', () => {
  it.each(cases)('$name $facts', async ({ name, file }) => {
    const isRefused = 'error' in JSON.parse(readFileSync(join(engine, 'cases', `${name}.json`), 'utf8'));
    const found = await follow(join(engine, 'cases', file));
    // What FLB2xx says, Fluent Bit finds only when it starts what it has read.
    const errors = found.filter((one) => isError(one) && !one.code.startsWith('FLB2')).map(({ code }) => code);
    if (isRefused) expect(errors).not.toEqual([]);
    else expect(errors).toEqual([]);
  });

  it('has cases to look at', () => {
    expect(cases.length).toBeGreaterThan(30);
  });
});

describe('trees that Fluent Bit starts are right', () => {
  it.each(mains)('%s', async (main) => {
    const found = await follow(join(engine, 'pairs', main));
    // Loaded, not started: a regular expression is compiled at the start, and \\ alone is none.
    const others = found.filter(({ code }) => code !== 'FLB249');
    expect(others.filter((one) => isError(one) || one.code.startsWith('FLB5')).map(({ code }) => code)).toEqual([]);
  });

  it('has trees to look at', () => {
    expect(mains.length).toBeGreaterThan(50);
  });
});
