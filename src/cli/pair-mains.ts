import type { Main } from './read-side.js';

/** What is compared: one of both sides, or what only one side has. */
export type Pair =
  | readonly [before: Main, after: Main]
  | readonly [before: Main, after: undefined]
  | readonly [before: undefined, after: Main];

/** What two that belong together have in common, the surest first. `isUnique`: it counts only if nothing else on its side has it. */
const keys: readonly { readonly keyOf: (main: Main) => string | undefined; readonly isUnique: boolean }[] = [
  { keyOf: ({ name }) => name, isUnique: false },
  { keyOf: ({ name }) => withoutSuffix(name), isUnique: false },
  { keyOf: ({ object, base }) => (object === undefined ? undefined : `${object}, ${withoutSuffix(base)}`), isUnique: true },
  { keyOf: ({ base }) => withoutSuffix(base), isUnique: true },
];

/** A name without the suffix of its format: what one side has in classic, the other may have in YAML. */
function withoutSuffix(name: string): string {
  return name.replace(/\.(?:conf|ya?ml|json)$/i, '');
}

/**
 * Finds what is to be compared with what: main files of one name, and texts of manifests under one key, of one ConfigMap if there are
 * several. `areFiles`: two files were named; with one configuration each, these are compared, whatever their names.
 */
export function pairMains(before: readonly Main[], after: readonly Main[], areFiles: boolean): Pair[] {
  const partners = new Map<Main, Main>();
  let [own, other] = [before, after];
  for (const { keyOf, isUnique } of keys) {
    const [left, right] = [byKey(own, keyOf), byKey(other, keyOf)];
    for (const [key, mains] of left) {
      const found = right.get(key) ?? [];
      if (isUnique && (mains.length > 1 || found.length > 1)) continue;
      for (const [i, main] of mains.entries()) {
        const partner = found[i];
        if (partner !== undefined) partners.set(main, partner);
      }
    }
    const taken = new Set(partners.values());
    own = own.filter((main) => !partners.has(main));
    other = other.filter((main) => !taken.has(main));
  }
  const [[main], [partner]] = [before, after];
  if (areFiles && before.length === 1 && after.length === 1 && main !== undefined && partner !== undefined) return [[main, partner]];
  const pairs = before.map((one): Pair => [one, partners.get(one)] as Pair);
  return [...pairs, ...other.map((one): Pair => [undefined, one])];
}

function byKey(mains: readonly Main[], keyOf: (main: Main) => string | undefined): Map<string, Main[]> {
  const found = new Map<string, Main[]>();
  for (const main of mains) {
    const key = keyOf(main);
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), main]);
  }
  return found;
}
