import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Format } from '../formats/format.js';
import { JobError } from '../host/job-error.js';

/** Loads a user's own formats: modules whose default export is a Format. */
export async function loadFormats(paths: readonly string[]): Promise<Format[]> {
  return Promise.all(paths.map(loadFormat));
}

async function loadFormat(path: string): Promise<Format> {
  let exported: unknown;
  try {
    const loaded = (await import(pathToFileURL(resolve(path)).href)) as { default?: unknown };
    exported = unwrapped(loaded.default);
  } catch (problem) {
    throw new JobError(`cannot load the format ${path}: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
  if (!isFormat(exported)) {
    throw new JobError(`${path} has no format as its default export: { name, suffixes, comments, sniff, read, write }`);
  }
  return exported;
}

/** A CommonJS module that was compiled from an ES module holds its default export one level down. */
function unwrapped(exported: unknown): unknown {
  return typeof exported === 'object' && exported !== null && 'default' in exported ? exported.default : exported;
}

function isFormat(value: unknown): value is Format {
  if (typeof value !== 'object' || value === null) return false;
  const format = value as Partial<Record<keyof Format, unknown>>;
  return (
    typeof format.name === 'string' &&
    Array.isArray(format.suffixes) &&
    [format.sniff, format.read, format.write].every((one) => typeof one === 'function')
  );
}
