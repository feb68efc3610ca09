import { definitions } from './definitions.js';
import type { Definition, Message } from './diagnostics/define.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';

type Catalogue = { readonly [D in (typeof definitions)[number] as D['code']]: D };

/** All definitions under their codes. */
export const catalogue = Object.fromEntries(definitions.map((one) => [one.code, one])) as unknown as Catalogue;

declare module './diagnostics/diagnostic.js' {
  interface Definitions extends Catalogue {}
}

/** What a diagnostic says to a person. */
export function messageOf({ code, args }: Diagnostic): Message {
  const definition: Definition = catalogue[code];
  return definition.says(args);
}
