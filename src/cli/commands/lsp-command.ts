import { createConnection } from 'vscode-languageserver/node';
import { versionOf } from '../fluent-bit-version.js';
import type { Io } from '../io.js';
import { serve } from './lsp/server.js';

export interface LspFlags {
  fluentBit?: string;
}

/** Answers an editor on standard input and output. The connection ends the process when the editor says so, or goes. */
export async function runLsp({ fluentBit }: LspFlags, io: Io): Promise<never> {
  const target = await versionOf(fluentBit, '--fluent-bit', io);
  serve(createConnection(process.stdin, process.stdout), target && { target });
  return new Promise(() => {});
}
