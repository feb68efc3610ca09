import { createConnection } from 'vscode-languageserver/node';
import { serve } from './lsp/server.js';

/** Answers an editor on standard input and output. The connection ends the process when the editor says so, or goes. */
export function runLsp(): Promise<never> {
  serve(createConnection(process.stdin, process.stdout));
  return new Promise(() => {});
}
