import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { textOf } from '../support/project-texts.js';
import { project } from '../support/run-cli.js';

/** Made hosts: each is a directory with a configuration, and a stand-in of Fluent Bit that starts from what it is told to. */
export interface Fleet {
  readonly directory: string;
  readonly hosts: readonly string[];
  /** Where programs lie that stand for those of a host. */
  readonly programs: string;
  /** The package, packed. */
  readonly packed: string;
}

/**
 * Starts from any file, unless one named `refuses-yaml` lies in the directory of its host. Where one named `leaves` lies, nobody
 * answers any more once it has tried YAML: `gone` is there from then on.
 */
const fluentBit = `#!/bin/sh
host=$(dirname "$0")
case "$*" in
  *--version*) echo 'Fluent Bit v5.1.1' ;;
  *.yaml*)
    if [ -e "$host/refuses-yaml" ]; then echo 'it is refused' >&2; exit 1; fi
    if [ -e "$host/leaves" ]; then mv "$host/leaves" "$host/gone"; fi ;;
esac
`;

const configuration = (host: string) => ({
  'etc/fluent-bit/fluent-bit.conf': `[SERVICE]
    parsers_file parsers.conf

# ${host}
[INPUT]
    name tail
    path /var/log/${host}/*.log
    tag  app

[OUTPUT]
    name  stdout
    match app
`,
  'etc/fluent-bit/parsers.conf': '[PARSER]\n    name   app\n    format json\n',
  'etc/fluent-bit/transform.lua': 'function f() end\n',
});

export function makeFleet(directory: string, count: number): Fleet {
  const hosts = Array.from({ length: count }, (_, i) => `web${String(i + 1).padStart(2, '0')}`);
  for (const host of hosts) {
    for (const [path, text] of Object.entries(configuration(host))) put(join(directory, 'hosts', host, path), text);
    put(join(directory, 'hosts', host, 'fluent-bit'), fluentBit, 0o755);
  }
  const programs = join(directory, 'programs');
  mkdirSync(programs);
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', directory], {
    cwd: project,
    encoding: 'utf8',
  });
  return { directory, hosts, programs, packed: join(directory, packed.trim()) };
}

export function put(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
}

/** The commands that docs/fleets.md shows below a heading, a block each. */
export function shownBelow(heading: string): string[] {
  const section = textOf('docs/fleets.md').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands = '']) => commands);
}
