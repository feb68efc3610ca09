import { define } from '../diagnostics/define.js';
import { closest, didYouMean } from '../diagnostics/words.js';
import { keySpan } from '../model/config.js';
import type { PropertyRule } from './rule.js';

export const keyIgnored = define({
  code: 'FLB224',
  name: 'key-ignored',
  severity: 'warning',
  facts: ['M-2', 'M-5b'],
  why: 'Fluent Bit ignores keys of the service and of parsers that it does not know. This one looks like one that it does.',
  example: { yaml: "service:\n  LogLevel: debug\n  HTTPServer: on\nparsers:\n  - name: docker\n    format: json\n    time_fromat: '%s'\n" },
  says: ({ key, what, suggestion }: { key: string; what: string; suggestion: string }) => ({
    text: `Fluent Bit does not read '${key}' from ${what}: it is ignored`,
    ...didYouMean(suggestion),
  }),
});

/** A key that is ignored without a message (M-2, M-5b). It is reported only if it looks like another. */
export function ignoredKeyRule(what: string, suggestion: string | undefined): PropertyRule[] {
  if (suggestion === undefined) return [];
  return [
    (property, _facts, report) => {
      report(keyIgnored, keySpan(property), { key: property.key, what, suggestion });
    },
  ];
}

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
