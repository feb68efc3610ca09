import { type Config, type Section, sectionsByKind } from './config.js';
import { joinEnv } from './env.js';
import { lowerCase } from './text.js';

/**
 * The first difference in meaning between two configurations, in words, or undefined if they mean the same.
 *
 * What does not count: blank lines, the order between kinds of sections that the engine loads apart (M-1), how many
 * `env` sections the variables are spread over (E-1), the case of keys (the engine looks them up without it), the place
 * in the source, and comments where one side's format has none (`comments: false`).
 * What counts: the order within a kind, repeated keys, every value to the letter.
 */
export function configDifference(a: Config, b: Config, { comments = true } = {}): string | undefined {
  const left = byKind(a);
  const right = byKind(b);
  for (const kind of new Set([...left.keys(), ...right.keys()])) {
    const difference = sectionsDifference(kind, left.get(kind) ?? [], right.get(kind) ?? [], comments);
    if (difference !== undefined) return difference;
  }
  if (comments && !sameComments(a.end, b.end)) return 'the comments at the end of the file';
  return undefined;
}

/** Whether two configurations are the same to Fluent Bit, comments included unless told otherwise. */
export function equalConfig(a: Config, b: Config, options: { comments?: boolean } = {}): boolean {
  return configDifference(a, b, options) === undefined;
}

function byKind(config: Config): Map<string, Section[]> {
  const kinds = sectionsByKind(config);
  const env = kinds.get('env');
  if (env !== undefined) kinds.set('env', [joinEnv(env)]);
  return kinds;
}

function sectionsDifference(what: string, a: Section[], b: Section[], comments: boolean): string | undefined {
  if (a.length !== b.length) return `${a.length} of ${what} became ${b.length}`;
  for (let i = 0; i < a.length; i++) {
    const left = a[i];
    const right = b[i];
    if (left === undefined || right === undefined) continue;
    const difference = sectionDifference(`${what} ${i + 1}`, left, right, comments);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function sectionDifference(where: string, a: Section, b: Section, comments: boolean): string | undefined {
  if (a.name !== b.name) return `${where}: its name`;
  if (a.properties.length !== b.properties.length) {
    return `${where}: ${a.properties.length} keys became ${b.properties.length}`;
  }
  for (let i = 0; i < a.properties.length; i++) {
    const left = a.properties[i];
    const right = b.properties[i];
    if (left === undefined || right === undefined) continue;
    if (!sameKey(a, left.key, right.key)) return `${where}: the key ${left.key} became ${right.key}`;
    if (left.value !== right.value) return `${where}: the value of ${left.key}`;
    if (left.refreshInterval !== right.refreshInterval) return `${where}: the refresh interval of ${left.key}`;
    if (comments && !sameLeadingComments(a, b, i)) return `${where}: the comments before ${left.key}`;
  }
  if (comments && !sameEnd(a, b)) return `${where}: the comments at its end`;
  return sectionsDifference(`${where}, section`, a.sections ?? [], b.sections ?? [], comments);
}

/** The comments before a section and before its first key are one block to a reader. */
function sameLeadingComments(a: Section, b: Section, index: number): boolean {
  const left = a.properties[index]?.comments;
  const right = b.properties[index]?.comments;
  if (index > 0) return sameComments(left, right);
  if (a.comments === undefined && b.comments === undefined) return sameComments(left, right);
  return sameComments([...(a.comments ?? []), ...(left ?? [])], [...(b.comments ?? []), ...(right ?? [])]);
}

/** Without keys, what stands before a section and at its end is one block. */
function sameEnd(a: Section, b: Section): boolean {
  if (a.properties.length > 0) return sameComments(a.end, b.end);
  return sameComments([...(a.comments ?? []), ...(a.end ?? [])], [...(b.comments ?? []), ...(b.end ?? [])]);
}

function sameKey(section: Section, a: string, b: string): boolean {
  return a === b || (section.kind !== 'env' && lowerCase(a) === lowerCase(b));
}

function sameComments(a: string[] | undefined, b: string[] | undefined): boolean {
  if (a === undefined && b === undefined) return true;
  const left = (a ?? []).filter((line) => line !== '');
  const right = (b ?? []).filter((line) => line !== '');
  return left.length === right.length && left.every((line, i) => line === right[i]);
}
