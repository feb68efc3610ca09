import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CodeAction, CompletionItem, Diagnostic, Location } from 'vscode-languageserver-protocol';
import { type Editor, startEditor } from '../support/lsp-client.js';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';

const main = `kind: ConfigMap
metadata: {name: fb}
data:
  fluent-bit.conf: |
    [SERVICE]
        flush 1
        parsers_file parsers.conf

    [INPUT]
        name tail
        path /a
        parser mine

    [OUTPUT]
        name http
        match *
        host h
  parsers.conf: |
    [PARSER]
        name mine
        format json
`;

const upstream = `kind: ConfigMap
metadata: {name: up}
data:
  up.conf: |
    [UPSTREAM]
        name u
    [NODE]
        name n
        host h
        port 1
        tls on
        tls_vhost v
`;

const yaml = `kind: ConfigMap
metadata:
  name: fb
data:
  fluent-bit.yaml: |
    pipeline:
      inputs:
        - name: tail
          path: /a
          
      outputs:
        - name: stdout
          match: '*'
`;

async function editorOn(files: Record<string, string>): Promise<{ editor: Editor; dir: string; uriOf: (name: string) => string }> {
  const dir = tempDir({ ...files, '.git/HEAD': '' });
  const editor = await startEditor([pathToFileURL(dir).href]);
  onTestFinished(() => void editor.stop());
  const uriOf = (name: string) => pathToFileURL(join(dir, name)).href;
  for (const [name, text] of Object.entries(files)) editor.open(uriOf(name), text);
  return { editor, dir, uriOf };
}

/** The line and character of the `|` in a piece that a text has once. */
function placeOf(text: string, piece: string): [line: number, character: number] {
  const offset = text.indexOf(piece.replace('|', '')) + piece.indexOf('|');
  const before = text.slice(0, offset).split('\n');
  return [before.length - 1, before.at(-1)?.length ?? 0];
}

const places = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ code, range: { start, end } }) => `${start.line + 1}:${start.character + 1}-${end.character + 1} ${code}`);

