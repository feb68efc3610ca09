import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Editor, startEditor } from '../support/lsp-client.js';
import { project } from '../support/run-cli.js';
import { goldenFolder } from './cases.js';

/** Where the answers are kept: what the server said, by the questions. */
export const answersFile = join(goldenFolder, 'editors', 'answers.json');

type Method = 'hover' | 'completion' | 'definition';

/**
 * A question about a golden file: the place is where the `|` stands in a piece of it that is there once. What is `typed` stands there
 * then, the cursor behind it, and `behind` behind the cursor.
 */
type Question = readonly [method: Method, piece: string, typed?: string, behind?: string];

const readme = 'migrate/readme/input/fluent-bit';

export const questions: Readonly<Record<string, readonly Question[]>> = {
  'yaml/main-file/input.yaml': [
    ['hover', 'ser|vice:'],
    ['hover', 'flu|sh: 1'],
    ['hover', 'log_level: in|fo'],
    ['hover', 'multiline_|parsers:'],
    ['hover', 'rul|es:\n      # the start'],
    ['hover', 'next_st|ate: cont\n      - {'],
    ['hover', 'ex|ec: '],
    ['hover', 'name: ta|il\n'],
    ['hover', 'path: /va|r/log'],
    ['hover', 'proc|essors:'],
    ['hover', 'name: content_mod|ifier'],
    ['hover', 'acti|on: insert'],
    ['hover', 'name: gr|ep'],
    ['hover', 'ma|tch: [app'],
    ['hover', '# Every|thing'],
    ['hover', 'function ma|sk(tag'],
    ['completion', 'pipeline:\n  |inputs'],
    ['completion', 'level: |info'],
    ['completion', 'type: |regex'],
    ['completion', "- name: lua\n      match: '*'\n|", '      pro', '\n'],
    ['completion', '  filters:\n|', '    ', '\n'],
    ['completion', '        logs:\n          - name: |content'],
    ['completion', '  - name: json\n    format: |json'],
    ['completion', 'function mask|(tag'],
    ['completion', 'stream_processor:\n  - name: count\n|', '    ', '\n'],
    ['completion', '    type: regex\n|', '    ', '\n'],
  ],
  'yaml/inline-parsers/input.yaml': [
    ['completion', '      tag: t|', '\n      storage.type: '],
    ['completion', '- name: dummy|', '\n    - name: tail\n      parser: '],
    ['completion', '- name: dummy|', '\n    - name: tail\n      multiline.parser: '],
    ['completion', 'next_state: cont\n\nplugins|'],
  ],
  'classic/tls-all-keys/input.conf': [
    ['hover', '[UPST|REAM]'],
    ['hover', 'tls.ver|ify           On'],
    ['hover', 'tls.debug            |4'],
    ['completion', '[|UPSTREAM]'],
    ['completion', 'tls                  |On'],
  ],
  'classic/main-file/input.conf': [
    ['hover', '@S|ET CLUSTER'],
    ['hover', 'HTTP_Ser|ver'],
    ['hover', 'multiline.par|ser'],
    ['hover', 'Systemd_Filter_T|ype'],
    ['hover', 'Name                  k|ubernetes'],
    ['completion', 'Operation             |lift'],
    ['completion', 'Remove_wildcard       k8s_annotations\n|', '    move', '\n'],
    ['completion', 'storage.type          |filesystem'],
  ],
  [`${readme}/fluent-bit.conf`]: [
    ['definition', 'Parsers_File pars|ers.conf'],
    ['definition', 'conf.d/|*.conf'],
    ['definition', 'upstream|.conf'],
    ['definition', 'Name     for|ward'],
    ['completion', '[OUTPUT]\n    Name     |forward'],
  ],
  [`${readme}/conf.d/nginx.conf`]: [
    ['definition', 'Parser ngi|nx'],
    ['completion', 'Parser |nginx'],
  ],
  'migrate/configmap/input/fluent-bit.yaml': [
    ['hover', 'Flu|sh  '],
    ['hover', 'nam|e: fluent-bit-config   #'],
    ['hover', 'Name    ta|il'],
    ['completion', 'Format  |regex'],
    ['completion', 'Parser  |app'],
    ['definition', 'Parsers_File  par|sers.conf'],
    ['definition', '@INCLUDE in|put.conf'],
    ['definition', 'Parser  a|pp'],
  ],
  [`${readme}/conf.d/mask.conf`]: [
    ['definition', 'script scripts/ma|sk.lua'],
    ['hover', 'scr|ipt scripts'],
  ],
};

/** All answers, by file and question, with the diagnostics of each file. Places on this machine are those in the project. */
export async function askAll(): Promise<string> {
  const editor = await startEditor([pathToFileURL(join(goldenFolder, readme)).href]);
  try {
    const answers: Record<string, Record<string, unknown>> = {};
    // The main file first: what it includes is a part of it then.
    for (const [name, asked] of Object.entries(questions)) answers[name] = await answersOf(editor, name, asked);
    return `${JSON.stringify(answers, null, 1).replaceAll(pathToFileURL(project).href, 'project:')}\n`;
  } finally {
    await editor.stop();
  }
}

async function answersOf(editor: Editor, name: string, asked: readonly Question[]): Promise<Record<string, unknown>> {
  const path = join(goldenFolder, name);
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, 'utf8');
  editor.open(uri, text);
  const answers: Record<string, unknown> = { diagnostics: await editor.diagnosticsOf(uri) };
  for (const [method, piece, typed = '', behind = ''] of asked) {
    const offset = placeOf(text, piece, name);
    const typedText = text.slice(0, offset) + typed + behind + text.slice(offset);
    editor.change(uri, typedText);
    const before = typedText.slice(0, offset + typed.length).split('\n');
    answers[`${method} ${piece}${typed}`] = await editor.ask(`textDocument/${method}`, uri, before.length - 1, before.at(-1)?.length ?? 0);
  }
  editor.change(uri, text);
  return answers;
}

/** The offset of the `|` of a piece. */
function placeOf(text: string, piece: string, name: string): number {
  const bar = piece.indexOf('|');
  const found = text.indexOf(piece.replace('|', ''));
  if (bar === -1 || found === -1 || text.indexOf(piece.replace('|', ''), found + 1) !== -1)
    throw new Error(`${name} has '${piece}' not once`);
  return found + bar;
}
