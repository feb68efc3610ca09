import { describe, expect, it } from 'vitest';
import { checkConfig, convert, messageOf, readConfig } from '../../src/index.js';
import { checkFile } from '../../src/project/check/check-file.js';

type From = 'classic' | 'yaml' | 'json';

async function output(text: string, from: From, to: From): Promise<string | undefined> {
  return (await convert(text, { from, to })).outputs[0]?.text;
}

/** What is said of a text, with lines and columns: `FLB108 error 2:5`. */
async function said(text: string, from: From): Promise<string[]> {
  const { source, diagnostics } = checkFile(await readConfig(text, { from }));
  return diagnostics.map(({ code, severity, span }) => {
    const { line, column } = source.positionAt(span.start);
    return `${code} ${severity} ${line}:${column}`;
  });
}

const input = (lines: string) => `pipeline:\n  inputs:\n    - name: dummy\n${lines}`;

describe('what the engine refuses', () => {
  it.each([
    ['a list of names (I-15)', 'pipeline:\n  inputs:\n    - name:\n        - dummy\n        - cpu\n', 'FLB137'],
    [
      'a rule with nextstate',
      'multiline_parsers:\n  - name: m\n    type: regex\n    rules:\n      - {state: start_state, regex: /a/, nextstate: b}\n',
      'FLB137',
    ],
    ['eleven items in a list of extensions', `extensions:\n  a: [${Array(11).fill('x')}]\n`, 'FLB150'],
    ['a list of maps below telemetry', input('      telemetry:\n        a:\n          - b: c\n'), 'FLB137'],
    ['an empty path of a plugin', "plugins:\n  - ''\n", 'FLB139'],
  ])('in YAML: %s', async (_, text, code) => {
    expect((await said(text, 'yaml')).map((one) => one.slice(0, 12))).toContain(`${code} error`);
    expect(await output(text, 'yaml', 'yaml')).toBeUndefined();
  });

  it.each([
    ['a text in flow style that begins with a colon', 'a: {:b: c}'],
    ['a text in flow style that begins with a question mark', 'a: [?b, c]'],
    ['a key in quotes that goes on in another line', "a: {'b\n    c': d}"],
    ['a tag with a mark that no tag has', 'a: !t# c'],
    ['a tab no deeper than the key, below a plain text in flow style', 'a: {\n\tb: c\n\t}'],
  ])('in YAML, as libyaml does: %s', async (_, line) => {
    expect(await said(`extensions:\n  ${line}\n`, 'yaml')).toContainEqual(expect.stringMatching('FLB131 error'));
  });

  it('but for a tab that stands deeper, or at the top', async () => {
    expect(await said('extensions:\n  a: {\n   \tb: c\n   \t}\n', 'yaml')).toEqual([]);
    expect(await said('{\n\t"extensions": {\n\ta: b\n\t}\n}\n', 'yaml')).toEqual([]);
  });

  it('in classic: a last line of a carriage return alone', async () => {
    expect(await said('[SERVICE]\n    flush 1\n\r', 'classic')).toEqual(['FLB129 error 3:1']);
    expect(await said('[SERVICE]\r\n    flush 1\r\n', 'classic')).toEqual([]);
  });

  it('takes nextState, ten items, lists of texts below telemetry', async () => {
    const rules = '      - {state: start_state, regex: /a/, nextState: b}\n      - {state: b, regex: /b/, Next_State: b}\n';
    expect(await said(`multiline_parsers:\n  - name: m\n    type: regex\n    rules:\n${rules}`, 'yaml')).toEqual([]);
    expect(await said(`extensions:\n  a: [${Array(10).fill('x')}]\n`, 'yaml')).toEqual([]);
    expect(await said(input('      telemetry:\n        a:\n          - b\n'), 'yaml')).toEqual([]);
  });
});

