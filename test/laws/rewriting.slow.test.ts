import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import * as jsYaml from 'js-yaml';
import { describe, expect, it } from 'vitest';
import * as yaml from 'yaml';
import { type Config, configDifference, readConfig, type Section, writeConfig } from '../../src/index.js';
import { isTyped, type Nested } from '../../src/model/nested.js';
import { patience, runs } from '../arbitraries/runs.js';
import { awkwardTexts } from '../arbitraries/texts.js';

// People load the YAML that is written here with tools of their own, and write it again. What Fluent Bit reads must not change.

/** A loader and its own writer: the texts, loaded and written again. */
type Rewrite = (texts: readonly string[]) => readonly string[];

const javaScript: Record<string, Rewrite> = {
  'yaml, YAML 1.1': each((text) => {
    const documents = yaml.parseAllDocuments(text, { version: '1.1', schema: 'yaml-1.1' });
    return Array.from(documents, (one) => yaml.stringify(one.toJS(), { version: '1.1', schema: 'yaml-1.1' })).join('---\n');
  }),
  'yaml, YAML 1.2': each((text) => yaml.stringify(yaml.parse(text, { schema: 'core' }))),
  'yaml, its documents': each((text) => String(yaml.parseDocument(text))),
  'js-yaml, YAML 1.1': each((text) => {
    return jsYaml.dump(jsYaml.load(text, { schema: jsYaml.YAML11_SCHEMA }), { schema: jsYaml.YAML11_SCHEMA });
  }),
  'js-yaml, core': each((text) => jsYaml.dump(jsYaml.load(text, { schema: jsYaml.CORE_SCHEMA }), { schema: jsYaml.CORE_SCHEMA })),
};

function each(rewrite: (text: string) => string): Rewrite {
  return (texts) => texts.map(rewrite);
}

/** Python's: what each rewrites with, given `text`. */
const python: Record<string, { needs: string; code: string }> = {
  PyYAML: { needs: 'import yaml', code: 'return yaml.safe_dump(yaml.safe_load(text), sort_keys=False, allow_unicode=True)' },
  'ruamel.yaml, safe': { needs: 'from ruamel.yaml import YAML', code: pythonOfRuamel("typ='safe', pure=True") },
  'ruamel.yaml, safe, YAML 1.1': {
    needs: 'from ruamel.yaml import YAML',
    code: pythonOfRuamel("typ='safe', pure=True", 'y.version = (1, 1)'),
  },
  'ruamel.yaml, round trip': { needs: 'from ruamel.yaml import YAML', code: pythonOfRuamel("typ='rt'") },
};

function pythonOfRuamel(options: string, more = ''): string {
  return [
    'import io',
    `y = YAML(${options})`,
    'y.sort_base_mapping_type_on_output = False',
    'y.default_flow_style = False',
    more,
    'out = io.StringIO()',
    'y.dump(y.load(text), out)',
    'return out.getvalue()',
  ].join('\n    ');
}

function rewriteInPython(command: string, { needs, code }: { needs: string; code: string }): Rewrite {
  const script = `import json, sys\n${needs}\ndef rewrite(text):\n    ${code}\nprint(json.dumps([rewrite(text) for text in json.load(sys.stdin)]))`;
  return (texts) => {
    const { stdout, stderr } = spawnSync(command, ['-c', script], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as string[];
  };
}

/** A Python that has the package, undefined if none is there. */
function pythonWith(needs: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find((command) => spawnSync(command, ['-c', needs]).status === 0);
}

const pieces = fc.constantFrom(...'0 1 2 7 9 00 10 80 443 1000 123456 . . _ , : - + e E e+ e- 0x 0X 0o 0b x a f T Z inf nan'.split(' '));

/** What may look like a number to one loader or another. */
const numberLike = fc.array(pieces, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));

const numbers = [...new Set(fc.sample(numberLike, runs(500, 2500)))].slice(0, 2000);
const known = awkwardTexts.filter((text) => /^[ -~]*$/.test(text));
const booleans = ['on', 'off', 'yes', 'no', 'true', 'false', 'On', 'OFF', 'Yes', 'NO', 'True', 'FALSE', 'y', 'n', 'Y', 'N'];

