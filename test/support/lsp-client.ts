import { type ChildProcess, spawn } from 'node:child_process';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { InitializeResult, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { executable, requireBuild } from './run-cli.js';

/** An editor that has started the built server, and what the server has told it. */
export interface Editor {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  /** Ends the server as an editor does; gives its exit code. */
  stop(): Promise<number | null>;
  open(uri: string, text: string, languageId?: string): void;
  /** Replaces all of a document's text. */
  change(uri: string, text: string): void;
  close(uri: string): void;
  /** The next diagnostics of a document's newest version. */
  diagnosticsOf(uri: string): Promise<PublishDiagnosticsParams['diagnostics']>;
  ask<Answer>(method: string, uri: string, line: number, character: number): Promise<Answer>;
}

/** Starts the server for some folders of a workspace, with more arguments. Whoever starts it must stop it. */
export async function startEditor(folders: readonly string[] = [], more: readonly string[] = []): Promise<Editor> {
  requireBuild();
  const server = spawn(process.execPath, [executable, 'lsp', '--stdio', ...more], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const versions = new Map<string, number>();
  const published = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.set(params.uri, params);
    for (const wake of waiting) wake();
  });
  connection.listen();
  const workspaceFolders = folders.map((uri) => ({ uri, name: uri }));
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: folders[0] ?? null,
    workspaceFolders,
    capabilities: { workspace: { workspaceFolders: true } },
  });
  connection.sendNotification('initialized', {});
  const isNew = (uri: string) => published.get(uri)?.version === versions.get(uri);
  return {
    ...{ connection, process: server, initialized },
    async stop() {
      const ended = new Promise<number | null>((end) => server.on('exit', end));
      await connection.sendRequest('shutdown');
      connection.sendNotification('exit');
      const code = await ended;
      connection.dispose();
      return code;
    },
    open(uri, text, languageId = 'yaml') {
      versions.set(uri, 1);
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    },
    change(uri, text) {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
    },
    close(uri) {
      connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    async diagnosticsOf(uri) {
      while (!isNew(uri)) await new Promise<void>((wake) => waiting.add(wake));
      const { diagnostics = [] } = published.get(uri) ?? {};
      published.delete(uri);
      return diagnostics;
    },
    ask: (method, uri, line, character) => connection.sendRequest(method, { textDocument: { uri }, position: { line, character } }),
  };
}
