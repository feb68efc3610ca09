import { encoded } from './bytes.js';
import type { NewText } from './convert-source.js';
import { destinationOf } from './destination.js';
import type { Migration } from './migration.js';
import type { NewFiles } from './overlay-host.js';

/** The files that a migration puts somewhere, with what is in them: what is converted, and what goes along as it is. */
export function filesAfterwards(migration: Migration): NewFiles {
  const { outcomes, target } = migration;
  const texts = new Map<string, NewText>();
  for (const { outputs } of outcomes.values()) for (const output of outputs) texts.set(output.path, output);
  const copies = new Map(migration.copied().map((path) => [destinationOf(path, target.destination), path]));
  return {
    paths: copies.size === 0 ? texts : new Set([...copies.keys(), ...texts.keys()]),
    bytesOf: (path) => {
      const output = texts.get(path);
      return output === undefined ? migration.bytesOf(copies.get(path) ?? path) : encoded(output.text);
    },
  };
}
