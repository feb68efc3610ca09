import { writeFileSync } from 'node:fs';
import type { Io } from './io.js';
import { cacheFile, compileCli } from './start.js';

const example = '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host h\n    port 1\n    tls on\n    tls.verify off\n    shared_key s\n';

/** A part of the build: keeps what V8 has compiled once typical jobs have run. */
async function makeCodeCache(): Promise<void> {
  const { script, cli } = compileCli();
  const io: Io = {
    importModule: (url) => import(url),
    readStdin: async () => Buffer.from(example),
    writeStdout: () => {},
    writeStderr: () => {},
    stderrColor: false,
    stdoutColor: false,
  };
  await cli.run(['-'], io);
  await cli.run(['--help'], io);
  writeFileSync(cacheFile, script.createCachedData());
}

void makeCodeCache();
