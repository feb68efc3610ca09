import { cpSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn } from '../support/run-in.js';
import { makeTempDir, removeTempDir } from '../support/temp-dir.js';
import { goldenFolder } from './cases.js';

/** A directory as a user has it, and commands that are run in it one after the other. */
export interface MigrationCase {
  readonly name: string;
  readonly folder: string;
  /** The arguments after `flb-convert`, a line for each run. */
  readonly commands: readonly string[];
}

export interface MigrationResult {
  /** The content of each file by its path; of a link, `path -> where it leads`. */
  readonly tree: ReadonlyMap<string, Uint8Array>;
  readonly report: string;
}

/** All folders of `golden/migrate`, sorted by name. */
export function findMigrations(): MigrationCase[] {
  const root = join(goldenFolder, 'migrate');
  return readdirSync(root)
    .sort()
    .map((name) => {
      const folder = join(root, name);
      return { name, folder, commands: readFileSync(join(folder, 'command.txt'), 'utf8').trimEnd().split('\n') };
    });
}

/** Runs the commands of a case in a copy of its `input`, which `keep` gets before it is removed. */
export async function runMigration({ folder, commands }: MigrationCase, keep = (_: string) => {}): Promise<MigrationResult> {
  const directory = makeTempDir();
  try {
    copyTree(join(folder, 'input'), directory);
    const report: string[] = [];
    for (const command of commands) {
      const { code, stdout, stderr } = await runIn(directory, command.split(' '));
      const said = (stdout + stderr).replaceAll(`${directory}/`, '$PWD/');
      report.push(`===== ${command} (exit code ${code}) =====\n${said}`);
    }
    keep(directory);
    return { tree: treeIn(directory), report: report.join('\n') };
  } finally {
    removeTempDir(directory);
  }
}

/** What the case's folder says that comes of it. */
export function expectedResult({ folder }: Pick<MigrationCase, 'folder'>): MigrationResult {
  return { tree: treeIn(join(folder, 'output')), report: readFileSync(join(folder, 'report.txt'), 'utf8') };
}

/** Makes what comes of a case what is expected of it. */
export async function updateMigration(one: MigrationCase): Promise<void> {
  const output = join(one.folder, 'output');
  rmSync(output, { recursive: true, force: true });
  const { report } = await runMigration(one, (directory) => copyTree(directory, output));
  writeFileSync(join(one.folder, 'report.txt'), report);
}

function copyTree(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

function treeIn(directory: string): Map<string, Uint8Array> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const contents = entries.map((entry): [string, Uint8Array] => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(directory.length + 1);
    return entry.isSymbolicLink() ? [`${name} -> ${readlinkSync(path)}`, new Uint8Array()] : [name, readFileSync(path)];
  });
  return new Map(contents.sort(([a], [b]) => (a < b ? -1 : 1)));
}
