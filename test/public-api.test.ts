import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
import * as api from '../src/index.js';
import {
  applyFixes,
  type Config,
  checkConfig,
  configDifference,
  convert,
  equalConfig,
  formatPretty,
  messageOf,
  readConfig,
  SourceFile,
  type Upstream,
  type UpstreamNode,
  upstreamsOf,
  withUpstreams,
  writeConfig,
} from '../src/index.js';
import { classicExample, classicUpstream, examples, yamlExample } from './support/examples.js';

const formats = ['classic', 'yaml', 'json'] as const;
type FormatName = (typeof formats)[number];

describe('the public names', () => {
  it('are these values', () => {
    expect(Object.keys(api).sort()).toEqual([
      'SourceFile',
      'applyFixes',
      'builtInFormats',
      'catalogue',
      'checkConfig',
      'checkFiles',
      'configDifference',
      'configDifferences',
      'convert',
      'equalConfig',
      'formatOfName',
      'formatPretty',
      'isError',
      'messageOf',
      'migrateFiles',
      'readConfig',
      'sectionsOf',
      'upstreamsOf',
      'withUpstreams',
      'writeConfig',
    ]);
  });

  it('are these types', () => {
    expect(exportedTypes()).toEqual([
      'Action',
      'CheckFilesOptions',
      'CheckOptions',
      'CheckedFile',
      'Code',
      'CompareOptions',
      'Config',
      'ConfigDifference',
      'Conversion',
      'ConvertOptions',
      'Definition',
      'Diagnostic',
      'DifferenceOptions',
      'DifferenceSide',
      'Example',
      'FileDiagnostics',
      'Fix',
      'Format',
      'HeldConfiguration',
      'Host',
      'HostOptions',
      'Leaf',
      'Message',
      'MigrateFilesOptions',
      'MovedReference',
      'Need',
      'NeededVersion',
      'Nested',
      'NestedEntry',
      'NestedItem',
      'NestedList',
      'NestedMap',
      'NestedScalar',
      'OpenReference',
      'Output',
      'OutputState',
      'Place',
      'Plan',
      'PlannedFile',
      'PlannedMention',
      'PlannedOutput',
      'PlannedText',
      'Position',
      'PrettyOptions',
      'Property',
      'ReadConfigOptions',
      'ReadOptions',
      'ReadResult',
      'Reading',
      'Role',
      'RootMapping',
      'Section',
      'SectionKind',
      'Severity',
      'Span',
      'TlsOptions',
      'Unreadable',
      'Upstream',
      'UpstreamNode',
      'Writing',
    ]);
  });
});

