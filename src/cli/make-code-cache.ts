import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from './io.js';
import { type Cli, type CompiledFiles, cacheFileOf, compileCli } from './start.js';

/** Files like those that most people have. */
const examples = [
  `[UPSTREAM]
    name u

[NODE]
    name n
    host h
    port 1
    tls on
    tls.verify off
    shared_key s
`,
  `# a main file
@SET A=1

[SERVICE]
    flush 1
    log_level info
    parsers_file p.conf
    parsers_file q.conf

[INPUT]
    name tail
    # comment
    path /var/log/*.log
    tag \${A}

[FILTER]
    name record_modifier
    match *
    record a 1
    record b 2

[FILTER]
    name modify
    match *
    add a 1
    rename a b
    add c 2

@INCLUDE more.conf

[OUTPUT]
    name http
    match *
    host h
    port 443
    header A 1
    header B 2
    tls on
    unknown_key 1
`,
];

/**
 * A part of the build: keeps what V8 has compiled once typical jobs have run. A function that few runs call is better left out: to
 * load it takes half as long as to compile it. So what several commands share is kept as conversions and checks use it.
 */
async function makeCodeCache(): Promise<void> {
  // A command that changes V8's flags as it runs would make all that is kept invalid: it counts for these flags only.
  Object.defineProperty(process, 'getBuiltinModule', { value: undefined });
  const shared = await compiledAfter(async (cli) => {
    for (const example of examples) {
      await cli.run(['-'], ioWith(example));
      await cli.run(['check', '-', '--stdin-filepath', 'main.conf'], ioWith(example));
    }
  });
  const directory = mkdtempSync(join(tmpdir(), 'flb-convert-'));
  const tree = join(directory, 'tree');
  mkdirSync(tree);
  const others = await compiledAfter(async (cli) => {
    for (const [i, example] of examples.entries()) {
      const file = join(tree, `${i}.conf`);
      writeFileSync(file, example.replace('1', '2'));
      await cli.run(['diff', '-', file], ioWith(example));
      await cli.run(['graph', '-'], ioWith(example));
    }
    for (const name of ['more', 'p', 'q']) writeFileSync(join(tree, `${name}.conf`), part(name));
    await cli.run(['migrate', tree], ioWith(''));
    await cli.run(['migrate', tree, '--write'], ioWith(''));
  });
  rmSync(directory, { recursive: true });
  for (const [name, compiled] of new Map([...others, ...shared])) writeFileSync(cacheFileOf(name), compiled);
}

/** A file that the main file of the examples refers to. */
function part(name: string): string {
  return name === 'more' ? '[INPUT]\n    name cpu\n' : `[PARSER]\n    name ${name}\n    format json\n`;
}

/** What V8 has compiled of each file of the command line once some jobs have run. */
async function compiledAfter(run: (cli: Cli) => Promise<void>): Promise<Map<string, Buffer>> {
  const files: CompiledFiles = new Map();
  await run(compileCli(files));
  return new Map(Array.from(files, ([name, { script }]) => [name, script.createCachedData()]));
}

/** A command line's surroundings that give `text` and drop what is written. */
function ioWith(text: string): Io {
  return {
    importModule: (url) => import(url),
    readStdin: async () => Buffer.from(text),
    writeStdout: () => {},
    writeStderr: () => {},
    stderrColor: false,
    stderrIsTerminal: false,
    stdinIsTerminal: false,
    columns: 80,
    stdoutColor: false,
    page: '',
  };
}

void makeCodeCache();
