import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { type Config, convert, isError, readConfig, type Section } from '../../../src/index.js';
import { type Pair, pairsFolder } from './cases.js';

export type SideName = 'classic' | 'yaml';

/** The files of one side of a pair, or what became of them in another format, by their paths. */
export interface Side {
  files: Record<string, Config>;
  texts: Record<string, string>;
  /** Where paths of includes begin: classic's at the main file (C-31), YAML's at the including file (Y-30). */
  pathsFrom: 'main' | 'including';
}

export async function readSide({ name }: Pair, side: SideName): Promise<Side> {
  const folder = join(pairsFolder, name, side);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path));
  const texts = Object.fromEntries(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]));
  return readTexts(texts, side === 'classic' ? 'main' : 'including');
}

/** Converts each file by itself. Paths are not put right by that, so includes are found where they were before. */
export async function convertSide({ texts, pathsFrom }: Side, to: string): Promise<Side> {
  const converted: Record<string, string> = {};
  for (const [path, text] of Object.entries(texts)) {
    const { outputs, diagnostics } = await convert(text, { fileName: basename(path), to, separate: true });
    const errors = diagnostics.filter(isError);
    if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ code }) => code).join(', ')}`);
    for (const { fileName, text: output } of outputs) converted[posix.join(posix.dirname(path), fileName)] = output;
  }
  return readTexts(converted, pathsFrom);
}

async function readTexts(texts: Record<string, string>, pathsFrom: Side['pathsFrom']): Promise<Side> {
  const files: Record<string, Config> = {};
  for (const [path, text] of Object.entries(texts)) {
    const { config, diagnostics } = await readConfig(text, { fileName: path });
    const errors = diagnostics.filter(isError);
    if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ code }) => code).join(', ')}`);
    files[path] = config;
  }
  return { files, texts, pathsFrom };
}

/** The sections of a file, those of included files in the place of the include. */
export function sectionsAt(side: Side, path: string): Section[] {
  return configAt(side, path).sections.flatMap((section) => {
    if (section.kind !== 'include') return [section];
    const base = side.pathsFrom === 'main' ? '' : posix.dirname(path);
    return section.properties.flatMap(({ value }) => sectionsAt(side, posix.join(base, value)));
  });
}

/** The file of that name, whatever its suffix: a conversion leaves references as they are, and its output has another. */
function configAt({ files }: Side, path: string): Config {
  const found = Object.keys(files).find((one) => stemOf(one) === stemOf(path));
  if (found === undefined) throw new Error(`there is no ${path} among ${Object.keys(files).join(', ')}`);
  return files[found] as Config;
}

export function stemOf(path: string): string {
  return path.replace(/\.\w+$/, '');
}