describe('the upstream model', () => {
  it.each(formats)('is read from text: %s', async (from) => {
    const { config, diagnostics } = await readConfig(examples[from]);
    expect(diagnostics).toEqual([]);
    const [upstream, ...others] = upstreamsOf(config);
    expect(others).toEqual([]);
    expect(upstream?.name).toBe('forward-balancing');
    expect(upstream?.nodes.map(plain)).toEqual([
      { name: 'node-1', host: '127.0.0.1', port: '43000', options: [] },
      {
        name: 'node-3',
        host: '127.0.0.1',
        port: '45000',
        tls: { enabled: 'on', verify: 'off' },
        options: [{ key: 'shared_key', value: 'secret' }],
      },
    ]);
  });

  it.each(formats)('is built from nothing and written: %s', (to) => {
    const upstream: Upstream = {
      name: 'forward-balancing',
      nodes: [
        { name: 'node-1', host: '127.0.0.1', port: '43000', options: [] },
        {
          name: 'node-3',
          host: '127.0.0.1',
          port: '45000',
          tls: { enabled: 'on', verify: 'off' },
          options: [{ key: 'shared_key', value: 'secret' }],
        },
      ],
    };
    expect(writeConfig(withUpstreams([upstream]), { to })).toEqual({ text: examples[to], diagnostics: [] });
  });

  it('knows all TLS keys that Fluent Bit reads from a node (U-7), by names of its own', async () => {
    const keys = ['tls', 'verify', 'verify_hostname', 'debug', 'vhost', 'ca_path', 'ca_file', 'crt_file', 'key_file', 'key_passwd'];
    const lines = keys.map((key, i) => `    ${key === 'tls' ? key : `tls.${key}`} ${i}\n`);
    const text = `${classicUpstream('u', 'n')}${lines.join('')}`;
    const { config } = await readConfig(text);
    const node = upstreamsOf(config)[0]?.nodes[0];
    expect(node?.options).toEqual([]);
    expect(node?.tls).toEqual({
      enabled: '0',
      verify: '1',
      verifyHostname: '2',
      debug: '3',
      vhost: '4',
      caPath: '5',
      caFile: '6',
      crtFile: '7',
      keyFile: '8',
      keyPasswd: '9',
    });
  });

  it.each(formats)('survives the way there and back unchanged: %s', async (format) => {
    const { config } = await readConfig(await rich(format));
    const again = withUpstreams(upstreamsOf(config), config);
    expect(configDifference(config, again)).toBeUndefined();
    expect(writeConfig(again, { to: format }).text).toBe(writeConfig(config, { to: format }).text);
  });

  it.each(formats)('changes in its place, and everything around stays: %s', async (format) => {
    const text = await rich(format);
    const { config } = await readConfig(text);
    const [upstream] = upstreamsOf(config);
    const [first, second] = upstream?.nodes ?? [];
    if (upstream === undefined || first === undefined || second === undefined) throw new Error('two nodes expected');
    upstream.name = 'renamed';
    first.port = '24225';
    second.tls = { ...second.tls, verify: 'on', vhost: 'v.example' };
    second.options = second.options.filter(({ key }) => key !== 'shared_key');
    second.options.push({ key: 'tag', value: 'x' });
    const written = writeConfig(withUpstreams([upstream], config), { to: format });
    expect(written.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const expected = (await readConfig(changedRich)).config;
    const after = (await readConfig(written.text)).config;
    expect(configDifference(expected, after, { comments: format !== 'json' })).toBeUndefined();
  });

  it('leaves the configuration that it was read from alone', async () => {
    const { config } = await readConfig(classicRich);
    const before = structuredClone(config);
    const upstreams = upstreamsOf(config);
    for (const upstream of upstreams) {
      upstream.name = 'other';
      for (const node of upstream.nodes) {
        node.host = 'other';
        node.options.length = 0;
      }
    }
    withUpstreams(upstreams, config);
    expect(config).toEqual(before);
  });

  it('takes nodes out, puts them in and moves them, with the comments that are theirs', async () => {
    const { config } = await readConfig(`${classicUpstream('u', 'a')}\n# about b\n${classicUpstream('x', 'b').split('\n\n')[1]}`);
    const [upstream] = upstreamsOf(config);
    const [a, b] = upstream?.nodes ?? [];
    if (upstream === undefined || a === undefined || b === undefined) throw new Error('two nodes expected');
    const fresh: UpstreamNode = { name: 'c', host: 'c.example', port: '24224', options: [] };
    upstream.nodes = [b, fresh];
    expect(writeConfig(withUpstreams([upstream], config), { to: 'classic' }).text).toBe(
      classicUpstream('u', 'b', 'c').replace('[NODE]', '# about b\n[NODE]'),
    );
    upstream.nodes = [fresh, a];
    expect(writeConfig(withUpstreams([upstream], config), { to: 'classic' }).text).toBe(classicUpstream('u', 'c', 'a'));
  });

  it('drops a field that was taken away, in all its repetitions', async () => {
    const { config } = await readConfig(`${classicUpstream('u', 'a')}    tls on\n    TLS off\n    port 2\n`);
    const [upstream] = upstreamsOf(config);
    const [node] = upstream?.nodes ?? [];
    if (upstream === undefined || node === undefined) throw new Error('a node expected');
    delete node.tls;
    delete node.port;
    expect(writeConfig(withUpstreams([upstream], config), { to: 'classic' }).text).toBe(
      '[UPSTREAM]\n    name u\n\n[NODE]\n    name a\n    host a.example\n',
    );
  });

  it('holds the first of repeated fields, which counts, and all repeated options (U-6)', async () => {
    const { config } = await readConfig(`${classicUpstream('u', 'a')}    port 2\n    tag x\n    host other\n    tag y\n`);
    const node = upstreamsOf(config)[0]?.nodes[0];
    expect(node && plain(node)).toEqual({
      name: 'a',
      host: 'a.example',
      port: '24224',
      options: [
        { key: 'tag', value: 'x' },
        { key: 'tag', value: 'y' },
      ],
    });
  });

  it('never expands, retypes or trims what is given to it', async () => {
    const values = ['${HOST:-a b}', '007', 'null', '~', '1.10', 'yes', "it's", '"q"', '# x', 'a: b', '\u0085', '😀', '0x1F', '1e3'];
    const options = values.map((value, i) => ({ key: `key${i}`, value }));
    const config = withUpstreams([{ name: 'u', nodes: [{ name: 'n', host: 'h', port: '1', options }] }]);
    for (const to of formats) {
      const { text, diagnostics } = writeConfig(config, { to });
      expect(diagnostics).toEqual([]);
      const again = await readConfig(text, { from: to });
      expect(upstreamsOf(again.config)[0]?.nodes[0]?.options.map(({ value }) => value)).toEqual(values);
    }
  });

  it('is refused where the target cannot hold it', () => {
    const node = (value: string): Config => withUpstreams([{ name: 'u', nodes: [{ name: value, options: [] }] }]);
    const codes = (value: string, to: FormatName) => writeConfig(node(value), { to }).diagnostics.map(({ code }) => code);
    for (const value of ['', 'a\nb', ' a', 'a\t', 'a\0b', '\ud800'])
      expect(codes(value, 'classic'), JSON.stringify(value)).toEqual(['FLB301']);
    for (const value of [' a', 'a\0b', '\ud800']) expect(codes(value, 'yaml'), JSON.stringify(value)).toEqual(['FLB301']);
    for (const value of ['', 'a\nb']) expect(codes(value, 'json'), JSON.stringify(value)).toEqual([]);
  });
});

describe('the library', () => {
  it('converts text to text', async () => {
    const { outputs, diagnostics, from, to } = await convert(classicExample);
    const needs = { version: '3.2.0', reason: "'upstream_servers' in YAML" };
    expect(outputs).toEqual([{ text: yamlExample, fileName: 'input.yaml', needs }]);
    expect(diagnostics).toEqual([]);
    expect([from?.name, to.name]).toEqual(['classic', 'yaml']);
  });

  it('gives one output for each upstream when they are split', async () => {
    const text = `${classicUpstream('a', 'n')}\n${classicUpstream('b', 'm')}`;
    const { outputs } = await convert(text, { to: 'classic', upstreams: 'split' });
    expect(outputs).toEqual([
      { text: classicUpstream('a', 'n'), fileName: 'a.conf' },
      { text: classicUpstream('b', 'm'), fileName: 'b.conf' },
    ]);
  });

  it('throws for a mistake of the caller and never for one of the input', async () => {
    await expect(convert(classicExample, { to: 'ini' })).rejects.toThrow(RangeError);
    await expect(readConfig(classicExample, { from: 'ini' })).rejects.toThrow(RangeError);
    for (const text of ['', '\0', '{', '[', '\ud800', ': : :', '---\n', '[UPSTREAM', '*a']) {
      for (const from of [undefined, ...formats]) {
        const { outputs, diagnostics } = await convert(text, from === undefined ? {} : { from });
        expect(outputs.length > 0 || diagnostics.length > 0).toBe(true);
      }
    }
  });

  it('checks, words and fixes', async () => {
    const text = `${classicUpstream('u', 'n')}    tls on\n    tls_vhost v\n`;
    const { config, source } = await readConfig(text, { fileName: 'up.conf' });
    const diagnostics = checkConfig(config);
    expect(diagnostics.map((one) => messageOf(one).help)).toEqual(["did you mean 'tls.vhost'?"]);
    expect(formatPretty([{ source, diagnostics }])).toMatch(/^up\.conf:9:5: warning FLB213: /);
    expect(applyFixes(text, diagnostics)).toEqual({ text: text.replace('tls_vhost', 'tls.vhost'), count: 1 });
  });

  it('tells line and column of an offset, in characters', () => {
    const source = new SourceFile('x', 'a\n😀b\r\nc');
    expect([0, 2, 4, 7].map((offset) => source.positionAt(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 1 },
      { line: 2, column: 2 },
      { line: 3, column: 1 },
    ]);
  });

  it('compares meanings', async () => {
    const [classic, json] = await Promise.all([readConfig(`# c\n${classicExample}`), readConfig(examples.json)]);
    expect(equalConfig(classic.config, json.config)).toBe(false);
    expect(equalConfig(classic.config, json.config, { comments: false })).toBe(true);
  });
});

/** Order, comments, unknown keys, repeated keys, variables: all that must not get lost. */
const classicRich = `# top
@SET A=1

# the group
[UPSTREAM]
    # before the name
    name u

# first node
[NODE]
    zebra 1
    host  \${HOST}
    # the port
    port  24224
    name  a
    zebra 2
    # end of a

[NODE]
    name       b
    host       b.example
    port       24224
    tls        on
    tls.verify off
    # key of b
    shared_key s
    unknown    x

# the end
`;

const changedRich = classicRich
  .replace('name u', 'name renamed')
  .replace('port  24224', 'port  24225')
  .replace('tls.verify off', 'tls.verify on')
  .replace('    # key of b\n    shared_key s\n', '')
  .replace('unknown    x\n', 'unknown    x\n    tls.vhost v.example\n    tag x\n');

async function rich(to: FormatName): Promise<string> {
  const { outputs } = await convert(classicRich, { to });
  return outputs[0]?.text ?? '';
}

/** A node as a user sees it: without the section behind it and the places in the source. */
function plain({ section: _section, options, ...fields }: UpstreamNode): Omit<UpstreamNode, 'section'> {
  return { ...fields, options: options.map(({ key, value }) => ({ key, value })) };
}

function exportedTypes(): string[] {
  const text = readFileSync(join(import.meta.dirname, '..', 'src', 'index.ts'), 'utf8');
  const { body } = parseAst(text, { lang: 'ts' }, 'index.ts') as unknown as { body: ExportStatement[] };
  const types = body.flatMap(({ exportKind, specifiers }) =>
    specifiers.filter((one) => exportKind === 'type' || one.exportKind === 'type').map(({ exported }) => exported.name),
  );
  return types.sort();
}

interface ExportStatement {
  exportKind?: string;
  specifiers: { exportKind?: string; exported: { name: string } }[];
}
