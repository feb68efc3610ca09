import type { KeyType } from '../engine/key-types.js';
import type { FormName } from '../engine/versions/forms.js';
import { coreKeys, type Plugin, type PluginKind, pluginNames, pluginOf } from '../model/plugins.js';
import { kindAtTop } from '../model/section-kinds.js';
import { formsOfKinds } from '../versions/forms-of-kinds.js';
import { unreadBy } from '../versions/needs.js';
import { newestRelease, textOf } from '../versions/version.js';

/** What one version of Fluent Bit has, for those who write for it. */
export interface Edition {
  /** As a sentence names it: `5.1.1`, `3.1`. */
  readonly name: string;
  /** The names that start a plugin of a kind. */
  pluginNames(kind: PluginKind): readonly string[];
  /** Undefined for one that it does not have, or whose keys are not known. */
  pluginOf(kind: PluginKind, name: string): Plugin | undefined;
  /** The keys that every plugin of a kind has. */
  coreKeys(kind: PluginKind): ReadonlyMap<string, KeyType>;
  hasSetting(name: string): boolean;
  /** Whether it reads a way to write something. */
  reads(form: FormName): boolean;
}

/** The version that the tables are of. */
export const newestEdition: Edition = {
  name: textOf(newestRelease),
  pluginNames,
  pluginOf,
  coreKeys,
  hasSetting: () => true,
  reads: (form) => unreadBy(form, [newestRelease]) === undefined,
};

/** Keys within sections that not every version reads in YAML. */
const formsOfKeys: ReadonlyMap<string, FormName> = new Map([
  ['processors', 'processors'],
  ['routes', 'routes'],
  ['telemetry', 'telemetry'],
]);

/** The form that a name of YAML is, at the top or within a section; undefined if every version reads it. */
export function formOfName(name: string): FormName | undefined {
  const kind = kindAtTop.get(name);
  return kind === undefined ? formsOfKeys.get(name) : formsOfKinds[kind];
}

/** Whether a name of YAML is read. */
export function readsName(edition: Edition, name: string): boolean {
  const form = formOfName(name);
  return form === undefined || edition.reads(form);
}
