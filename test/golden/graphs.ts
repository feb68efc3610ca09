import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn } from '../support/run-in.js';
import { goldenFolder } from './cases.js';

const graphFolder = join(goldenFolder, 'graph');

const forms = { mermaid: 'graph.mmd', dot: 'graph.dot', svg: 'graph.svg' };
/** The exit code and what is said on standard error, the same for each form. */
const said = 'said.txt';

/** The folders of `golden/graph`: `main.*` or `tree`, and its picture in each form. */
export function findGraphs(): string[] {
  return readdirSync(graphFolder).sort();
}

/** The golden files of a case, by name. */
export async function drawnOf(name: string): Promise<Map<string, string>> {
  const folder = join(graphFolder, name);
  const [path = ''] = readdirSync(folder).filter((file) => file === 'tree' || file.startsWith('main.'));
  const files = new Map<string, string>();
  for (const [form, file] of Object.entries(forms)) {
    const { code, stdout, stderr } = await runIn(folder, ['graph', path, '--format', form]);
    files.set(file, stdout);
    files.set(said, `exit code ${code}\n${stderr}`);
  }
  return files;
}

export function expectedGraph(name: string, file: string): string {
  return readFileSync(join(graphFolder, name, file), 'utf8');
}

export async function updateGraph(name: string): Promise<void> {
  for (const [file, text] of await drawnOf(name)) writeFileSync(join(graphFolder, name, file), text);
}