describe('names', () => {
  it('that are repeated become case variants, never a list (I-15)', async () => {
    const yaml = await output('[INPUT]\n    name dummy\n    tag a\n    name cpu\n', 'classic', 'yaml');
    expect(yaml).toBe('pipeline:\n  inputs:\n    - name: dummy\n      Name: cpu\n      tag: a\n');
    expect(await output(yaml ?? '', 'yaml', 'classic')).toBe('[INPUT]\n    name dummy\n    name cpu\n    tag  a\n');
  });

  it('abbreviate upstreams in YAML, and not in classic (I-18)', async () => {
    expect((await readConfig('up:\n  name: u\n', { from: 'yaml' })).config.sections[0]?.kind).toBe('upstream');
    expect((await readConfig('[UP]\n    name u\n', { from: 'classic' })).config.sections[0]?.kind).toBe('other');
    expect(await output('[UP]\n    name u\n[SERVICE]\n    flush 1\n', 'classic', 'yaml')).toBeUndefined();
    expect(await output('[UP]\n    name u\n', 'classic', 'classic')).toBe('[UP]\n    name u\n');
  });
});

describe('rules of a multiline parser', () => {
  it('come before the texts of rules, whatever their order in the text (I-16)', async () => {
    const text = `multiline_parsers:
  - name: m
    type: regex
    rule: '"b" "/b/" "b"'
    # the first
    rules:
      - state: start_state
        regex: /a/
        next_state: b
`;
    expect(await output(text, 'yaml', 'classic')).toBe(
      '[MULTILINE_PARSER]\n    name m\n    type regex\n    # the first\n    rule "start_state" "/a/" "b"\n    rule "b" "/b/" "b"\n',
    );
  });
});

describe('keys', () => {
  it('in quotes are translated before they are trimmed (I-17)', async () => {
    const { config } = await readConfig('service:\n  " logLevel": info\n  "logLevel ": debug\n', { from: 'yaml' });
    expect(config.sections[0]?.properties.map(({ key }) => key)).toEqual(['logLevel', 'log_level']);
  });

  it.each([
    ['path: /a', 'Path: /b'],
    ['add_prefix: a', 'addPrefix: b'],
  ])('that may be set once do not get to classic in two spellings: %s, %s (I-20)', async (one, other) => {
    const [kind, name] = one.startsWith('path') ? ['inputs', 'exec_wasi'] : ['filters', 'nest'];
    const [first, second] = one.startsWith('path') ? ['wasi_path: /a', 'Wasi_Path: /b'] : [one, other];
    const text = `pipeline:\n  ${kind}:\n    - name: ${name}\n      ${first}\n      ${second}\n`;
    const { outputs, diagnostics } = await convert(text, { from: 'yaml', to: 'classic' });
    expect({ outputs, codes: diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code) }).toEqual({
      outputs: [],
      codes: ['FLB302'],
    });
    expect(await output(text, 'yaml', 'yaml')).toBeDefined();
  });

  it('that may be set once keep two spellings, also where both are translated to one key (I-20)', async () => {
    const text = 'pipeline:\n  filters:\n    - name: nest\n      match: x\n      add_prefix: a\n      addPrefix: b\n';
    const yaml = await output(text, 'yaml', 'yaml');
    expect(yaml).toContain('      add_prefix: a\n      Add_Prefix: b\n');
    expect((await said(yaml ?? '', 'yaml')).join()).not.toContain('FLB225');
  });

  it('that may be set once are written twice in one spelling, as Fluent Bit refuses them today', async () => {
    const text = '[FILTER]\n    name expect\n    action warn\n    key_exists a\n    action exit\n';
    const yaml = await output(text, 'classic', 'yaml');
    expect(yaml?.match(/^ +action:/gm)).toHaveLength(2);
    expect((await said(yaml ?? '', 'yaml')).join()).toContain('FLB225 error');
  });

  it.each([1022, 1023])('of %i letters get to JSON only if libyaml sees their colon', async (length) => {
    const text = `[SERVICE]\n    ${'k'.repeat(length)} v\n[INPUT]\n    name dummy\n`;
    expect((await output(text, 'classic', 'json')) !== undefined).toBe(length <= 1022);
    expect(await output(text, 'classic', 'yaml')).toBeDefined();
  });
});

describe('commands', () => {
  it('may have a tab before the space: @SET (I-21)', async () => {
    expect(await output('@SET\t A=b\n', 'classic', 'yaml')).toBe('env:\n  A: b\n');
    expect(await said('@SET\tA=b\n', 'classic')).toEqual(['FLB114 error 1:1']);
  });
});

