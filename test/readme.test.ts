import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkConfig, convert, formatPretty, readConfig, upstreamsOf, withUpstreams, writeConfig } from '../src/index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const changelog = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('leads to what explains every code', () => {
    expect(readme).toContain('(docs/codes.md)');
  });

  it('shows the output that its first command gives', async () => {
    const [, input = '', output] = /\$ cat upstream\.conf\n([\s\S]*?)\n\$ npx flb-convert upstream\.conf\n([\s\S]*?)```/.exec(readme) ?? [];
    const { outputs } = await convert(input, { fileName: 'upstream.conf' });
    expect(outputs[0]?.text).toBe(output);
  });

  it('shows a migration as it was recorded, or the end of it', () => {
    const recorded = new URL('../golden/migrate/readme/report.txt', import.meta.url);
    const runs = readFileSync(recorded, 'utf8').matchAll(/^===== (.*) \(exit code 0\) =====\n([\s\S]*?)(?=\n=====|$(?![\s\S]))/gm);
    const outputs = new Map(Array.from(runs, ([, command = '', output = '']) => [command, output.trimEnd()]));
    const shown = [...readme.matchAll(/^\$ npx flb-convert (migrate .*)\n([\s\S]*?)(?=\n\n\$|\n```)/gm)];
    expect(shown).toHaveLength(outputs.size);
    for (const [, command = '', text = ''] of shown) {
      const output = outputs.get(command.replace(' && echo done', '')) ?? '';
      const end = text.replace(/^…\n/, '').replace(/\ndone$/, '');
      expect(text.startsWith('…') ? output.slice(-end.length) : output).toBe(end);
    }
  });

  it('shows a diagnostic as check reports it', async () => {
    const shown = /\$ flb-convert check upstream\.yaml\n([\s\S]*?)\n1 file checked/.exec(readme)?.[1];
    const text =
      'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: h\n        port: 1\n        tls_verify: false\n        tls: on\n';
    const { source, config } = await readConfig(text, { fileName: 'upstream.yaml' });
    expect(formatPretty([{ source, diagnostics: checkConfig(config) }]).trimEnd()).toBe(shown);
  });

  it('shows a use of the library that works', async () => {
    const text = '[UPSTREAM]\n    name u\n\n[NODE]\n    # kept\n    name n\n    host h\n    port 1\n    x    y\n';
    const { config } = await readConfig(text, { fileName: 'upstream.conf' });
    const upstreams = upstreamsOf(config);
    const node = upstreams[0]?.nodes[0];
    if (node !== undefined) node.port = '24224';
    const { text: written } = writeConfig(withUpstreams(upstreams, config), { to: 'classic' });
    expect(written).toBe(text.replace('port 1', 'port 24224'));
  });
});

describe('the CHANGELOG', () => {
  it('has an entry for the version of the package', async () => {
    const { default: manifest } = await import('../package.json');
    expect(changelog).toContain(`\n## ${manifest.version}\n`);
  });
});
