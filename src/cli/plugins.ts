import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { JobError } from '../host/job-error.js';
import { builtInFormats, type Format } from '../index.js';
import type { Io } from './io.js';

/** Loads a user's own formats: modules whose default export is a Format. */
export function loadFormats(paths: readonly string[], io: Io): Promise<Format[]> {
  return Promise.all(paths.map((path) => loadFormat(path, io)));
}

/** The format of that name, in capitals or not, or with that suffix (`yml`); throws a JobError that names the option and what there is. */
export function formatNamed(name: string, option: string, own: readonly Format[]): Format {
  const formats = [...own, ...builtInFormats];
  const wanted = name.toLowerCase();
  const format =
    formats.find((one) => one.name === name) ??
    formats.find((one) => one.name.toLowerCase() === wanted || one.suffixes.includes(`.${wanted}`));
  if (format !== undefined) return format;
  throw new JobError(`unknown format '${name}' for ${option}: expected ${formats.map((one) => one.name).join(', ')}`);
}

async function loadFormat(path: string, io: Io): Promise<Format> {
  let exported: unknown;
  try {
    const loaded = (await io.importModule(pathToFileURL(resolve(path)).href)) as { default?: unknown };
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