describe('comments', () => {
  it('stay that stand at an item of env without a name', async () => {
    const text = 'env:\n  # lost?\n  - value: x # lost, too?\n  - name: A\n    value: b\n';
    expect(await output(text, 'yaml', 'yaml')).toBe('env:\n  A: b\n\n# lost?\n# lost, too?\n');
  });

  it('stay that stand behind other words behind a header', async () => {
    expect(await output('[PARSER] x # c\n    name p\n    format json\n', 'classic', 'classic')).toBe(
      '# c\n[PARSER]\n    name   p\n    format json\n',
    );
    expect(await said('[PARSER] x # c\n    name p\n    format json\n', 'classic')).toEqual(['FLB113 warning 1:10']);
  });

  it('stay that stand behind the header of a group', async () => {
    const text = '[INPUT]\n    name dummy\n    [G] x # c\n        a b\n';
    expect(await output(text, 'classic', 'classic')).toBe('[INPUT]\n    name dummy\n    # c\n    [G] \n        a b\n');
    expect(await said(text, 'classic')).toContain('FLB113 warning 3:9');
  });

  it.each([
    ['classic', '[SERVICE]\n    # why\n    flush 1\n', '2:5'],
    ['classic', '[INPUT]\n    name dummy\n\n    # why\n    # so\n    tag a\n', '4:5'],
    ['yaml', 'service:\n  flush: 1 # why\n', '2:12'],
    ['yaml', '# why\n\nservice:\n  flush: 1\n', '1:1'],
    ['classic', '\n# why\n\n[SERVICE]\n    flush 1\n', '2:1'],
    ['classic', '\n\n# why\n', '3:1'],
    ['classic', '[SERVICE]\n    flush 1\n\n# why\n', '4:1'],
    ['classic', '[SERVICE]\n    flush 1\n    # why\n[INPUT]\n    name cpu\n', '3:5'],
    ['yaml', 'service:\n  flush: 1\n# why\n', '3:1'],
    ['yaml', 'pipeline:\n  filters:\n    - name: modify\n      add:\n        - a 1\n        # why\n        - b 2\n', '6:9'],
    ['yaml', 'pipeline:\n  inputs:\n    - name: cpu\n      processors:\n        # why\n        logs: []\n', '5:9'],
  ] as const)('that JSON drops are told of where they stand, in %s: %j', async (from, text, place) => {
    const { source, diagnostics } = await convert(text, { from, to: 'json' });
    const dropped = diagnostics.find(({ code }) => code === 'FLB303');
    const { line, column } = source.positionAt(dropped?.span.start ?? -1);
    expect(text.split('\n')[line - 1]?.slice(column - 1)).toMatch(/^# why/);
    expect(`${line}:${column}`).toBe(place);
  });
});

describe('templates', () => {
  it.each([
    ['classic', '[SERVICE]\n    flush 1\n    {{ if .a }}\n    log_level info\n    {{- end }}\n', '3:5'],
    ['classic', '[SERVICE]\n{{- range .Values.x }}\n    flush 1\n{{- end }}\n', '2:1'],
    ['classic', '[SERVICE]\n    {% if a %}\n    flush 1\n', '2:5'],
    ['yaml', 'service:\n  flush: 1\n  {{- if .a }}\n  log_level: info\n  {{- end }}\n', '3:3'],
    ['yaml', 'service:\n{{ toYaml .Values.x | indent 2 }}\n', '2:1'],
    ['yaml', 'service:\n  {{ .x }}\n', '2:3'],
    ['yaml', 'pipeline:\n  inputs:\n    - name: cpu\n    - {{ .x }}\n', '4:7'],
    ['yaml', 'service:\n  flush: 1\n  log_level: {{ .level }}\n', '3:14'],
  ] as const)('are named for what they are, once, in %s: %j', async (from, text, place) => {
    expect(await said(text, from)).toEqual([`FLB130 error ${place}`]);
    expect(await output(text, from, 'yaml')).toBeUndefined();
  });

  it('may have values to fill in', async () => {
    expect(await said('[SERVICE]\n    flush {{ .x }}\n', 'classic')).not.toContain('FLB130');
  });
});

describe("another program's YAML", () => {
  it.each([
    ['image:\n  repository: a\ncustomParsers:\n  a: b\n', 'the values of a Helm chart'],
    ['apiVersion: v1\nkind: ConfigMap\ndata:\n  a: b\n', 'a Kubernetes object'],
    ['jobs:\n  build:\n    steps: [a]\n', "another program's file"],
  ])('is refused, once, and named for what it is: %j', async (text, what) => {
    const { outputs, diagnostics } = await convert(text, { from: 'yaml' });
    expect(outputs).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['FLB153']);
    expect(diagnostics.map((one) => messageOf(one).text).join()).toContain(what);
  });

  it.each(['x-anchors:\n  a: b\n', 'ser:\n  flush: 1\nother:\n  a: b\n', 'other:\n  a: b\nservice:\n  flush: 1\n', '{}\n'])(
    'is not meant by %j',
    async (text) => {
      expect(await output(text, 'yaml', 'yaml')).toBeDefined();
    },
  );
});

