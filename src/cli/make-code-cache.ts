import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from './io.js';
import { type Cli, type CompiledFiles, cacheFileOf, compileCli } from './start.js';

/** Files like those that most people have: what it takes to convert them is compiled beforehand. */
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
  `[PARSER]
    name p
    format regex
    regex ^(?<a>[^ ]*) "(?<b>.*)"$
    time_format %d/%b/%Y

[MULTILINE_PARSER]
    name m
    type regex
    rule "start_state" "/^a/" "cont"
    rule "cont" "/^b/" "cont"
`,
];

/** A part of the build: keeps what V8 has compiled once typical jobs have run. */
async function makeCodeCache(): Promise<void> {
  const files: CompiledFiles = new Map();
  const cli = compileCli(files);
  const directory = mkdtempSync(join(tmpdir(), 'flb-convert-'));
  for (const example of examples) {
    const yaml = await convert(cli, example, 'yaml');
    for (const format of ['classic', 'json']) await convert(cli, yaml, format);
    await cli.run(['check', '-', '--stdin-filepath', 'main.conf'], ioWith(example, []));
    const other = join(directory, 'other.yaml');
    writeFileSync(other, yaml.replace('1', '2'));
    await cli.run(['diff', '-', other], ioWith(example, []));
    await cli.run(['graph', '-'], ioWith(example, []));
  }
  rmSync(directory, { recursive: true });
  await cli.run(['--help'], ioWith('', []));
  for (const [name, { script }] of files) writeFileSync(cacheFileOf(name), script.createCachedData());
}

async function convert(cli: Cli, text: string, to: string): Promise<string> {
  const written: string[] = [];
  await cli.run(['-', '--to', to], ioWith(text, written));
  return written.join('');
}

/** A command line's surroundings that give `text` and keep what is written. */
function ioWith(text: string, written: string[]): Io {
  return {
    importModule: (url) => import(url),
    readStdin: async () => Buffer.from(text),
    writeStdout: (output) => void written.push(output),
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
