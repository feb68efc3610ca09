import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Look } from '../../src/page/protocol.js';
import { Desk } from '../../src/page/work/desk.js';
import { classicExample, yamlExample } from '../support/examples.js';

const latest = '5.1';

function filesOf(texts: Record<string, string | Uint8Array>) {
  return Object.entries(texts).map(([path, content]) => ({ path, bytes: typeof content === 'string' ? Buffer.from(content) : content }));
}

function look(texts: Record<string, string | Uint8Array>, options: { chosen?: string; version?: string } = {}): Promise<Look> {
  return new Desk().answer('look', { files: filesOf(texts), version: latest, ...options });
}

async function zipOf(texts: Record<string, string>): Promise<Record<string, string>> {
  const desk = new Desk();
  await desk.answer('look', { files: filesOf(texts), version: latest });
  const { bytes } = await desk.answer('zip', {});
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, Buffer.from(content).toString()]));
}

const textsOf = ({ forms }: Look) =>
  Object.fromEntries(forms.map(({ format, texts }) => [format, texts.map(({ text }) => text).join('\n')]));
const codesOf = ({ problems }: Look) => problems.map(({ code }) => code);

const folder = {
  'fluent-bit.conf': '[SERVICE]\n    parsers_file parsers.conf\n\n@INCLUDE conf.d/*.conf\n\n[OUTPUT]\n    name  stdout\n    match *\n',
  'conf.d/in.conf': '[INPUT]\n    name   tail\n    tag    app\n    path   /var/log/app.log\n    parser mine\n',
  'parsers.conf': '[PARSER]\n    name   mine\n    format json\n',
  'README.md': 'how to run this\n',
  'logo.png': Uint8Array.of(0x89, 0x50, 0, 0xff),
};

const manifest = `apiVersion: v1
kind: ConfigMap
metadata:
  name: fb
data:
  fluent-bit.conf: |
    [INPUT]
        name cpu
    [OUTPUT]
        name  stdout
        match *
`;

