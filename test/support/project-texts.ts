import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastGlob from 'fast-glob';
import { project } from './run-cli.js';

/** What a build, an installation or git puts into the project, and the recorded inputs, whose bytes are their own. */
const ignore = ['**/node_modules', 'dist', '.git', 'package-lock.json', 'test/engine/{cases,pairs}/*/**', 'test/engine/cases/[!i]*'];

/** The paths of the project's own files, from its root, sorted. */
export const projectTexts: readonly string[] = fastGlob.sync('**', { cwd: project, dot: true, ignore }).sort();

/** The Markdown that people read: reports among the goldens are data. */
export const documents: readonly string[] = projectTexts.filter((path) => path.endsWith('.md') && !path.startsWith('golden/'));

export function textOf(path: string): string {
  return readFileSync(join(project, path), 'utf8');
}
