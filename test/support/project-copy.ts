import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { projectTexts } from './project-texts.js';
import { project } from './run-cli.js';

/** Copies what belongs to the project, as a clone would have it. */
export function copyProject(to: string): void {
  for (const path of [...projectTexts, 'package-lock.json']) cpSync(join(project, path), join(to, path));
}

/** The same as a repository with one commit, whose name this gives. */
export function cloneProject(to: string): string {
  copyProject(to);
  git(to, 'init', '-q');
  git(to, 'add', '--all');
  git(to, '-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '-qm', 'all of it');
  return git(to, 'rev-parse', 'HEAD').trim();
}

function git(directory: string, ...argv: string[]): string {
  return execFileSync('git', ['-C', directory, ...argv], { encoding: 'utf8' });
}
