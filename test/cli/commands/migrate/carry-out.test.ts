import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CarryOutOptions, carryOut } from '../../../../src/cli/commands/migrate/carry-out.js';
import { findMentions } from '../../../../src/cli/commands/migrate/find-mentions.js';
import { makePlan } from '../../../../src/cli/commands/migrate/make-plan.js';
import { processIo } from '../../../../src/cli/io.js';
import { formatNamed } from '../../../../src/cli/plugins.js';
import { JobError } from '../../../../src/host/job-error.js';
import { nodeHost } from '../../../../src/host/node-host.js';
import { packedTexts } from '../../../../src/host/packed-texts.js';
import { makeStamps } from '../../../../src/host/stamps.js';
import { planMigration } from '../../../../src/migrate/index.js';
import type { Plan } from '../../../../src/migrate/plan.js';
import { beside } from '../../../../src/migrate/request.js';
import { filesIn, tempDir } from '../../../support/temp-dir.js';

const files = {
  'all.conf': '[SERVICE]\n    parsers_file parsers.conf\n\n@INCLUDE in.conf\n',
  'in.conf': '@INCLUDE last.conf\n',
  'last.conf': '[INPUT]\n    name cpu\n',
  'parsers.conf': '[PARSER]\n    name a\n    format json\n',
};

/** A plan that is made, and what carrying it out takes. */
async function planned(dir: string): Promise<[Plan, CarryOutOptions]> {
  const stamps = makeStamps();
  const target = { to: formatNamed('yaml', '--to', []), family: 'yaml' as const, suffix: '.yaml', destination: beside };
  const request = {
    files: Object.keys(files).map((name) => ({ path: join(dir, name), isLink: false })),
    takesIn: () => false,
    target,
    roots: [],
  };
  const texts = await packedTexts({ plainSize: 0 });
  const plan = await planMigration(nodeHost(stamps), request, texts);
  const { signal } = new AbortController();
  return [
    plan,
    { force: false, backup: false, from: dir, into: dir, signal, stamps, bar: undefined, shown: (path) => path.slice(dir.length + 1) },
  ];
}

function replace(path: string): void {
  writeFileSync(`${path}.new`, '[INPUT]\n    name mem\n');
  renameSync(`${path}.new`, path);
}

describe('a source that is another one than was read', () => {
  it.each([
    ['has grown', (path: string) => appendFileSync(path, '    tag a\n')],
    ['is another file of the same size', replace],
  ])('stops the run before the first write: it %s', async (_, change) => {
    const dir = tempDir(files);
    const [plan, options] = await planned(dir);
    change(join(dir, 'last.conf'));
    const after = filesIn(dir);
    await expect(carryOut(plan, options)).rejects.toThrow(new JobError('last.conf changed meanwhile; nothing was changed'));
    expect(filesIn(dir)).toEqual(after);
  });

  it('is said to be gone if it is', async () => {
    const dir = tempDir(files);
    const [plan, options] = await planned(dir);
    rmSync(join(dir, 'last.conf'));
    const message = `cannot read ${dir}/last.conf: no such file or directory; nothing was changed`;
    await expect(carryOut(plan, options)).rejects.toThrow(new JobError(message));
  });

  it('is none if nobody has touched it', async () => {
    const dir = tempDir(files);
    await carryOut(...(await planned(dir)));
    expect(Object.keys(filesIn(dir))).toEqual(Object.keys(files).flatMap((name) => [name, name.replace('.conf', '.yaml')]));
  });
});

it('each file is written behind those that it refers to', async () => {
  const [plan] = await planned(tempDir(files));
  expect(Array.from(plan.order, ({ path }) => basename(path))).toEqual(['parsers.conf', 'last.conf', 'in.conf', 'all.conf']);
});

it('what is no part of the migration may change meanwhile, be it one that mentions a source', async () => {
  const dir = tempDir({ ...files, 'other.conf': '@INCLUDE last.conf\n' });
  const stamps = makeStamps();
  const flags = { to: 'yaml', exclude: [], root: [] };
  const io = { ...processIo(async () => undefined, '/'), stderrIsTerminal: false };
  const run = { flags, io, host: nodeHost(stamps), stamps, bar: undefined, shown: (path: string) => path };
  const other = join(dir, 'other.conf');
  const found = { files: [{ path: join(dir, 'last.conf'), isLink: false }], directories: [dir], skippedLinks: [] };
  const sources = { ...found, takesIn: () => false, unused: new Set<string>() };
  const [file] = findMentions(await makePlan(sources, run), [dir], run).files;
  expect(file?.stays).toMatch(/in\.conf:1 mentions it$/);
  replace(other);
  expect(stamps.changedSince()).toBeUndefined();
});