describe('in a manifest, the language server', () => {
  it('reports what check reports, where it stands', async () => {
    const text = main.replace('path /a', 'pth /a').replace('format json', 'format xml');
    const { editor, dir, uriOf } = await editorOn({ 'a.yaml': text });
    const found = await editor.diagnosticsOf(uriOf('a.yaml'));
    expect(places(found)).toEqual(['11:9-12 FLB222', '21:16-19 FLB247']);
    const { stdout } = await runIn(dir, ['check', '--format', 'json', 'a.yaml']);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { line: number; column: number; code: string }[] };
    expect(diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual(['11:9 FLB222', '21:16 FLB247']);
    editor.change(uriOf('a.yaml'), main);
    expect(await editor.diagnosticsOf(uriOf('a.yaml'))).toEqual([]);
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['other documents before it', (text: string) => `kind: Service\nmetadata: {name: s}\n---\n${text}`],
    ['expressions of a template', (text: string) => `# {{- if .x }}\n${text.replace('host h', 'host {{ .Values.host }}')}`],
    ['a list', (text: string) => `kind: List\nitems:\n  - ${text.trimEnd().replace(/\n/g, '\n    ')}\n`],
  ])('finds its places with %s', async (_, change) => {
    const text = change(main.replace('flush 1', 'flush 0'));
    const { editor, uriOf } = await editorOn({ 'a.yaml': text });
    const [line, character] = placeOf(text.replaceAll('\ufeff', ''), 'flush |0');
    expect(places(await editor.diagnosticsOf(uriOf('a.yaml')))).toEqual([`${line + 1}:${character + 1}-${character + 2} FLB247`]);
    const hover = await editor.ask<{ contents: { value: string }; range: unknown }>('textDocument/hover', uriOf('a.yaml'), line, character);
    expect(hover.contents.value).toContain('**flush** of the service');
    expect(hover.range).toEqual({ start: { line, character }, end: { line, character: character + 1 } });
  });

  it('finds its places in quotes', async () => {
    const text =
      'kind: ConfigMap\nmetadata: {name: fb}\ndata: {a.conf: "[SERVICE]\\n    flush \\u0030\\n[INPUT]\\n    name \\\n  dummy\\n"}\n';
    const { editor, uriOf } = await editorOn({ 'a.yaml': text });
    expect(places(await editor.diagnosticsOf(uriOf('a.yaml')))).toEqual(['3:38-44 FLB247']);
    const asked = await editor.ask<{ contents: { value: string } }>('textDocument/hover', uriOf('a.yaml'), ...placeOf(text, 'fl|ush'));
    expect(asked.contents.value).toContain('**flush**');
    const edit = (await editor.ask<CompletionItem[]>('textDocument/completion', uriOf('a.yaml'), 3, 4)).find(
      ({ label }) => label === 'cpu',
    );
    expect(edit?.textEdit).toMatchObject({ range: { start: { line: 3, character: 2 }, end: { line: 3, character: 7 } } });
  });

  it('completes sections, keys, words and the parsers that another key holds', async () => {
    const text = `${main.replace('parser mine', 'parser ')}`;
    const { editor, uriOf } = await editorOn({ 'a.yaml': text });
    const labels = async (piece: string) =>
      (await editor.ask<CompletionItem[]>('textDocument/completion', uriOf('a.yaml'), ...placeOf(text, piece))).map(({ label }) => label);
    expect(await labels('[IN|PUT]')).toContain('MULTILINE_PARSER');
    expect(await labels('na|me tail')).toContain('refresh_interval');
    expect(await labels('parser |')).toEqual(['mine']);
    expect(await labels('ki|nd:')).toEqual([]);
    expect(await labels('fluent-bit.c|onf:')).toEqual([]);
    editor.change(uriOf('a.yaml'), yaml);
    const [line, character] = placeOf(yaml, 'path: /a\n          |');
    const items = await editor.ask<CompletionItem[]>('textDocument/completion', uriOf('a.yaml'), line, character);
    expect(items.map(({ label }) => label)).toContain('read_from_head');
    expect(items.map(({ label }) => label)).not.toContain('path');
    expect(items[0]?.textEdit).toMatchObject({ range: { start: { line, character }, end: { line, character } } });
  });

  it('completes on the last line of a text', async () => {
    const text = `${yaml.trimEnd()}\n          `;
    const { editor, uriOf } = await editorOn({ 'a.yaml': text });
    const { length } = text.split('\n');
    const items = await editor.ask<CompletionItem[]>('textDocument/completion', uriOf('a.yaml'), length - 1, 10);
    expect(items.map(({ label }) => label)).toContain('json_date_key');
  });

  it('goes to the text that a value names, and to the parser in it', async () => {
    const { editor, uriOf } = await editorOn({ 'a.yaml': main });
    const uri = uriOf('a.yaml');
    const at = (line: number, character: number, end = character) => ({ start: { line, character }, end: { line, character: end } });
    expect(await editor.ask<Location[]>('textDocument/definition', uri, ...placeOf(main, 'parsers_file par|sers'))).toEqual([
      { uri, range: at(18, 4) },
    ]);
    expect(await editor.ask<Location[]>('textDocument/definition', uri, ...placeOf(main, 'parser mi|ne'))).toEqual([
      { uri, range: at(19, 13, 17) },
    ]);
  });

  it('knows the ConfigMaps beside it, open or saved, and checks again when they change', async () => {
    const [first, second] = main.split(/^(?= {2}parsers\.conf)/m);
    const parsers = `kind: ConfigMap\nmetadata: {name: p}\ndata:\n${second}`;
    const { editor, uriOf, dir } = await editorOn({ 'a.yaml': first ?? '' });
    const uri = uriOf('a.yaml');
    expect(places(await editor.diagnosticsOf(uri))).toEqual(['7:22-34 FLB501']);
    writeFileSync(join(dir, 'b.yaml'), parsers);
    editor.change(uri, first ?? '');
    expect(await editor.diagnosticsOf(uri)).toEqual([]);
    expect(await editor.ask<Location[]>('textDocument/definition', uri, ...placeOf(main, 'parser mi|ne'))).toMatchObject([
      { uri: uriOf('b.yaml') },
    ]);
    editor.open(uriOf('b.yaml'), parsers.replace('name mine', 'name other'));
    expect(places(await editor.diagnosticsOf(uri))).toEqual(['12:16-20 FLB520']);
  });

  it('offers fixes, and none where the text is written in another way than it reads', async () => {
    const { editor, uriOf } = await editorOn({ 'a.yaml': upstream });
    const uri = uriOf('a.yaml');
    const actionsAt = async (line: number) => {
      await editor.diagnosticsOf(uri);
      const range = { start: { line, character: 9 }, end: { line, character: 9 } };
      return editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        ...{ textDocument: { uri }, range, context: { diagnostics: [] } },
      });
    };
    const [action] = await actionsAt(11);
    const range = { start: { line: 11, character: 8 }, end: { line: 11, character: 17 } };
    expect(action?.edit?.changes).toEqual({ [uri]: [{ range, newText: 'tls.vhost' }] });
    editor.change(
      uri,
      `kind: ConfigMap\nmetadata: {name: up}\ndata:\n  up.conf: >\n    [UPSTREAM]\n\n        name u\n\n    [NODE]\n\n        tls_vhost v\n`,
    );
    expect(await actionsAt(3)).toEqual([]);
  });

  it('shows nothing of a Secret, and takes no format', async () => {
    const conf = '[INPUT]\n    name dummy\n    rate hunter2\n';
    const secret = `kind: Secret\nmetadata: {name: fb}\ndata:\n  a.conf: ${Buffer.from(conf).toString('base64')}\nstringData:\n  b.conf: |\n${conf.replace(/^(?=.)/gm, '    ')}`;
    const { editor, uriOf } = await editorOn({ 'a.yaml': secret });
    const uri = uriOf('a.yaml');
    const found = await editor.diagnosticsOf(uri);
    expect(found.length).toBe(2);
    expect(JSON.stringify(found)).not.toContain('hunter2');
    expect(await editor.ask('textDocument/hover', uri, 3, 12)).toBeNull();
    expect(await editor.connection.sendRequest('textDocument/formatting', { textDocument: { uri }, options: {} })).toEqual([]);
  });

  it('says that a manifest cannot be read, and goes on', async () => {
    const { editor, uriOf } = await editorOn({ 'a.yaml': main.replace('metadata: {name: fb}', 'metadata: {name: fb') });
    const uri = uriOf('a.yaml');
    expect((await editor.diagnosticsOf(uri)).map(({ code }) => code)).toEqual(['FLB801']);
    expect(await editor.ask('textDocument/completion', uri, 5, 8)).toEqual([]);
    editor.change(uri, main);
    expect(await editor.diagnosticsOf(uri)).toEqual([]);
  });
});
