import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn } from '../support/run-in.js';
import { goldenFolder } from './cases.js';

export const matchingFolder = join(goldenFolder, 'matching');

/** What `check` says is in this file of a case's folder, beside what it is said of. */
const said = 'said.txt';

/** The folders of `golden/matching`: filters and outputs, what they match, and what is said of it. */
export function findMatchings(): string[] {
  return readdirSync(matchingFolder).sort();
}

/** The files that Fluent Bit is started with: `main.conf`, `main.yaml`, or all if none is called so. */
export function startedWith(name: string): string[] {
  const files = readdirSync(join(matchingFolder, name)).filter((file) => file !== said);
  const main = files.filter((file) => file.startsWith('main.'));
  return (main.length > 0 ? main : files).sort();
}

/** What `check` says of a case, one run for each start. */
export async function saidOf(name: string): Promise<string> {
  const reports: string[] = [];
  for (const file of startedWith(name)) {
    const { code, stdout, stderr } = await runIn(join(matchingFolder, name), ['check', file]);
    reports.push(`===== check ${file} (exit code ${code}) =====\n${stdout}${stderr}`);
  }
  return reports.join('\n');
}

export function expectedOf(name: string): string {
  return readFileSync(join(matchingFolder, name, said), 'utf8');
}

export async function updateMatching(name: string): Promise<void> {
  writeFileSync(join(matchingFolder, name, said), await saidOf(name));
}
