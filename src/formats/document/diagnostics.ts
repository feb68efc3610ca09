import { define, type Message } from '../../diagnostics/define.js';
import { didYouMean } from '../../diagnostics/words.js';

export const idleService = define({
  code: 'FLB314',
  name: 'idle-service',
  severity: 'info',
  facts: ['Y-7', 'M-2'],
  why: 'An empty service means nothing to Fluent Bit, and an empty map is easily rewritten as a list or as null, which it refuses.',
  example: { classic: '# settings that nobody wrote\n[SERVICE]\n    # none\n\n# an input\n[INPUT]\n    name dummy\n' },
  says: ({ format }: { format: string }) => ({
    text: `a service without settings is left out of ${format}: some tools write it as a list, at which Fluent Bit stops`,
  }),
});

export const variableSetAgain = define({
  code: 'FLB315',
  name: 'variable-set-again',
  severity: 'info',
  facts: ['E-1', 'Y-27', 'Y-28'],
  why: 'Fluent Bit takes the last value of a variable. All of them stay, as a key of `env` that is repeated, and tools that know no repeated keys refuse such a file or keep one of them.',
  example: { classic: '# first\n@SET A=1\n@SET B=on\n# again\n@SET A=2\n\n[INPUT]\n    name  dummy\n    alias ${A}\n' },
  says: ({ variable }: { variable: string }) => ({
    text: `'${variable}' is set again below, so its key is repeated in 'env': Fluent Bit takes the last one`,
    help: 'remove this one, if other tools are to read the file: some refuse repeated keys',
  }),
});

export const nullText = define({
  code: 'FLB136',
  name: 'null-text',
  severity: 'warning',
  facts: ['Y-16'],
  why: 'Fluent Bit keeps values as text. `null` and `~` are those very words, so that `log_file: null` writes to a file of that name.',
  example: {
    yaml: 'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 24224\n        tag: null\n        index: ~\n',
  },
  says: ({ key, text }: { key: string; text: string }) => ({
    text: `Fluent Bit reads the text '${text}' here, not an absent value for '${key}'`,
    help: 'remove the key, or quote the text if it is meant',
  }),
});

export const wrongShape = define({
  code: 'FLB137',
  name: 'wrong-shape',
  severity: 'error',
  facts: ['Y-7', 'Y-20', 'Y-26', 'Y-28', 'Y-33', 'Y-38', 'Y-39'],
  why: 'Fluent Bit expects a text, a list or a map in each place and stops at any other.',
  example: {
    yaml: 'env:\n  A: [1]\n  B: {c: d}\nupstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 24224\n',
  },
  says: ({ key, what, expected }: { key?: string; what: string; expected: string }) => ({
    text: `${subject(key, what)} must be ${expected}: Fluent Bit reads nothing else here`,
  }),
});

export const listOfFiles = define({
  code: 'FLB154',
  name: 'list-of-files',
  severity: 'error',
  facts: ['Y-22', 'D-9', 'Q-17'],
  why: 'A service takes texts only. Several files are the same key in several spellings, all of which Fluent Bit loads.',
  example: { yaml: 'service:\n  parsers_file:\n    - parsers.conf\n    - custom.conf\n' },
  says: ({ key, spellings }: { key: string; spellings: string }) => ({
    text: `'${key}' is a list, which Fluent Bit refuses`,
    help: `write each file under a spelling of its own: ${spellings}`,
  }),
});

export const nodesMisspelt = define({
  code: 'FLB138',
  name: 'nodes-misspelt',
  severity: 'error',
  facts: ['U-15'],
  why: 'Fluent Bit looks for this key in lower case. In any other case it may read on forever, so there is no example.',
  sample: { key: 'Nodes' },
  says: ({ key }: { key: string }) => ({
    text: `Fluent Bit never returns from reading '${key}': it loops forever`,
    help: "write 'nodes' in lower case",
  }),
});

export const blankValue = define({
  code: 'FLB139',
  name: 'blank-value',
  severity: 'error',
  facts: ['Y-17', 'U-13'],
  why: 'Fluent Bit trims the text and cannot store what is left.',
  example: {
    yaml: "upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 24224\n        tag: '  '\n",
  },
  says({ key }: { key: string }): Message {
    if (key === '') return { text: 'an empty key: Fluent Bit stops with "unable to add property"', help: 'remove it' };
    return {
      text: `'${key}' holds only spaces: Fluent Bit stops with "unable to add property"`,
      help: 'give it a value, or remove it',
    };
  },
});

export const textAfterNul = define({
  code: 'FLB140',
  name: 'text-after-nul',
  severity: 'warning',
  facts: ['Y-19'],
  why: 'Fluent Bit stores texts that end at the first NUL character.',
  example: {
    yaml: 'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 24224\n        shared_key: "abc\\0def"\n        tag: "x\\0y"\n',
  },
  says: ({ key }: { key: string }) => ({
    text: `Fluent Bit cuts the value of '${key}' at its NUL character, and so does the output`,
    help: 'remove the \\0',
  }),
});

export const nestedTooDeep = define({
  code: 'FLB142',
  name: 'nested-too-deep',
  severity: 'error',
  facts: ['Y-20', 'Y-21'],
  why: 'Readers work through nested values one inside the other and have a limit. No section of Fluent Bit comes near it.',
  example: {
    json:
      '{"upstream_servers": ' +
      '['.repeat(250) +
      ']]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}\n',
  },
  says: ({ levels }: { levels: number }) => ({
    text: `nested more than ${levels} levels deep`,
    help: 'no section of Fluent Bit is nested this deep',
  }),
});

