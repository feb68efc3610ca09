import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Config,
  checkConfig,
  type Diagnostic,
  type Property,
  type ReadResult,
  readConfig,
  type Section,
  upstreamsOf,
} from '../src/index.js';
import { booleanOf, lowerCase } from '../src/model/text.js';

// What Fluent Bit 5.1.1 made of each of these inputs: the cases of its fact sheet, by name.
const folder = join(import.meta.dirname, 'engine', 'cases');

interface Case {
  name: string;
  file: string;
  mode: 'cf' | 'ha';
  facts: string[];
}

interface EngineSection {
  name: string;
  properties: [string, string][];
  groups: { name: string; properties: [string, string][] }[];
}

/** The reading of a configuration file. */
interface EngineConfig {
  metas: [string, string][];
  sections: EngineSection[];
}

/** The upstream that the loader made of a file. */
interface EngineUpstream {
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

type Expected = { error: string } | EngineConfig | EngineUpstream;

const cases: Case[] = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
const folders = new Set(readdirSync(folder));

// Read by the engine, though not as anyone means it: refused here, each with what the engine would do (C-1, C-4, C-10, C-18).
const refusedOnPurpose = new Set(['c-noindent-key', 'c-noindent-keys', 'c-nul', 'c-lost-last-line-4095', 'c-cr-only']);

function readCase({ file }: Case): Promise<ReadResult> {
  return readConfig(readFileSync(join(folder, file), 'utf8'), { fileName: file, from: file.endsWith('.conf') ? 'classic' : 'yaml' });
}

function expectedOf({ name }: Case): Expected {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

/** Errors that speak of the text; a section that is not converted yet is none. */
function textErrors(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'FLB191').map(({ code }) => code);
}

describe('classic text is read as Fluent Bit reads it', () => {
  // Includes and the merging of SERVICE sections are matters of whole configurations.
  const classic = cases.filter(
    ({ name, mode }) => mode === 'cf' && name.startsWith('c-') && !/include|service-(?:twice|prefix)/.test(name),
  );

  it.each(classic.filter(({ name }) => !name.startsWith('c-ext-')))('$name $facts', async (one) => {
    const expected = expectedOf(one);
    const { config, diagnostics } = await readCase(one);
    if ('error' in expected || refusedOnPurpose.has(one.name)) {
      expect(textErrors(diagnostics)).not.toEqual([]);
      return;
    }
    expect(textErrors(diagnostics)).toEqual([]);
    expect(sectionsAsEngine(config)).toEqual(
      (expected as EngineConfig).sections.map(({ name, properties, groups }) => ({ name, properties, groups })),
    );
    expect(commandsAsEngine(config)).toEqual((expected as EngineConfig).metas.map(([name, value]) => [name.toUpperCase(), value]));
  });
});

describe('upstream files are loaded as Fluent Bit loads them', () => {
  const upstreams = cases.filter(({ name, mode }) => mode === 'ha' && !folders.has(`${name}.d`));

  it.each(upstreams)('$name $facts', async (one) => {
    const expected = expectedOf(one);
    const { config, diagnostics } = await readCase(one);
    if ('error' in expected) {
      // A certificate that is not there is the machine's business, not the file's.
      if (one.name === 'u-bad-ca') expect(textErrors(diagnostics)).toEqual([]);
      else expect([...diagnostics, ...checkConfig(config)].filter(({ severity }) => severity === 'error')).not.toEqual([]);
      return;
    }
    expect(textErrors(diagnostics)).toEqual([]);
    expect(loadAsEngine(config, one.file)).toEqual(expected);
  });
});

describe('YAML text is read as libyaml and the engine read it', () => {
  const lexing =
    /^y-(?:alias|merge|anchor-only|tags|comment|json|yml|crlf|bom|tab-indent|invalid-utf8|empty|only-separator|trailing-separator|null-doc|list-doc|doc-markers|env|colon-space|match-star|percent|multi-doc$)/;
  const yaml = cases.filter(({ name }) => lexing.test(name) && name !== 'y-invalid-utf8');

  it.each(yaml)('$name $facts', async (one) => {
    const { diagnostics } = await readCase(one);
    if ('error' in expectedOf(one)) expect(textErrors(diagnostics)).not.toEqual([]);
    else expect(textErrors(diagnostics)).toEqual([]);
  });

  it.each(yaml.filter(({ name }) => /^y-env-(?:map|list)$/.test(name)))('$name: the variables', async (one) => {
    const { config } = await readCase(one);
    const { env } = expectedOf(one) as unknown as { env: [string, string, string, number][] };
    const variables = config.sections.flatMap(({ properties }) => properties);
    expect(variables.map(({ key, value, uri }) => [key, uri ? '' : value, uri ? value : ''])).toEqual(
      env.map(([name, value, uri]) => [name, value, uri]),
    );
  });
});

/** The sections in the engine's form: a flat list, nodes beside their upstream. */
function sectionsAsEngine(config: Config): EngineSection[] {
  const flat = (section: Section): Section[] => [section, ...(section.sections ?? []).filter(({ kind }) => kind === 'node')];
  return config.sections
    .filter(({ kind }) => kind !== 'env' && kind !== 'command')
    .flatMap(flat)
    .map((section) => ({
      name: section.name ?? section.kind.toUpperCase(),
      properties: pairs(section.properties),
      groups: (section.sections ?? [])
        .filter(({ kind }) => kind === 'group')
        .map(({ name = '', properties }) => ({ name, properties: pairs(properties) })),
    }));
}

function pairs(properties: Property[]): [string, string][] {
  return properties.map(({ key, value }) => [key, value]);
}

/** `@` commands in the engine's form: name and argument. Of variables the case of `@SET` is not kept. */
function commandsAsEngine(config: Config): [string, string][] {
  return config.sections.flatMap(({ kind, name = '', properties }): [string, string][] => {
    if (kind === 'env') return properties.map(({ key, value }) => ['SET', `${key}=${value}`]);
    return kind === 'command' ? properties.map(({ value }) => [name, value]) : [];
  });
}

// Set while the engine read the cases (U-12).
const variables: Record<string, string> = { FX_H: 'hh', FX_P: '99', FX_T: 'on' };

/** What the engine's loader makes of the model: which group counts, which of repeated keys, what is expanded (U-2 … U-12). */
function loadAsEngine(config: Config, file: string): EngineUpstream {
  const groups = upstreamsOf(config);
  const isClassic = file.endsWith('.conf');
  const group = isClassic ? groups[0] : groups.at(-1);
  const nodes = isClassic ? groups.flatMap((one) => one.nodes) : (group?.nodes ?? []);
  return {
    name: group?.name ?? '',
    nodes: nodes.map(({ name = '', host = '', port = '', tls = {}, options }) => {
      const isOn = booleanOf(tls.enabled ?? 'off') === true;
      const context = {
        verify: asNumber(tls.verify ?? 'on'),
        debug: Number.parseInt(tls.debug ?? '1', 10),
        vhost: expand(tls.vhost ?? ''),
        // A verification that is neither on nor off leaves the host name unverified (U-9).
        verify_hostname: asNumber(tls.verifyHostname ?? 'off'),
      };
      return {
        name: expand(name),
        host: expand(host),
        port: expand(port),
        tls: isOn,
        ...(isOn ? { tls_ctx: context } : {}),
        ca_path: expand(tls.caPath ?? ''),
        ca_file: expand(tls.caFile ?? ''),
        crt_file: expand(tls.crtFile ?? ''),
        key_file: expand(tls.keyFile ?? ''),
        key_passwd: expand(tls.keyPasswd ?? ''),
        ht: Object.fromEntries(options.map(({ key, value }) => [lowerCase(key), expand(value)])),
      };
    }),
  };
}

function asNumber(text: string): number {
  const value = booleanOf(text);
  return value === undefined ? -1 : Number(value);
}

function expand(text: string): string {
  return text.replace(/\$\{(\w+)(?::-([^}]*))?\}/g, (_, name: string, fallback = '') => variables[name] || fallback);
}