describe('one cause, one message', () => {
  it.each([
    ['env:\n  A: b\n service:\n   flush: 1\n   grace: 2\npipeline:\n  inputs:\n    - name: dummy\n', 3, 'did not find expected key'],
    [` service:\n  flush: 1\n${'pipeline:\n  inputs:\n    - name: dummy\n'.repeat(40)}`, 3, 'did not find expected <document start>'],
    ['service:\n  flush: 1\n   grace: 2\npipeline:\n  inputs:\n    - name: dummy\n', 2, 'mapping values are not allowed in this context'],
  ])('a slip of indentation: %j', async (text, line, cause) => {
    const { source, diagnostics } = await readConfig(text, { from: 'yaml' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['FLB131']);
    expect(diagnostics.map(({ span }) => source.positionAt(span.start).line)).toEqual([line]);
    expect(diagnostics.map((one) => messageOf(one).text).join()).toContain(cause);
  });

  it('a slip in the first line of a classic file', async () => {
    const keys = Array.from({ length: 50 }, (_, i) => `    key${i} v\n`).join('');
    expect(await said(`[INPUT]\n name dummy\n${keys}`, 'classic')).toEqual(['FLB106 error 3:1']);
  });

  it.each([
    ['[SERVICE]\n    flush 5 # often\n', 'FLB123 warning 2:13'],
    ['[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n    tls on # c\n', 'FLB123 warning 7:12'],
  ])('a comment in a value: %j', async (text, expected) => {
    expect(await said(text, 'classic')).toEqual([expected]);
  });

  it.each([
    ['[INPUT]\n    name tail\n    path a\n    read_from_head on # c\n', 'FLB226 error 4:20'],
    ['[INPUT]\n    name dummy\n    threaded on # c\n', 'FLB247 error 3:14'],
  ])('a comment in a value at which Fluent Bit stops: %j', async (text, expected) => {
    expect(await said(text, 'classic')).toEqual([expected]);
  });
});

describe('what is no fault', () => {
  it.each([
    ['the output null', 'yaml', 'pipeline:\n  outputs:\n    - name: null\n      match: "*"\n'],
    ['the output null, in capitals', 'yaml', 'pipeline:\n  outputs:\n    - Name: null\n      match: "*"\n'],
    ['a hash in a regex', 'classic', '[PARSER]\n    name p\n    format regex\n    regex ^(?<a>[^ ]*) #(?<b>.*)$\n'],
    ['a hash in JSON', 'classic', '[INPUT]\n    name dummy\n    dummy {"a": "b #c"}\n'],
    [
      'a hash in a rule',
      'classic',
      '[MULTILINE_PARSER]\n    name m\n    type regex\n    rule "start_state" "/a #b/" "c"\n    rule "c" "/^ #/" "c"\n',
    ],
    ['a hash in quotes', 'classic', '[FILTER]\n    name modify\n    match *\n    add a "b #c"\n'],
    ['no limit of age', 'classic', '[INPUT]\n    name tail\n    path a\n    ignore_older false\n'],
    ['a key of today', 'classic', '[INPUT]\n    name exec_wasi\n    wasi_path a\n    oneshot on\n'],
    ...['winlog', 'winevtlog', 'winstat', 'windows_exporter_metrics', 'event_tracing_windows', 'ebpf', 'unix_socket'].map(
      (name) => [name, 'classic', `[INPUT]\n    name ${name}\n`] as const,
    ),
    ['pgsql', 'classic', '[OUTPUT]\n    name pgsql\n    match *\n'],
    ['throttle_size', 'classic', '[FILTER]\n    name throttle_size\n    match *\n'],
    ['tensorflow', 'classic', '[FILTER]\n    name Tensorflow\n    match *\n'],
    ['elasticsearch', 'classic', '[OUTPUT]\n    name elasticsearch\n    match *\n    index a\n'],
  ] as const)('%s', async (_, from, text) => {
    expect(await said(text, from)).toEqual([]);
  });

  it('a comment behind any other value is one', async () => {
    expect(await said('[INPUT]\n    name dummy\n    dummy {"a": "b #c"} # d\n', 'classic')).toEqual(['FLB123 warning 3:25']);
    expect(await said('[INPUT]\n    name tail\n    path a\n    exclude_path b # c\n', 'classic')).toEqual(['FLB123 warning 4:20']);
    expect(await said('[INPUT]\n    name dummy\n    tag a # b\n', 'classic')).toEqual(['FLB123 warning 3:11']);
  });

  it('a wrong setting of proc stops nothing', async () => {
    expect(await said('[INPUT]\n    name proc\n    proc_name a\n    alert 1\n', 'classic')).toEqual(['FLB207 warning 4:11']);
  });

  it('elasticsearch has the keys of es, and no others', async () => {
    expect(await said('[OUTPUT]\n    name elasticsearch\n    match *\n    indx a\n', 'classic')).toEqual(['FLB222 error 4:5']);
  });

  it('an old name of a key of exec_wasi is doubtful', async () => {
    expect(await said('[INPUT]\n    name exec_wasi\n    wasi_path a\n    bool on\n', 'classic')).toEqual(['FLB223 warning 4:5']);
  });
});

describe('what is said of processors', () => {
  const processors = (lines: string) =>
    input(`      processors:\n        logs:\n          - name: content_modifier\n            action: insert\n${lines}`);

  it.each([
    ['an unknown key', '            kye: a\n', 'FLB222 error 8:13'],
    ['a key set again', '            action: delete\n', 'FLB225 error 8:13'],
    ['an unknown processor', '          - name: contant_modifier\n', 'FLB255 error 8:19'],
    ['a name in capitals', '          - Name: sql\n', 'FLB233 error 8:13'],
    ['a condition that is no map', '            condition: x\n', 'FLB252 error 8:13'],
    ['a rule without op', '            condition: {rules: [{field: $a}]}\n', 'FLB252 error 8:34'],
    ['an unknown op', '            condition: {rules: [{field: $a, op: is}]}\n', 'FLB252 error 8:49'],
    [
      'a route of the same name',
      `      routes:\n        logs:\n${'          - {name: a, to: {outputs: [b]}}\n'.repeat(2)}`,
      'FLB252 error 11:20',
    ],
  ])('stands at its own place: %s', async (_, lines, expected) => {
    expect(await said(processors(lines), 'yaml')).toContain(expected);
  });

  it('stands at the key above where no text was read', () => {
    const nested = {
      type: 'map' as const,
      entries: [
        {
          key: 'logs',
          value: {
            type: 'list' as const,
            items: [{ value: { type: 'map' as const, entries: [{ key: 'Name', value: { type: 'scalar' as const, text: 'sql' } }] } }],
          },
        },
      ],
    };
    const properties = [
      { key: 'name', value: 'dummy' },
      { key: 'processors', value: '', nested, keyStart: 7, valueStart: 20 },
    ];
    const found = checkConfig({ sections: [{ kind: 'input', properties }] });
    expect(found.map(({ code, span }) => `${code} ${span.start}`)).toContain('FLB233 7');
  });
});