/** A file for each way in which a text can stand in one. */
function configsWith(texts: readonly string[]): Config[] {
  // Values of plugins and processors are trimmed, or refused if they are blank.
  const whole = texts.filter((text) => text !== '' && text.trim() === text);
  // To C, `inf` and `+5` are numbers, too: a tool that takes them for texts may write them without the quotes (docs/yaml.md).
  const untyped = whole.filter((text) => !isTyped(text));
  return [
    { sections: [{ kind: 'env', properties: texts.map((value, i) => ({ key: `V${i}`, value })) }] },
    { sections: [{ kind: 'input', properties: [{ key: 'name', value: 'unheard_of' }, ...numbered(whole)] }] },
    { sections: [{ kind: 'other', name: 'x-unknown', properties: numbered(whole) }] },
    { sections: [{ kind: 'parser', properties: numbered(whole) }] },
    { sections: [{ kind: 'extensions', properties: [{ key: 'a', value: '', nested: listOf(untyped) }] }] },
    {
      sections: [
        inputWith('processors', {
          type: 'map',
          entries: [{ key: 'logs', value: { type: 'list', items: [{ value: processorOf(whole, untyped) }] } }],
        }),
      ],
    },
    { sections: [inputWith('routes', { type: 'map', entries: [{ key: 'logs', value: listOf(untyped.slice(0, 10)) }] })] },
  ];
}

function numbered(texts: readonly string[]): Section['properties'] {
  return texts.map((value, i) => ({ key: `k${i}`, value }));
}

function listOf(texts: readonly string[]): Nested {
  return { type: 'list', items: texts.map((text) => ({ value: { type: 'scalar', text } })) };
}

function processorOf(texts: readonly string[], untyped: readonly string[]): Nested {
  const own = texts.map((text, i) => ({ key: `k${i}`, value: { type: 'scalar' as const, text } }));
  const condition = untyped.slice(0, 10).map((text, i) => ({ key: `c${i}`, value: { type: 'scalar' as const, text } }));
  return { type: 'map', entries: [...own, { key: 'condition', value: { type: 'map', entries: condition } }] };
}

function inputWith(key: string, nested: Nested): Section {
  return {
    kind: 'input',
    properties: [
      { key: 'name', value: 'dummy' },
      { key, value: '', nested },
    ],
  };
}

const rewriters: [string, Rewrite | undefined][] = [
  ...Object.entries(javaScript),
  ...Object.entries(python).map(([name, one]): [string, Rewrite | undefined] => {
    const command = pythonWith(one.needs);
    return [name, command === undefined ? undefined : rewriteInPython(command, one)];
  }),
];

describe.each(rewriters)('rewritten by %s', patience, (_, rewrite) => {
  it.skipIf(rewrite === undefined).for([
    ['number-like texts', numbers],
    ['texts that some reader takes for something else', known],
    ['boolean words', booleans],
  ] as const)('%s keep their letters, as values of every kind of section', async ([, texts]) => {
    const configs = configsWith(texts);
    const written = configs.map((config) => writeConfig(config).text);
    for (const [i, text] of (rewrite as Rewrite)(written).entries()) {
      const { config } = await readConfig(text, { from: 'yaml' });
      expect(configDifference(configs[i] as Config, config), text.slice(0, 2000)).toBeUndefined();
    }
  });

  it.skipIf(rewrite === undefined)('number-like keys keep their letters', async () => {
    // A map of JavaScript puts whole numbers first.
    const keys = numbers.filter((text) => !/^\d+$/.test(text));
    const config: Config = { sections: [{ kind: 'env', properties: keys.map((key) => ({ key, value: 'x' })) }] };
    const [text = ''] = (rewrite as Rewrite)([writeConfig(config).text]);
    const again = await readConfig(text, { from: 'yaml' });
    expect(configDifference(config, again.config), text.slice(0, 2000)).toBeUndefined();
  });
});
