import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory with these files, by their paths in it; gone when the test is over. */
export function tempDir(files: Record<string, string | Uint8Array> = {}): string {
  const dir = makeTempDir();
  onTestFinished(() => removeTempDir(dir));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

/** How deep it stands in one that is made for it. */
const levels = ['own', 'deep', 'tree'];

/**
 * A directory that stays until its maker removes it. It stands deep in a repository of its own, so that nothing beside the
 * temporary directory of the machine is ever in sight.
 */
export function makeTempDir(): string {
  let dir = mkdtempSync(join(realpathSync(tmpdir()), 'flb-convert-'));
  mkdirSync(join(dir, '.git'));
  for (const level of levels) {
    // Others may pass through whatever the umask, but not look into the directory itself.
    chmodSync(dir, 0o755);
    dir = join(dir, level);
    mkdirSync(dir, { mode: 0o700 });
  }
  return dir;
}

/** Takes a directory out of the repository that was made for it. */
export function leaveRepository(dir: string): void {
  rmSync(join(topOf(dir), '.git'), { recursive: true });
}

export function removeTempDir(dir: string): void {
  try {
    rmSync(topOf(dir), { recursive: true, force: true });
  } catch {
    // A test has closed some of its directories.
    open(topOf(dir));
    rmSync(topOf(dir), { recursive: true, force: true });
  }
}

function topOf(dir: string): string {
  return join(dir, ...levels.map(() => '..'));
}

function open(dir: string): void {
  chmodSync(dir, 0o700);
  for (const entry of readdirSync(dir, { withFileTypes: true })) if (entry.isDirectory()) open(join(dir, entry.name));
}

/** The content of all files in a directory and below, by their paths in it. */
export function filesIn(dir: string): Record<string, string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(dir.length + 1), readFileSync(path, 'utf8')]));
}