describe('one file', () => {
  it('is shown in the formats that it is not in', async () => {
    const { format, forms, chosen, archived, ...rest } = await look({ upstream: classicExample });
    expect({ format, chosen, archived }).toEqual({ format: 'classic', chosen: 'upstream', archived: ['yaml', 'json'] });
    expect(forms.map((form) => [form.format, form.texts.map(({ path }) => path), form.notes])).toEqual([
      ['yaml', ['upstream.yaml'], ["needs Fluent Bit 3.2.0 or later: 'upstream_servers' in YAML"]],
      ['json', ['upstream.json'], ["needs Fluent Bit 3.2.0 or later: 'upstream_servers' in YAML"]],
    ]);
    expect(forms[0]?.texts[0]?.text).toBe(yamlExample);
    expect(rest.picture).toBeUndefined();
  });

  it('says what a check says, and what comes up on the way to a format only', async () => {
    const text = '# note\n[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n    tls.verify off\n';
    const { problems, counts } = await look({ u: text });
    expect(problems.map(({ code, severity, line, column, towards }) => [code, severity, line, column, towards])).toEqual([
      ['FLB303', 'warning', 1, 1, ['json']],
      ['FLB209', 'warning', 8, 5, []],
    ]);
    expect(counts).toEqual(['2 warnings']);
  });

  it('marks what is wrong by lines and code units, over several lines where it is there', async () => {
    const { problems } = await look({ 'x.conf': '[UPSTREAM]\n    name 🙂\n[NODE]\n    name n\n    host h\n    port 1\n    🙂 x\n' });
    expect(problems.map(({ column, marks }) => [column, marks])).toContainEqual([5, [{ line: 6, from: 4, to: 6, severity: 'warning' }]]);
  });

  it('becomes several where a format takes no more than one upstream in each', async () => {
    const upstream = (name: string) => `[UPSTREAM]\n    name ${name}\n[NODE]\n    name n\n    host h\n    port 1\n`;
    const { forms } = await look({ both: upstream('eu') + upstream('us') });
    expect(forms[0]?.texts.map(({ path }) => path)).toEqual(['eu.yaml', 'us.yaml']);
  });

  it('is drawn if it has a pipeline', async () => {
    const { picture } = await look({ 'a.conf': '[INPUT]\n    name cpu\n[OUTPUT]\n    name stdout\n    match *\n' });
    expect(picture?.svg).toMatch(/^<svg/);
    expect(picture?.mermaid).toContain('stdout');
  });

  it('is checked for the version that is asked for', async () => {
    const texts = { 'a.yaml': yamlExample };
    expect(codesOf(await look(texts))).toEqual([]);
    expect(codesOf(await look(texts, { version: '3.1' }))).toEqual(['FLB701']);
  });

  it.each([
    ['no text', Uint8Array.of(0x89, 0x50, 0, 0xff), 'FLB101'],
    ['classic and YAML in one', `${classicExample}\n${yamlExample}`, undefined],
    ['prose', 'Dear all,\nplease find attached\n', undefined],
  ])('gives a problem and no text for %s', async (_, content, code) => {
    const found = await look({ pasted: content });
    expect(found.problems.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
    if (code !== undefined) expect(codesOf(found)).toContain(code);
    expect(found.forms.flatMap(({ texts }) => texts)).toEqual([]);
    expect(found.archived).toEqual([]);
    for (const { notes } of found.forms) expect(notes).not.toEqual([]);
  });
});

it('says nothing before anything is typed', async () => {
  const { problems, forms, archived } = await look({ pasted: '' });
  expect({ problems, archived, notes: forms.flatMap(({ texts, notes }) => [...texts, ...notes]) }).toEqual({
    problems: [],
    archived: [],
    notes: [],
  });
  // A file that is empty is one.
  expect((await look({ 'a.conf': '' })).archived).toEqual(['yaml', 'json']);
});

describe('a manifest', () => {
  it.each(['fb.yaml', 'pasted'])('is converted where its configurations lie: %s', async (path) => {
    const found = await look({ [path]: manifest });
    expect(found.chosen).toBe(path === 'pasted' ? 'pasted.yaml' : path);
    expect(textsOf(found).yaml).toContain('  fluent-bit.yaml: |\n    pipeline:\n');
    expect(textsOf(found).json).toContain('"pipeline"');
  });

  it('has its problems at their places', async () => {
    const { problems } = await look({ 'fb.yaml': manifest.replace('match *', 'match nothing') });
    expect(problems.map(({ line }) => line)).toContain(11);
  });
});

describe('several files', () => {
  it('are listed as what they are, without those of others', async () => {
    const { files, others, chosen } = await look(folder);
    expect(files.map(({ path, role }) => [path, role])).toEqual([
      ['conf.d/in.conf', 'part'],
      ['fluent-bit.conf', 'main'],
      ['parsers.conf', 'parsers'],
    ]);
    expect({ others, chosen }).toEqual({ others: 2, chosen: 'fluent-bit.conf' });
  });

  it('are checked together, and refer to each other by their new names', async () => {
    const found = await look(folder);
    expect(found.problems).toEqual([]);
    expect(textsOf(found).yaml).toContain('parsers_file: parsers.yaml');
    const without = await look({ ...folder, 'parsers.conf': '' });
    expect(without.files.find(({ path }) => path === 'conf.d/in.conf')?.severity).toBeDefined();
  });

  it('show the one that is chosen', async () => {
    const found = await look(folder, { chosen: 'parsers.conf' });
    expect(found.chosen).toBe('parsers.conf');
    expect(textsOf(found).yaml).toContain('parsers:\n  - name: mine');
  });

  it('are drawn with the main file that loads them', async () => {
    for (const chosen of Object.keys(folder).slice(0, 3)) {
      expect((await look(folder, { chosen })).picture?.mermaid).toContain('tail');
    }
  });

  it('are in the archive as whole trees, one for each format', async () => {
    const entries = await zipOf({ ...folder, 'logo.png': 'png' });
    expect(
      Object.keys(entries)
        .filter((path) => path.startsWith('yaml/'))
        .sort(),
    ).toEqual(['yaml/README.md', 'yaml/conf.d/in.yaml', 'yaml/fluent-bit.yaml', 'yaml/logo.png', 'yaml/parsers.yaml']);
    expect(entries['classic/fluent-bit.conf']).toBe(folder['fluent-bit.conf']);
    expect(entries['json/fluent-bit.yaml']).toMatch(/^\{/);
  });

  it('have no archive in a format towards which one of them is refused', async () => {
    const found = await look({ ...folder, 'conf.d/in.conf': '[INPUT]\n    name tail\nbroken\n' });
    expect(found.archived).not.toContain('yaml');
    expect(found.files.find(({ path }) => path === 'conf.d/in.conf')?.severity).toBe('error');
  });

  it('of which none is Fluent Bit’s: the first is looked at by itself', async () => {
    const { chosen, forms } = await look({ 'README.md': '# Title\n', 'a.txt': 'x' });
    expect(chosen).toBe('README.md');
    expect(forms.flatMap(({ texts }) => texts)).toEqual([]);
  });
});

describe('a code', () => {
  it('is explained in the words of its entry', async () => {
    const { name, why, example, message } = await new Desk().answer('explain', { code: 'FLB209' });
    expect({ name, why, message }).toEqual({
      name: 'tls-keys-without-tls',
      why: 'A node reads its `tls.*` keys only while TLS is on.',
      message: "'tls.verify' has no effect without 'tls on'",
    });
    expect(example).toEqual({ format: 'classic', text: expect.stringContaining('tls.verify off') });
  });
});