export const variableWithoutName = define({
  code: 'FLB143',
  name: 'variable-without-name',
  severity: 'warning',
  facts: ['Y-28'],
  why: 'Fluent Bit stores a variable under its name and drops an item that has none.',
  example: {
    yaml: 'env:\n  - value: lost\n  - uri: file:///lost\n  - name: A\n    value: kept\nupstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 24224\n',
  },
  says: () => ({ text: "an item of 'env' without a name: Fluent Bit drops it, and so does the output", help: 'add its name' }),
});

export const pluginsWithoutList = define({
  code: 'FLB145',
  name: 'plugins-without-list',
  severity: 'error',
  facts: ['Y-37'],
  why: 'Fluent Bit expects a list of paths here. With another value it may crash while it reads the file, so there is no example.',
  sample: {},
  says: () => ({
    text: "'plugins' without a list: Fluent Bit crashes while it reads this",
    help: 'write a list of paths, or remove the key',
  }),
});

export const unknownSection = define({
  code: 'FLB146',
  name: 'unknown-section',
  severity: 'error',
  facts: ['Y-1', 'Y-2', 'Y-26', 'Y-40'],
  why: 'Fluent Bit refuses a file with a section that it does not know, unless that is a map of texts.',
  example: {
    yaml: 'streams:\n  - name: q\npipeline:\n  input:\n    - name: dummy\ninclude:\n  - a.yaml\nupstream_server: []\nwhatever: [1, 2]\n',
  },
  says: ({ name, place, suggestion }: { name: string; place: string; suggestion?: string }) => ({
    text: `'${name}' is not a section of ${place}: Fluent Bit refuses the file`,
    ...didYouMean(suggestion),
  }),
});

export const pathTranslated = define({
  code: 'FLB147',
  name: 'path-translated',
  severity: 'warning',
  facts: ['Y-36', 'Y-23'],
  why: "Fluent Bit stores the path of a plugin like a key. Where it does not begin with '/' or './', capitals in it are rewritten.",
  example: { yaml: 'plugins:\n  - lib/fooBar.so\n  - ./lib/fooBar.so\n' },
  says: ({ reading }: { path: string; reading: string }) => ({
    text: `Fluent Bit translates this path as if it were a key, to '${reading}'`,
    help: "begin the path with '/' or './'",
  }),
});

export const incompleteRule = define({
  code: 'FLB148',
  name: 'incomplete-rule',
  severity: 'error',
  facts: ['Y-39', 'M-7'],
  why: 'In YAML each of the rules of a multiline parser needs all three keys. Only the text form may leave out the next state.',
  example: {
    yaml: "multiline_parsers:\n  - name: m\n    type: regex\n    rules:\n      - state: start_state\n        regex: /^a/\n      - state: cont\n        regex: /^b/\n        next_state: ''\n",
  },
  says: () => ({
    text: 'a rule needs a state, a regex and a next_state: Fluent Bit stops here',
    help: 'add what is missing, or write the rule as text: rule: \'"state" "/regex/"\'',
  }),
});

export const emptyList = define({
  code: 'FLB149',
  name: 'empty-list',
  severity: 'error',
  facts: ['Y-20'],
  why: 'Fluent Bit stores an empty list, and no plugin accepts it at the start.',
  example: { yaml: 'pipeline:\n  inputs:\n    - name: tail\n      path: []\n' },
  says: ({ key }: { key: string }) => ({
    text: `an empty list for '${key}': Fluent Bit stops with "could not configure property"`,
    help: 'remove it',
  }),
});

export const listTooLong = define({
  code: 'FLB150',
  name: 'list-too-long',
  severity: 'error',
  facts: ['Y-44'],
  why: 'Within processors and routes Fluent Bit has room for ten items in a list.',
  example: {
    yaml: 'pipeline:\n  inputs:\n    - name: dummy\n      processors:\n        logs:\n          - name: content_modifier\n            action: insert\n            key: a\n            value: b\n            list: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]\n',
  },
  says: ({ most }: { most: number }) => ({
    text: `more than ${most} items in a list within processors or routes: Fluent Bit stops with "unable to add key to list map"`,
    help: 'split the list',
  }),
});

export const blankValueDropped = define({
  code: 'FLB152',
  name: 'blank-value-dropped',
  severity: 'warning',
  facts: ['Y-17'],
  why: 'Fluent Bit trims the text and skips the key when nothing is left.',
  example: { yaml: "service:\n  flush: 1\n  log_file: '  '\n  '': x\n" },
  says({ key }: { key: string }): Message {
    if (key === '') return { text: 'an empty key: Fluent Bit drops it, and so does the output', help: 'remove it' };
    return {
      text: `'${key}' holds only spaces: Fluent Bit drops it, and so does the output`,
      help: 'give it a value, or remove it',
    };
  },
});

export const keySpeltAnew = define({
  code: 'FLB308',
  name: 'key-spelt-anew',
  severity: 'info',
  facts: ['D-4'],
  why: 'Fluent Bit reads repeated keys, most other tools for YAML do not. Capitals make the keys different to them and leave them the same to Fluent Bit.',
  example: {
    classic: '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    shared_key a\n    shared_key b\n',
  },
  says: ({ key, spelling }: { key: string; spelling: string }) => ({
    text: `the repeated key '${key}' is written '${spelling}', the same to Fluent Bit, so that the file stays valid for other tools`,
  }),
});

function subject(key: string | undefined, what: string): string {
  return key === undefined ? what : `'${key}'${what === '' ? '' : ` ${what}`}`;
}
