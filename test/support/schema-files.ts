import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { parseAllDocuments } from 'yaml';
import { isError, type ReadResult, readConfig } from '../../src/index.js';
import { checkAlone } from '../../src/project/check/check-alone.js';
import type { Versions } from '../../src/versions/target.js';

/** Whether all documents of a YAML text are valid, as other tools load them: of repeated keys the last one. */
export function holdsAll(text: string, validate: ValidateFunction): boolean {
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' }).map((one) => one.toJS() as unknown);
  return documents.every((document) => document === null || validate(document));
}

export interface YamlFile {
  readonly name: string;
  readonly text: string;
  readonly reading: ReadResult;
}

/** The YAML files below a folder that are configurations. */
export async function yamlFiles(folder: string): Promise<YamlFile[]> {
  const files: YamlFile[] = [];
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.ya?ml$/.test(path)) continue;
    const name = join(folder, path);
    const bytes = readFileSync(name);
    const reading = await readConfig(bytes, { fileName: path });
    if (reading.format?.name === 'yaml') files.push({ name, text: bytes.toString(), reading });
  }
  return files;
}

/** Whether `check` reports no error of a file by itself. A file that its reader stops at is not looked into for other versions. */
export function isAccepted({ reading }: YamlFile, versions?: Versions): boolean {
  return !reading.diagnostics.some(isError) && !checkAlone(reading, versions).diagnostics.some(isError);
}

export async function acceptedFiles(folder: string): Promise<YamlFile[]> {
  return (await yamlFiles(folder)).filter((file) => isAccepted(file));
}
