import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type Location,
  MarkupKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../../../../package.json';
import type { Target } from '../../../editors/definition.js';
import { Workspace } from '../../../editors/workspace.js';
import { nodeHost } from '../../../host/node-host.js';
import type { Diagnostic } from '../../../index.js';
import { isInside } from '../../../project/paths.js';
import type { Versions } from '../../../versions/target.js';
import { scopeAround } from '../../directories.js';
import { rangeIn } from './positions.js';
import { actionsFor, completionsFor, diagnosticFor, rangeOf } from './protocol.js';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  completionProvider: { triggerCharacters: ['[', '@', ' ', '.', '_'] },
  hoverProvider: true,
  definitionProvider: true,
  documentFormattingProvider: true,
  codeActionProvider: { codeActionKinds: ['quickfix'] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Answers an editor until it goes. `versions`: the Fluent Bit that its files are for. */
export function serve(connection: Connection, versions: Versions | undefined): void {
  const documents = new TextDocuments(TextDocument);
  const roots = new Set<string>();
  const checks = new Checks(connection, documents);
  const workspace = new Workspace({
    hostFor: (path) => nodeHost(undefined, startFor(path, roots)),
    scopeFor: (path) => scopeAround([path]),
    versions,
  });

  connection.onInitialize((params) => {
    for (const path of foldersOf(params)) roots.add(path);
    return { capabilities, serverInfo: { name: 'flb-convert', version } };
  });
  connection.onInitialized(() => {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) roots.delete(pathOf(uri) ?? '');
      for (const { uri } of added) roots.add(pathOf(uri) ?? '');
    });
  });

  documents.onDidChangeContent(({ document }) => {
    const { uri } = document;
    const path = pathOf(uri);
    workspace.set(uri, { path, name: path ?? nameOf(document), text: document.getText() });
    checks.ask(workspace, [uri, ...workspace.readersOf(uri)]);
  });
  documents.onDidClose(({ document: { uri } }) => {
    const readers = workspace.readersOf(uri);
    workspace.remove(uri);
    checks.forget(uri);
    checks.ask(workspace, readers);
  });
  documents.onDidSave(({ document: { uri } }) => checks.ask(workspace, workspace.readersOf(uri)));

  connection.onCompletion(async ({ textDocument: { uri }, position }) => {
    const document = documents.get(uri);
    return document === undefined ? [] : completionsFor(document, await workspace.suggestions(uri, document.offsetAt(position)));
  });
  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const document = documents.get(uri);
    const hover = document && (await workspace.hover(uri, document.offsetAt(position)));
    if (document === undefined || hover === undefined) return null;
    return { contents: { kind: MarkupKind.Markdown, value: hover.markdown }, range: rangeOf(document, hover.span) };
  });
  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const document = documents.get(uri);
    return document === undefined ? [] : (await workspace.targets(uri, document.offsetAt(position))).map(locationOf);
  });
  connection.onDocumentFormatting(async ({ textDocument: { uri } }) => {
    const document = documents.get(uri);
    const before = document?.getText();
    const after = document && (await workspace.format(uri));
    if (document === undefined || before === undefined || after === undefined || after === before) return [];
    return [{ range: rangeOf(document, { start: 0, end: before.length }), newText: after }];
  });
  connection.onCodeAction(({ textDocument: { uri }, range }) => {
    const document = documents.get(uri);
    if (document === undefined) return [];
    return actionsFor(document, checks.of(document), { start: document.offsetAt(range.start), end: document.offsetAt(range.end) });
  });

  documents.listen(connection);
  connection.listen();
}

/** Checks of documents: of changes that come faster than checks, the last one counts. */
class Checks {
  private readonly waiting = new Set<string>();
  private readonly found = new Map<string, { readonly version: number; readonly diagnostics: readonly Diagnostic[] }>();

  constructor(
    private readonly connection: Connection,
    private readonly documents: TextDocuments<TextDocument>,
  ) {}

  /** Checks documents once all that has come by now is taken in. */
  ask(workspace: Workspace, uris: readonly string[]): void {
    for (const uri of uris) {
      if (this.waiting.has(uri)) continue;
      this.waiting.add(uri);
      setImmediate(() => this.run(workspace, uri));
    }
  }

  /** What the last check of a document said, if it has not changed since. */
  of({ uri, version }: TextDocument): readonly Diagnostic[] {
    const last = this.found.get(uri);
    return last?.version === version ? last.diagnostics : [];
  }

  forget(uri: string): void {
    this.found.delete(uri);
    this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  private async run(workspace: Workspace, uri: string): Promise<void> {
    this.waiting.delete(uri);
    const document = this.documents.get(uri);
    if (document === undefined) return;
    const { version } = document;
    const diagnostics = await workspace.check(uri);
    // A later change has asked for a check of its own.
    if (this.documents.get(uri)?.version !== version) return;
    this.found.set(uri, { version, diagnostics });
    this.connection.sendDiagnostics({ uri, version, diagnostics: diagnostics.map((one) => diagnosticFor(document, one)) });
  }
}

/** Where Fluent Bit starts: the innermost folder of the workspace that holds the file, else this process's directory. */
function startFor(path: string, roots: Iterable<string>): string {
  const around = [...roots].filter((root) => root !== '' && isInside(path, root));
  return around.sort((a, b) => b.length - a.length)[0] ?? process.cwd();
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.flatMap((uri) => pathOf(uri) ?? []);
}

/** The path of a file; undefined for anything else, and for what is no URI. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** A name with a suffix that tells the format, for a document that is in no file. */
function nameOf({ uri, languageId }: TextDocument): string {
  const name = basename(uri);
  if (/\.\w+$/.test(name)) return name;
  return /yaml/i.test(languageId) ? `${name}.yaml` : `${name}.conf`;
}

function locationOf({ path, at }: Target): Location {
  const start = { line: 0, character: 0 };
  return { uri: pathToFileURL(path).href, range: at === undefined ? { start, end: start } : rangeIn(at.source, at.span) };
}
