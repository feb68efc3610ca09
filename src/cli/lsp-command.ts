import { createConnection } from 'vscode-languageserver/node';
import type { VersionTarget } from '../versions/target.js';
import { serve } from './lsp/server.js';

/** Answers an editor on standard input and output. The connection ends the process when the editor says so, or goes. */
export function runLsp(target: VersionTarget | undefined): Promise<never> {
  serve(createConnection(process.stdin, process.stdout), target && { target });
  return new Promise(() => {});
}
