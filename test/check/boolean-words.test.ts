import { describe, expect, it } from 'vitest';
import { convert } from '../../src/index.js';

/** The YAML of a text. */
async function yamlOf(text: string, from: 'classic' | 'yaml'): Promise<string> {
  const { outputs } = await convert(text, { from, to: 'yaml' });
  return outputs[0]?.text ?? '';
}

describe('the words that Fluent Bit takes for booleans', () => {
  it('stay plain for keys that the engine reads as on or off', async () => {
    const yaml = await yamlOf(
      '[SERVICE]\n    http_server On\n[INPUT]\n    name tail\n    read_from_head off\n    threaded true\n[PARSER]\n    name p\n    format json\n    time_keep No\n',
      'classic',
    );
    expect(yaml).toContain('http_server: On\n');
    expect(yaml).toContain('read_from_head: off\n');
    expect(yaml).toContain('threaded: true\n');
    const { outputs } = await convert('[PARSER]\n    name p\n    format json\n    time_keep No\n', { from: 'classic' });
    expect(outputs[0]?.text).toContain('time_keep: No\n');
  });

  it.each([
    ['a variable', '@SET A=on\n', "A: 'on'"],
    ['a key of a plugin that nobody knows', '[INPUT]\n    name unheard_of\n    flag on\n', "flag: 'on'"],
    ['a plugin that a variable names', `[INPUT]\n    name \${P}\n    flag on\n`, "flag: 'on'"],
    ['a key that a plugin does not have', '[INPUT]\n    name tail\n    flag on\n', "flag: 'on'"],
    ['a section that nobody knows', '[UNHEARD OF]\n    flag on\n', "flag: 'on'"],
    ['a key that takes a size or off', '[INPUT]\n    name tail\n    buffer_max_size off\n', "buffer_max_size: 'off'"],
    [
      'a key of a node that nothing reads',
      '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n    flag no\n',
      "flag: 'no'",
    ],
    ['a setting that nobody knows', '[SERVICE]\n    flag True\n', "flag: 'True'"],
  ])('are put in quotes as the value of %s', async (_, classic, expected) => {
    expect(await yamlOf(classic, 'classic')).toContain(`${expected}\n`);
  });

  const typed = `pipeline:
  inputs:
    - name: dummy
      processors:
        logs:
          - name: content_modifier
            action: upsert
            key: k
            value: 'on'
            condition:
              op: and
              rules:
                - field: $a
                  op: eq
                  value: 'yes'
                - field: $b
                  op: in
                  value:
                    - true
                    - 'True'
                    - 'off'
      routes:
        logs:
          - name: r
            condition:
              default: true
            to:
              outputs:
                - 'no'
extensions:
  a:
    - 'on'
    - true
    - 'FALSE'
    - false
`;

  it('are put in quotes where the engine types values and they are texts, and stay plain where they are booleans', async () => {
    expect(await yamlOf(typed, 'yaml')).toContain(typed.slice(0, typed.indexOf('extensions:')));
    expect(await yamlOf(typed, 'yaml')).toContain(typed.slice(typed.indexOf('extensions:')));
  });

  it('stay plain for the own keys of a processor that are on or off', async () => {
    const text =
      'pipeline:\n  inputs:\n    - name: dummy\n      processors:\n        logs:\n          - name: lua\n            protected_mode: on\n            flag: on\n';
    const yaml = await yamlOf(text, 'yaml');
    expect(yaml).toContain('protected_mode: on\n');
    expect(yaml).toContain("flag: 'on'\n");
  });
});
