import { type Checked, compareLoaded, describeDifferences, type FoundDifference, notCompared } from '../compare/compare.js';
import type { ComparedDifference, ComparisonResult, NotCompared } from '../compare/comparison.js';
import { JobError } from '../host/job-error.js';
import { leadsToDirectory } from '../host/list-directory.js';
import { formatPretty } from '../index.js';
import { checkReadProject } from '../project/check-project.js';
import { formatComparison } from '../report/comparison-report.js';
import type { ComparisonForm } from '../report/forms.js';
import type { Io } from './io.js';
import { type Main, readSide, type Side, type SideFlags, surroundingsOf } from './read-side.js';

export interface DiffFlags extends SideFlags {
  format: ComparisonForm;
}

/** Says whether two files or directories mean the same to Fluent Bit. Exit code 1 if they do not, 2 if one cannot be read. */
export async function runDiff(before: string, after: string, flags: DiffFlags, io: Io): Promise<number> {
  if (before === '-' && after === '-') throw new JobError('only one side can be standard input');
  const [isDirectory, isOther] = [leadsToDirectory(before), leadsToDirectory(after)];
  if (isDirectory !== isOther) {
    const [directory, file] = isDirectory ? [before, after] : [after, before];
    throw new JobError(`${directory} is a directory and ${file} is a file: compare two files, the main files say, or two directories`);
  }
  const surroundings = surroundingsOf([before, after], flags);
  const sides = [await readSide(before, surroundings, io), await readSide(after, surroundings, io)] as const;

  const errors = sides.flatMap(({ mains }) => mains.flatMap(({ loaded }) => loaded.errors));
  if (errors.length > 0) {
    io.writeStderr(formatPretty([...new Map(errors.map((one) => [one.source, one])).values()], { color: io.stderrColor }));
    throw new JobError('not compared: Fluent Bit does not read this');
  }
  const result = { before, after, ...(await compareSides(sides)) };
  io.writeStdout(formatComparison(result, flags.format, io.stdoutColor));
  return result.differences.length > 0 ? 1 : 0;
}

async function compareSides([before, after]: readonly [Side, Side]): Promise<Omit<ComparisonResult, 'before' | 'after'>> {
  const found: FoundDifference[] = [];
  const onlyOne: ComparedDifference[] = [];
  for (const [own, other] of pairsOf(before.mains, after.mains)) {
    if (own !== undefined && other !== undefined) found.push(...compareLoaded(own.loaded, other.loaded));
    else onlyOne.push(onlyOf(own, other));
  }
  const missing: NotCompared[] = [...before.mains, ...after.mains].flatMap(({ loaded }) => notCompared(loaded));
  if (found.length === 0) return { differences: onlyOne, consequences: [], notCompared: missing };
  const checked = { before: await check(before), after: await check(after) };
  const { differences, consequences } = describeDifferences(found, checked);
  return { differences: [...onlyOne, ...differences], consequences, notCompared: missing };
}

function check({ mains, files, store }: Side): Promise<Checked[]> {
  const trees = mains.map(({ tree }) => tree);
  return checkReadProject(store, files, { trees, leads: new Map(mains.map(({ tree, leads }) => [tree, leads])) });
}

function onlyOf(own: Main | undefined, other: Main | undefined): ComparedDifference {
  const main = (own ?? other) as Main;
  const place = { file: main.file.reading.source.name, line: 1, column: 1, values: [] };
  return { what: 'configuration', label: main.name, ...(own ? { before: place } : { after: place }), consequences: [] };
}

/** Main files of one name, its suffix aside: of several, those with the same suffix first. */
function pairsOf(before: readonly Main[], after: readonly Main[]): (readonly [Main | undefined, Main | undefined])[] {
  const waiting = new Set(after);
  const partners = new Map<Main, Main>();
  for (const nameOf of [({ name }: Main) => name, ({ name }: Main) => name.replace(/\.(?:conf|ya?ml|json)$/i, '')]) {
    const byName = new Map<string, Main>();
    for (const other of waiting) byName.set(nameOf(other), other);
    for (const own of before) {
      const other = byName.get(nameOf(own));
      if (partners.has(own) || other === undefined || !waiting.delete(other)) continue;
      partners.set(own, other);
    }
  }
  return [...before.map((own) => [own, partners.get(own)] as const), ...[...waiting].map((other) => [undefined, other] as const)];
}
