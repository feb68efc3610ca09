import { type Checked, compareLoaded, describeDifferences, type FoundDifference, notCompared, type Placed } from '../../compare/compare.js';
import type { ComparedDifference, ComparedNames, ComparisonResult } from '../../compare/comparison.js';
import { concealedDiagnostic } from '../../containers/yaml/in-host.js';
import { JobError } from '../../host/job-error.js';
import { leadsToDirectory } from '../../host/list-directory.js';
import { formatPretty, type SourceFile } from '../../index.js';
import { checkReadProject } from '../../project/check/check-project.js';
import type { Host } from '../../project/host.js';
import { formatComparison } from '../../report/comparison-report.js';
import type { ComparisonForm } from '../../report/forms.js';
import type { Io } from '../io.js';
import { type Pair, pairMains } from '../pair-mains.js';
import { type Main, mainsOf, readSide, type Side, type SideFlags, surroundingsOf } from '../read-side.js';

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

  const errors = sides.flatMap((side) => side.errors);
  if (errors.length > 0) {
    io.writeStderr(formatPretty([...new Map(errors.map((one) => [one.source.name, one])).values()], { color: io.stderrColor }));
    throw new JobError('not compared: Fluent Bit does not read this');
  }
  const pairs = pairMains(mainsOf(sides[0]), mainsOf(sides[1]), !isDirectory);
  if (!isDirectory && pairs.every(([own, other]) => own === undefined || other === undefined)) {
    throw new JobError(
      `none of the configurations of ${before} (${namesIn(sides[0])}) has the name of one of ${after} (${namesIn(sides[1])})`,
    );
  }
  const result = { before, after, ...(await compareSides(sides, pairs, surroundings.host)) };
  io.writeStdout(formatComparison(result, flags.format, io.stdoutColor));
  return result.differences.length > 0 ? 1 : 0;
}

function namesIn(side: Side): string {
  return mainsOf(side).map(nameOf).join('; ');
}

function nameOf({ name, base }: Main): string {
  return name === '' ? base : name;
}

async function compareSides(
  [before, after]: readonly [Side, Side],
  pairs: readonly Pair[],
  host: Host,
): Promise<Omit<ComparisonResult, 'before' | 'after'>> {
  const placed = placedIn([before, after], host);
  const found: FoundDifference[] = [];
  const onlyOne: ComparedDifference[] = [];
  const compared: ComparedNames[] = [];
  const differing = new Set<Main>();
  for (const [own, other] of pairs) {
    if (own === undefined || other === undefined) {
      onlyOne.push(onlyOf(own, other, placed));
      continue;
    }
    const differences = compareLoaded(own.loaded, other.loaded);
    found.push(...differences);
    if (differences.length > 0) for (const main of [own, other]) differing.add(main);
    if (own.object !== undefined || other.object !== undefined) compared.push({ before: nameOf(own), after: nameOf(other) });
  }
  const missing = [...mainsOf(before), ...mainsOf(after)].flatMap(({ loaded }) => notCompared(loaded, placed));
  const names = compared.length === 0 ? {} : { compared };
  if (found.length === 0) return { differences: onlyOne, consequences: [], notCompared: missing, ...names };
  const checked = { before: await check(before, differing), after: await check(after, differing) };
  const { differences, consequences } = describeDifferences(found, checked, placed);
  return { differences: [...onlyOne, ...differences], consequences, notCompared: missing, ...names };
}

/** Where the texts of manifests stand. */
function placedIn(sides: readonly Side[], { shown }: Host): ReadonlyMap<SourceFile, Placed> {
  return new Map(
    sides.flatMap(({ held }) =>
      Array.from(held, ([source, text]): [SourceFile, Placed] => {
        const { host: manifest, isSecret, path } = text;
        const placeOf = (offset: number) => ({ file: manifest.source.name, ...manifest.source.positionAt(text.placeOf(offset)) });
        return [
          source,
          { isSecret, placeOf: path === undefined ? placeOf : (offset) => ({ file: shown(path), ...source.positionAt(offset) }) },
        ];
      }),
    ),
  );
}

/** What `check` says of those that differ: of all others, it says the same on both sides. */
async function check({ projects, held }: Side, differing: ReadonlySet<Main>): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const { mains, store } of projects) {
    const own = mains.filter((main) => differing.has(main));
    const files = new Set(own.flatMap(({ tree }) => [...tree.files]));
    const trees = own.map(({ tree }) => tree);
    const leads = new Map(own.map((main) => [main.tree, main.leads]));
    checked.push(...(await checkReadProject(store, [...files], { trees, leads })));
  }
  return checked.map(({ source, diagnostics }) => ({
    source,
    diagnostics: held.get(source)?.isSecret ? diagnostics.map(concealedDiagnostic) : diagnostics,
  }));
}

function onlyOf(own: Main | undefined, other: Main | undefined, placed: ReadonlyMap<SourceFile, Placed>): ComparedDifference {
  const main = (own ?? other) as Main;
  const { source } = main.file.reading;
  const place = { ...(placed.get(source)?.placeOf(0) ?? { file: source.name, line: 1, column: 1 }), values: [] };
  return { what: 'configuration', label: nameOf(main), ...(own ? { before: place } : { after: place }), consequences: [] };
}
