import { closest } from '../diagnostics/closest.js';

/** A key's letters and digits alone: `tls_verify`, `tlsverify` and `tls._verify` are all the same (Y-23, Y-24). */
export function squashed(key: string): string {
  return key.replaceAll(/[._-]/g, '');
}

/** Finds the key that an unknown one means: spelt with other signs between its words, or misspelt. */
export function meantKeys(keys: () => Iterable<string>): (key: string) => string | undefined {
  let bySquashed: Map<string, string> | undefined;
  return (key) => {
    bySquashed ??= new Map([...keys()].map((known) => [squashed(known), known]));
    return bySquashed.get(squashed(key)) ?? closest(key, bySquashed.values());
  };
}
