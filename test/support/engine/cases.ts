import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Fluent Bit 5.1.1 made of small inputs: cases, and pairs that it applies identically. test/engine/README.md says how they were recorded. */
const folder = join(import.meta.dirname, '..', '..', 'engine');
export const casesFolder = join(folder, 'cases');
export const pairsFolder = join(folder, 'pairs');

/** An input, read as a configuration (`cf`) or loaded as an upstream file (`ha`). */
export interface Case {
  name: string;
  file: string;
  mode: 'cf' | 'ha';
  facts: string[];
}

export interface Pair {
  name: string;
  facts: string[];
  mode: 'load' | 'ha';
  /** Variables of the process. */
  env: Record<string, string>;
}

/** A value as the engine holds it: text, what it typed, a list, or a map as a list of pairs. */
export type EngineValue = string | boolean | null | { $uint: string } | { $int: string } | { $double: string } | EngineValue[];

export interface EngineGroup {
  name: string;
  properties: [string, EngineValue][];
}

/** Types: 0 service, 1 parser, 2 multiline_parser, 3 stream_processor, 4 plugins, 5 upstream_servers, 6 custom, 7 input, 8 filter, 9 output, 10 other. */
export interface EngineSection extends EngineGroup {
  type: number;
  groups: EngineGroup[];
}

/** The reading of a configuration. A variable of YAML is its name, value, uri and refresh interval in seconds. */
export interface EngineConfig {
  env: [string, string, string, number][];
  metas: [string, string][];
  sections: EngineSection[];
}

/** The upstream that the loader made of a file. */
export interface EngineUpstream {
  name: string;
  nodes: {
    name: string;
    host: string;
    port: string;
    tls: boolean;
    tls_ctx?: { verify: number; debug: number; vhost: string; verify_hostname: number };
    ca_path: string;
    ca_file: string;
    crt_file: string;
    key_file: string;
    key_passwd: string;
    ht: Record<string, string>;
  }[];
}

/** Why the engine refused an input. */
export interface EngineError {
  error: string;
}

export const cases: Case[] = parse(join(casesFolder, 'index.json'));
export const pairs: Pair[] = parse(join(pairsFolder, 'index.json'));

export function readingOf<Reading>({ name }: Case): Reading | EngineError {
  return parse(join(casesFolder, `${name}.json`));
}

export function appliedOf<Applied>({ name }: Pair): Applied {
  return parse(join(pairsFolder, name, 'applied.json'));
}

function parse<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, 'utf8'));
}
