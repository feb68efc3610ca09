import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const commandPath = fileURLToPath(new URL('../../bin/flb-convert.js', import.meta.url));
const peakPath = fileURLToPath(new URL('peak-memory.cjs', import.meta.url));

// A certificate file that Node loads at each start would flatter every ratio to `node -e 0`.
const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...env } = process.env;

/** Runs Node with these arguments to its end; anything but success throws. */
export function runNode(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr.slice(0, 1000)}`);
  return stdout;
}

/** The processor time of a run, in milliseconds: what other processes take meanwhile does not count. */
export function cpuTime(...args) {
  return Number(runNode(peakPath, '--cpu', ...args));
}

/** The most memory that the command ever held, in MiB. */
export function peakMemory(...args) {
  return Number(runNode(peakPath, commandPath, ...args)) / 1024;
}

/** A directory of its own for the files that commands read. */
export function temporaryFiles() {
  const directory = mkdtempSync(join(tmpdir(), 'flb-bench-'));
  return {
    file(name, text) {
      const path = join(directory, name);
      writeFileSync(path, text);
      return path;
    },
    remove: () => rmSync(directory, { recursive: true }),
  };
}
