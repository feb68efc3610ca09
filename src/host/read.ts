import { fstatSync, readFileSync, statSync } from 'node:fs';
import { JobError, reasonOf } from './job-error.js';
import { saveMemory } from './save-memory.js';

/** The bytes of a file, or of standard input for `-`. */
export async function readInput(path: string, { readStdin }: { readStdin(): Promise<Uint8Array> }): Promise<Uint8Array> {
  const bytes = path === '-' ? await readStdin() : readBytes(path);
  // The process ends soon and most of its garbage is young: a nursery that does not grow takes a quarter less at 10,000 nodes.
  if (bytes.length > large) saveMemory('--semi-space-growth-factor=1');
  return bytes;
}

/** From here on an input takes more memory than Node itself does. */
const large = 200_000; // bytes

/** The bytes of a file; throws a JobError that names it. */
function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (problem) {
    throw new JobError(`cannot read ${path}: ${reasonOf(problem)}`);
  }
}

/** The permissions of a file, undefined if there is none. */
export function modeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mode;
}

const standardInput = 0;

/** All of standard input. A terminal or a pipe that is not ready yet is read as a stream. */
export async function readStandardInput(): Promise<Uint8Array> {
  try {
    return readFileSync(standardInput);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EAGAIN') {
      throw new JobError(`cannot read standard input: ${reasonOf(problem)}`);
    }
  }
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Whether a file descriptor is a terminal, or another device that takes characters. */
export function isTerminal(file: number): boolean {
  return fstatSync(file).isCharacterDevice();
}
