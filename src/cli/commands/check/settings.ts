import { settingsAbove } from '../../../host/find/settings-file.js';
import { JobError } from '../../../host/job-error.js';
import { catalogue, SourceFile, type Span } from '../../../index.js';
import { shownPath } from '../../../project/paths.js';

/** A code that settings ignore, and where they say so. */
export interface IgnoredCode {
  readonly code: string;
  readonly span: Span;
}

/** What a project says about its checks. It is data: nothing in it runs, loads or writes anything. */
export interface Settings {
  readonly source: SourceFile | undefined;
  readonly ignore: readonly IgnoredCode[];
  readonly exclude: readonly string[];
  readonly errorOnWarnings: boolean;
}

const none: Settings = { source: undefined, ignore: [], exclude: [], errorOnWarnings: false };

const own = ['flb-convert.config.json', 'flb-convert.config.yaml'];
const shared = 'package.json';
const sharedKey = 'flb-convert';
const keys = { ignore: 'a list of codes', exclude: 'a list of patterns', errorOnWarnings: 'true or false' } as const;

/** The settings for files in a directory, from the nearest file that has some. Throws a JobError that names what is wrong, and where. */
export async function findSettings(directory: string): Promise<Settings> {
  const cwd = process.cwd();
  for (const files of settingsAbove(directory, cwd, [...own, shared])) {
    // Most packages have nothing to say.
    const sources = files
      .map(({ path, bytes }) => new SourceFile(shownPath(path, cwd), Buffer.from(bytes).toString()))
      .filter(({ name, text }) => !name.endsWith(shared) || mayHaveSettings(text));
    const found: Settings[] = [];
    for (const source of sources) found.push(...(await readSettings(source)));
    const [first, second] = found;
    if (second !== undefined) throw new JobError(`${first?.source?.name} and ${second.source?.name} both have settings: keep one of them`);
    if (first !== undefined) return first;
  }
  return none;
}

/** Whether a package's file is to be read with places, which takes a YAML parser: many packages only depend on this one. */
function mayHaveSettings(text: string): boolean {
  if (!text.includes(`"${sharedKey}"`)) return false;
  try {
    return Object.hasOwn(JSON.parse(text) ?? {}, sharedKey);
  } catch {
    return true; // what is wrong with it is said there
  }
}

async function readSettings(source: SourceFile): Promise<Settings[]> {
  const { isMap, isScalar, isSeq, parseDocument } = await import('yaml');
  type Node = ReturnType<typeof parseDocument>['contents'];
  const isJson = source.name.endsWith('.json');
  const document = parseDocument(source.text, { version: '1.2', schema: isJson ? 'json' : 'core', prettyErrors: false });
  const [error] = document.errors;
  if (error?.code === 'DUPLICATE_KEY') throw wrong(source, error.pos[0], 'this key is there twice: keep one of them');
  if (error !== undefined) throw wrong(source, error.pos[0], `it is not ${isJson ? 'JSON' : 'YAML'}`);
  if (isJson && !isValidJson(source.text)) throw wrong(source, 0, 'it is not JSON: comments, single quotes or a comma too many, say');

  const whole: Node = document.contents;
  if (whole === null) return source.name.endsWith(shared) ? [] : [{ ...none, source }];
  if (!source.name.endsWith(shared)) return [settingsOf(whole)];
  const there = isMap(whole) ? whole.items.find(({ key }) => isScalar(key) && key.value === sharedKey) : undefined;
  return there === undefined ? [] : [settingsOf(there.value as Node)];

  function settingsOf(node: Node): Settings {
    if (!isMap(node)) throw wrongType(node, 'settings', 'a map of settings');
    let settings: Settings = { ...none, source };
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const place = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
      if (!Object.hasOwn(keys, name))
        throw wrong(source, place, `there is no setting '${name}': there are ${Object.keys(keys).join(', ')}`);
      settings = { ...settings, ...settingOf(name as keyof typeof keys, value as Node) };
    }
    return settings;
  }

  function settingOf(name: keyof typeof keys, node: Node): Partial<Settings> {
    if (name === 'errorOnWarnings') {
      if (!isScalar(node) || typeof node.value !== 'boolean') throw wrongType(node, `'${name}'`, keys[name]);
      return { errorOnWarnings: node.value };
    }
    if (!isSeq(node)) throw wrongType(node, `'${name}'`, keys[name]);
    const texts = node.items.map((item) => {
      if (!isScalar(item) || typeof item.value !== 'string') throw wrongType(item as Node, `an item of '${name}'`, 'a text');
      return { text: item.value, start: item.range?.[0] ?? 0, end: item.range?.[1] ?? 0 };
    });
    if (name === 'exclude') return { exclude: texts.map(({ text }) => text) };
    for (const { text, start } of texts)
      if (!Object.hasOwn(catalogue, text)) throw wrong(source, start, `there is no code '${text}' to ignore`);
    return { ignore: texts.map(({ text: code, start, end }) => ({ code, span: { start, end } })) };
  }

  function wrongType(node: Node, what: string, expected: string): JobError {
    return wrong(source, node?.range?.[0] ?? 0, `${what} must be ${expected}`);
  }
}

function isValidJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function wrong(source: SourceFile, offset: number, problem: string): JobError {
  const { line, column } = source.positionAt(offset);
  return new JobError(`${source.name}:${line}:${column}: ${problem}`);
}
