import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { onTestFinished } from 'vitest';
import { project } from './run-cli.js';
import { makeTempDir, removeTempDir } from './temp-dir.js';

type Parser = Pick<typeof import('@actions/workflow-parser'), 'parseWorkflow' | 'NoOperationTraceWriter'> &
  typeof import('@actions/workflow-parser/actions/action-parser');

const entry = `
export { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
export { parseAction } from '@actions/workflow-parser/actions/action-parser';`;

/** What GitHub's own parser says of a workflow, or of an action, by its schemas. */
export async function schemaErrors(name: string, content: string): Promise<string[]> {
  const { parseAction, parseWorkflow, NoOperationTraceWriter } = await loadParser();
  const parse = name === 'action.yml' ? parseAction : parseWorkflow;
  const { context } = parse({ name, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

/** Bundled: it imports JSON in a way that Node.js does not take. */
async function loadParser(): Promise<Parser> {
  const dir = makeTempDir();
  onTestFinished(() => removeTempDir(dir));
  const virtual = { name: 'entry', resolveId: (id: string) => (id === 'entry' ? join(project, 'entry.js') : null), load };
  const bundle = await rolldown({ input: 'entry', platform: 'node', plugins: [virtual], logLevel: 'silent' });
  const file = join(dir, 'parser.mjs');
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Parser;
}

function load(id: string): string | null {
  return id === join(project, 'entry.js') ? entry : null;
}
