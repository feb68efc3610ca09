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

export function removeTempDir(dir: string): void {
  rmSync(join(dir, ...levels.map(() => '..')), { recursive: true, force: true });
}

/** The content of all files in a directory and below, by their paths in it. */
export function filesIn(dir: string): Record<string, string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(dir.length + 1), readFileSync(path, 'utf8')]));
}
