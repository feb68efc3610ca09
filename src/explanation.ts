import { catalogue, messageOf } from './catalogue.js';
import { convert, readConfig } from './convert.js';
import type { Definition, Example, Message } from './diagnostics/define.js';
import type { Code, Diagnostic } from './diagnostics/diagnostic.js';
import { checkAlone } from './project/check/check-alone.js';

/** The parts of docs/codes.md: the first digit of their codes, and what they have in common. */
const chapters = [
  ['1', 'Reading', 'What cannot be read as Fluent Bit reads it, or reads otherwise than it looks.'],
  [
    '2',
    'What Fluent Bit makes of it',
    'What `check` finds in a file that reads well. `convert` says most of it, and converts the file all the same: errors are warnings there.',
  ],
  ['3', 'Writing', 'What the target format cannot hold, and what was done about it.'],
  ['4', 'From one format to another', ''],
  ['5', 'Files that refer to each other', 'What is wrong where several files make one configuration.'],
  ['6', 'Migrating a tree', 'What stops a migration, and what it does that is not asked for by name.'],
  ['7', 'Versions of Fluent Bit', 'What a version that is asked for reads otherwise: see [versions.md](versions.md).'],
  ['8', 'Manifests', 'What stops a migration of what lies in ConfigMaps, Secrets and kustomizations, and what is worth to know there.'],
] as const;

const definitions: readonly Definition[] = Object.values(catalogue);

/** docs/codes.md, from the definitions. */
export async function codesPage(): Promise<string> {
  const parts: string[] = [
    `# The codes\n\nAll that flb-convert says about a configuration has a code. An **error** stops the conversion, or Fluent Bit; with a **warning** the output is right, but look; an **info** says which choice was made. The ids at the end of an entry are those of [engine.md](engine.md). \`flb-convert explain CODE\` shows an entry. This page is written from the sources by \`npm run golden:update\`.\n`,
  ];
  for (const [digit, title, intro] of chapters) {
    parts.push(`## ${title}\n${intro === '' ? '' : `\n${intro}\n`}`);
    for (const one of definitions) if (one.code[3] === digit) parts.push(`### ${await explanationOf(one)}`);
  }
  return parts.join('\n');
}

/** A code as it is explained: what it means and why it matters is in its definition. */
export interface Explanation {
  readonly definition: Definition;
  /** A file that shows it, as it is printed; none where a message must do. */
  readonly example?: { readonly format: string; readonly text: string };
  /** What it says of the example, and how to fix that. */
  readonly message: Message;
}

export async function explain(definition: Definition): Promise<Explanation> {
  const { example, sample } = definition;
  if (example === undefined) return { definition, message: definition.says(sample ?? {}) };
  return { definition, example: printed(example), message: messageOf(await shownBy(definition, example)) };
}

/** The entry of a code without the mark of its heading, in Markdown: what it means, why it matters, an example or at least a message, how to fix it, the facts. */
export async function explanationOf(definition: Definition): Promise<string> {
  const { code, name, severity, facts, why } = definition;
  const { example, message } = await explain(definition);
  const { text, help } = message;
  const measured = facts.length === 0 ? '' : ` (${facts.join(', ')})`;
  const entry = `${code} ${name}\n\n**${severity}** · ${why}${measured}\n`;
  const said = `> ${code}: ${text}${help === undefined ? '' : `  \n> = ${help}`}\n`;
  return [entry, ...(example === undefined ? [] : [fenced(example)]), said].join('\n');
}

/** The anchor of a code in docs/codes.md. */
export function anchorOf(code: Code): string {
  return `${code} ${catalogue[code].name}`.toLowerCase().replace(' ', '-');
}

/** What the example was made to show: said by a check, or on the way to one of the formats. */
async function shownBy({ code }: Definition, example: Example): Promise<Diagnostic> {
  const { fileName, bytes } = exampleFile(example);
  const reading = await readConfig(bytes, { fileName, ...example.options });
  const found = [...checkAlone(reading).diagnostics];
  for (const to of ['classic', 'yaml', 'json']) found.push(...(await convert(bytes, { fileName, to, ...example.options })).diagnostics);
  const shown = found.find((one) => one.code === code);
  if (shown === undefined) throw new Error(`the example of ${code} does not show it`);
  return shown;
}

/** An example as a file. */
export function exampleFile(example: Example): { fileName: string; bytes: Uint8Array } {
  const [fileName, text] =
    'classic' in example
      ? ['input.conf', example.classic]
      : 'yaml' in example
        ? ['input.yaml', example.yaml]
        : 'json' in example
          ? ['input.json', example.json]
          : ['input.txt', example.text];
  const bytes = example.encoding === 'latin1' ? Uint8Array.from(text, (one) => one.charCodeAt(0)) : new TextEncoder().encode(text);
  return { fileName, bytes };
}

/** Characters that cannot be seen as their escapes, long lines cut. */
function printed(example: Example): { format: string; text: string } {
  const [[format, text = ''] = ['', '']] = Object.entries(example) as [string, string][];
  const visible = text
    .replace(
      /[\0-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]/gu,
      (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
    )
    .replace(/^(.{100}).*$/gm, '$1…');
  return { format, text: visible.replace(/\n*$/, '\n') };
}

function fenced({ format, text }: NonNullable<Explanation['example']>): string {
  return `\`\`\`${format === 'classic' ? 'ini' : format}\n${text}\`\`\`\n`;
}
