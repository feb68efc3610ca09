import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver-protocol';
import { type Editor, startEditor } from '../../support/lsp-client.js';
import { runCli, spawnCli } from '../../support/run-cli.js';
import { tempDir } from '../../support/temp-dir.js';

async function editorOn(...folders: string[]): Promise<Editor> {
  const editor = await startEditor(folders.map((folder) => pathToFileURL(folder).href));
  onTestFinished(() => void editor.stop());
  return editor;
}

const uriOf = (...parts: string[]) => pathToFileURL(join(...parts)).href;
const codesOf = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

const input = '[INPUT]\n    name dummy\n    tag a\n';
const output = '[OUTPUT]\n    name stdout\n    match a\n';

describe('lsp', () => {
  it('says what it can do, and ends with 0 when the editor has asked it to', async () => {
    const editor = await startEditor();
    expect(editor.initialized).toMatchObject({
      capabilities: { completionProvider: {}, hoverProvider: true, definitionProvider: true, documentFormattingProvider: true },
      serverInfo: { name: 'flb-convert' },
    });
    expect(await editor.stop()).toBe(0);
  });

  it('ends when its editor goes without a word', async () => {
    const editor = await startEditor();
    editor.open('untitled:a.conf', input);
    await editor.diagnosticsOf('untitled:a.conf');
    const ended = new Promise((end) => editor.process.on('exit', end));
    editor.process.stdin?.end();
    expect(await ended).toBe(1);
  });

  it('reports as one types, in the newest version alone', async () => {
    const dir = tempDir();
    const editor = await editorOn(dir);
    const uri = uriOf(dir, 'a.conf');
    editor.open(uri, input + output);
    expect(await editor.diagnosticsOf(uri)).toEqual([]);
    editor.change(uri, `${input}    tga b\n`);
    editor.change(uri, `${input}    pth b\n${output}`);
    const [found, ...others] = await editor.diagnosticsOf(uri);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'FLB222', severity: 1, source: 'flb-convert' });
    expect(found?.range).toEqual({ start: { line: 3, character: 4 }, end: { line: 3, character: 7 } });
  });

  it('counts columns in UTF-16 units, behind a byte order mark, too', async () => {
    const editor = await editorOn(tempDir());
    const uri = 'untitled:a.yaml';
    editor.open(uri, '\ufeffservice: {\u{1f600}: x, flush: 0}\n');
    const found = (await editor.diagnosticsOf(uri)).find(({ code }) => code === 'FLB247');
    expect(found?.range).toEqual({ start: { line: 0, character: 25 }, end: { line: 0, character: 26 } });
  });

  it('offers the fix of a diagnostic where it is', async () => {
    const dir = tempDir();
    const editor = await editorOn(dir);
    const uri = uriOf(dir, 'a.conf');
    const text = '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n    tls on\n    tls_vhost v\n';
    editor.open(uri, text);
    await editor.diagnosticsOf(uri);
    const actionsAt = (line: number) =>
      editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: { line, character: 5 }, end: { line, character: 5 } },
        context: { diagnostics: [] },
      });
    expect(await actionsAt(3)).toEqual([]);
    const [action, ...others] = await actionsAt(7);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ kind: 'quickfix', title: "did you mean 'tls.vhost'?" });
    const range = { start: { line: 7, character: 4 }, end: { line: 7, character: 13 } };
    expect(action?.edit?.changes).toEqual({ [uri]: [{ range, newText: 'tls.vhost' }] });
  });

  it('formats a document as fmt does, and leaves one with errors as it is', async () => {
    const dir = tempDir();
    const editor = await editorOn(dir);
    const uri = uriOf(dir, 'a.conf');
    const untidy = '# c\n[INPUT]\n  Name dummy\n  tag   a';
    const format = (of: string) =>
      editor.connection.sendRequest<TextEdit[]>('textDocument/formatting', { textDocument: { uri: of }, options: {} });
    editor.open(uri, untidy);
    const { stdout } = await runCli(['fmt', '-'], { stdin: untidy });
    expect(await format(uri)).toEqual([{ range: { start: { line: 0, character: 0 }, end: { line: 3, character: 9 } }, newText: stdout }]);
    editor.change(uri, stdout);
    expect(await format(uri)).toEqual([]);
    editor.change(uri, '[INPUT]\nname dummy\n');
    expect(await format(uri)).toEqual([]);
    expect(await format(uriOf(dir, 'not-open.conf'))).toEqual([]);
  });

  it('checks a file as a part of the one that includes it, once that is open', async () => {
    const dir = tempDir({ 'main.conf': `@INCLUDE out.conf\n${input}`, 'out.conf': output.replace('match a', 'match b') });
    const editor = await editorOn(dir);
    const [main, part] = [uriOf(dir, 'main.conf'), uriOf(dir, 'out.conf')];
    editor.open(main, `@INCLUDE out.conf\n${input}`);
    expect(codesOf(await editor.diagnosticsOf(main))).toEqual(['FLB259']);
    editor.open(part, output.replace('match a', 'match b'));
    expect(codesOf(await editor.diagnosticsOf(part))).toEqual(['FLB258']);
    expect(codesOf(await editor.diagnosticsOf(main))).toEqual(['FLB259']);
    // What is typed counts, not what is saved: for the file that reads it as well.
    editor.change(part, output);
    expect(await editor.diagnosticsOf(part)).toEqual([]);
    expect(await editor.diagnosticsOf(main)).toEqual([]);
  });

  it('keeps quiet about files of other programs, and takes back what it said of a file that is closed', async () => {
    const dir = tempDir();
    const editor = await editorOn(dir);
    const [compose, config] = [uriOf(dir, 'compose.yaml'), uriOf(dir, 'a.yaml')];
    editor.open(compose, 'services:\n  web: {image: nginx}\nservice: [1]\n');
    expect(await editor.diagnosticsOf(compose)).toEqual([]);
    editor.open(config, 'service:\n  flush: 0\npipeline: {}\n');
    expect(codesOf(await editor.diagnosticsOf(config))).toEqual(['FLB247']);
    const closed = new Promise<unknown>((said) => editor.connection.onNotification('textDocument/publishDiagnostics', said));
    editor.close(config);
    expect(await closed).toEqual({ uri: config, diagnostics: [] });
  });

  it.each(['a b.conf', '50%.conf', 'ünïcode #1.conf', '%41.conf'])('takes files of any name: %s', async (name) => {
    const dir = tempDir({ 'parsers.conf': '[PARSER]\n    name p\n    format json\n' });
    const editor = await editorOn(dir);
    const uri = uriOf(dir, name);
    const text = `[SERVICE]\n    parsers_file parsers.conf\n    flush 0\n${input}`;
    writeFileSync(join(dir, name), text);
    editor.open(uri, text);
    expect(codesOf(await editor.diagnosticsOf(uri))).toEqual(['FLB247']);
    const targets = await editor.ask('textDocument/definition', uri, 1, 20);
    const start = { line: 0, character: 0 };
    expect(targets).toEqual([{ uri: uriOf(dir, 'parsers.conf'), range: { start, end: start } }]);
  });

  it.each(['untitled:Untitled-1', 'file:///a%zz.conf', 'vscode-vfs://host/a.conf', 'nonsense'])(
    'takes what is not a file: %s',
    async (uri) => {
      const editor = await editorOn();
      editor.open(uri, `[SERVICE]\n    flush 0\n${input}`, 'ini');
      expect(codesOf(await editor.diagnosticsOf(uri))).toEqual(['FLB247']);
      expect(await editor.ask('textDocument/hover', uri, 1, 6)).toMatchObject({ contents: { kind: 'markdown' } });
      expect(await editor.ask('textDocument/definition', uri, 1, 6)).toEqual([]);
    },
  );

  it('looks from the folder of the workspace that holds a file, of several', async () => {
    const files = { 'p.conf': '[PARSER]\n    name p\n    format json\n', 'sub/a.conf': '' };
    const [one, two] = [tempDir(files), tempDir(files)];
    const editor = await editorOn(one, two);
    const text = '[SERVICE]\n    parsers_file p.conf\n';
    for (const dir of [two, one]) {
      const uri = uriOf(dir, 'sub', 'a.conf');
      editor.open(uri, text);
      expect(await editor.diagnosticsOf(uri)).toEqual([]);
      expect(await editor.ask('textDocument/definition', uri, 1, 20)).toMatchObject([{ uri: uriOf(dir, 'p.conf') }]);
    }
  });

  it('goes on when files vanish while they are open: the file itself, what it refers to, all of the folder', async () => {
    const files = {
      'a.conf': `[SERVICE]\n    parsers_file p.conf\n    flush 0\n${input}`,
      'p.conf': '[PARSER]\n    name p\n    format json\n',
    };
    const dir = tempDir({ 'x/a.conf': files['a.conf'], 'x/p.conf': files['p.conf'] });
    const editor = await editorOn(join(dir, 'x'));
    const uri = uriOf(dir, 'x', 'a.conf');
    editor.open(uri, files['a.conf']);
    expect(codesOf(await editor.diagnosticsOf(uri))).toEqual(['FLB247']);
    rmSync(join(dir, 'x'), { recursive: true });
    editor.change(uri, `${files['a.conf']}\n`);
    expect(codesOf(await editor.diagnosticsOf(uri))).toContain('FLB501');
    expect(await editor.ask('textDocument/definition', uri, 1, 20)).toEqual([]);
    expect(await editor.ask('textDocument/hover', uri, 1, 6)).not.toBeNull();
  });

  it('reports nothing about files outside of the repository that a file refers to', async () => {
    const outside = tempDir({ 'secret.conf': '[PARSER]\n    topsecret\n' });
    const dir = tempDir();
    const editor = await editorOn(dir);
    const uri = uriOf(dir, 'a.conf');
    editor.open(uri, `[SERVICE]\n    parsers_file ${join(outside, 'secret.conf')}\n`);
    expect(JSON.stringify(await editor.diagnosticsOf(uri))).not.toContain('topsecret');
    expect(await editor.ask('textDocument/completion', uri, 1, 8)).toBeInstanceOf(Array);
  });

  it('answers in a file of 5 MB', async () => {
    const dir = tempDir();
    const editor = await editorOn(dir);
    const uri = uriOf(dir, 'large.yaml');
    const item = '    - name: tail\n      path: /var/log/some/where/else/*.log\n      tag: a.b.c.d\n      read_from_head: on\n';
    const text = `pipeline:\n  inputs:\n${item.repeat(5e6 / item.length)}    - name: tail\n      pth: x\n      `;
    editor.open(uri, text);
    expect(codesOf(await editor.diagnosticsOf(uri))).toContain('FLB222');
    const { length } = text.split('\n');
    expect(await editor.ask<unknown[]>('textDocument/completion', uri, length - 1, 6)).toContainEqual(
      expect.objectContaining({ label: 'read_from_head' }),
    );
  });

  it('answers for another version', async () => {
    const editor = await startEditor([], ['--fluent-bit', '3.1']);
    onTestFinished(() => void editor.stop());
    const uri = 'untitled:a.yaml';
    editor.open(
      uri,
      'parsers:\n  - name: p\n    format: json\npipeline:\n  inputs:\n    - name: tail\n      unicode.encoding: auto\n      \n',
    );
    expect(codesOf(await editor.diagnosticsOf(uri)).sort()).toEqual(['FLB701', 'FLB704']);
    const labels = async (line: number, character: number) =>
      (await editor.ask<{ label: string }[]>('textDocument/completion', uri, line, character)).map(({ label }) => label);
    expect(await labels(0, 1)).not.toContain('parsers');
    expect(await labels(0, 1)).toContain('pipeline');
    expect(await labels(5, 13)).not.toContain('gpu_metrics');
    expect(await labels(7, 6)).toContain('refresh_interval');
    expect(await labels(7, 6)).not.toContain('rate_gate');
  });

  it('does not start for what is not a version', () => {
    const { code, stderr } = spawnCli(['lsp', '--fluent-bit', 'x']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^flb-convert: --fluent-bit x: 'x' is not a version/);
  });

  it('says by which version a key came, and what counts without it', async () => {
    const editor = await editorOn();
    const uri = 'untitled:a.conf';
    const about = async (text: string) => {
      editor.change(uri, text.replace('|', ''));
      const before = text.slice(0, text.indexOf('|')).split('\n');
      const hover = await editor.ask<{ contents: { value: string } } | null>(
        'textDocument/hover',
        uri,
        before.length - 1,
        before.at(-1)?.length ?? 0,
      );
      return hover?.contents.value;
    };
    editor.open(uri, '');
    expect(await about('[OUTPUT]\n    name http\n    for|mat json\n')).toMatch(
      /Without it, `json` since 3\.0, nothing before\. Since Fluent Bit 1\.9 at least\.$/,
    );
    expect(await about('[INPUT]\n    name node_exporter_metrics\n    metri|cs cpu\n')).toMatch(
      /Without it, `cpu,[\w,]+` since 5\.1, another one before\. Since Fluent Bit 2\.1\.$/,
    );
    expect(await about('[INPUT]\n    name gpu_met|rics\n')).toMatch(/\n\nSince Fluent Bit \d\.\d\.$/);
    expect(await about('[INPUT]\n    name kubernetes_events\n    timestamp_|key x\n')).toBe(
      '**timestamp_key** of the input kubernetes_events\n\nIn Fluent Bit 2.2 to 3.0.',
    );
    expect(await about('[SERVICE]\n    hot_re|load on\n')).toMatch(/Since Fluent Bit 2\.1\.$/);
    expect(await about('[NODE]\n    tls.ver|ify off\n')).toMatch(/On or off\. Without it, on\.$/);
    // A text of the machine is no default.
    expect(await about('[CUSTOM]\n    name calyptia\n    fleet.config|_dir x\n')).not.toContain('Without it');
    // Where the tables know nothing, nothing is said.
    expect(await about('[INPUT]\n    name mine\n    ke|y x\n')).toBeUndefined();
    expect(await about('[PARSER]\n    for|mat json\n')).not.toMatch(/Since|Without/);
  });

  it('takes no other standard input than its editor: --help is shown as ever', async () => {
    const { code, stdout } = await runCli(['lsp', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: flb-convert lsp');
  });
});
