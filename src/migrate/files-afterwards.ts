import { encoded } from './bytes.js';
import type { NewText } from './convert-source.js';
import { destinationOf } from './destination.js';
import { linksAfterwards } from './links-afterwards.js';
import type { Migration } from './migration.js';
import type { NewFiles } from './overlay-host.js';

/** The files that a migration puts somewhere, with what is in them: what is converted, and what goes along as it is. */
export function filesAfterwards(migration: Migration): NewFiles {
  const { outcomes, target } = migration;
  const outputs = new Map<string, NewText>();
  for (const outcome of outcomes.values()) for (const output of outcome.outputs) outputs.set(output.path, output);
  const copies = new Map(migration.copied().map((path) => [destinationOf(path, target.destination), path]));
  return {
    links: linksAfterwards(migration),
    paths: copies.size === 0 ? outputs : new Set([...copies.keys(), ...outputs.keys()]),
    bytesOf: (path) => {
      const output = outputs.get(path);
      return output === undefined ? migration.bytesOf(copies.get(path) ?? path) : encoded(migration.texts.get(output.text));
    },
  };
}
