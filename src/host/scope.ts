import { dirname } from 'node:path';
import { repositoryOf } from './ignore-rules.js';

/**
 * The directory that holds what a configuration in this directory may have to do with: the root of its repository, else what the
 * directory is in. Undefined rather than the root of the file system: then it is the directory's own files at most.
 */
export function scopeOf(directory: string): string | undefined {
  const around = [repositoryOf(directory), dirname(directory), directory];
  return around.find((one) => one !== undefined && one !== dirname(one));
}
