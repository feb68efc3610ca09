import { describe, expect, it } from 'vitest';
import { convert } from '../../src/index.js';
import { runCli } from '../support/run-cli.js';
import { filesIn, tempDir } from '../support/temp-dir.js';

/** The codes of versions that a check says of a text, with the texts that they are said of. */
async function found(text: string, ...options: string[]): Promise<string[]> {
  const from = text.startsWith('[') ? 'classic' : 'yaml';
  const { stdout } = await runCli(['check', '-', '--from', from, '--format', 'json', ...options], { stdin: text });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] };
  return diagnostics.filter(({ code }) => code.startsWith('FLB7')).map(({ code, message }) => `${code}: ${message}`);
}

/** The codes of all that a check says of a text. */
async function codes(text: string, ...options: string[]): Promise<string[]> {
  const { stdout } = await runCli(['check', '-', '--from', text.startsWith('[') ? 'classic' : 'yaml', '--format', 'json', ...options], {
    stdin: text,
  });
  return (JSON.parse(stdout) as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code);
}

const upstream = 'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: 127.0.0.1\n        port: 1\n';

function input(name: string, ...lines: string[]): string {
  return `[INPUT]\n    name ${name}\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

describe('check --fluent-bit', () => {
  it('FLB701 says what is not read, by which version, and since when', async () => {
    expect(await found(upstream, '--fluent-bit', '3.1')).toEqual([
      expect.stringMatching(/^FLB701: .*3\.1 .*'upstream_servers' in YAML.*3\.2\.0/),
    ]);
    expect(await found(upstream, '--fluent-bit', '3.2')).toEqual([]);
  });

  it('FLB702 says what is read otherwise', async () => {
    const spaces = "env:\n  A: ' x '\npipeline:\n  inputs:\n    - name: dummy\n";
    expect(await found(spaces, '--fluent-bit', '4.2')).toEqual([expect.stringMatching(/^FLB702: .*spaces/)]);
  });

  it('FLB703 and FLB704 know the plugins and the keys of a version', async () => {
    expect(await found(input('kubernetes_events'), '--fluent-bit', '2.0')).toEqual([expect.stringMatching(/^FLB703: .*kubernetes_events/)]);
    expect(await found(input('kubernetes_events'), '--fluent-bit', '2.2')).toEqual([]);
    const wasi = input('exec_wasi', 'wasi_path x.wasm', 'oneshot true');
    expect(await found(wasi, '--fluent-bit', '4.1')).toEqual(expect.arrayContaining([expect.stringMatching(/^FLB70[14]: .*oneshot/)]));
  });

  it('FLB704 knows the releases within a line that have a key', async () => {
    const bool = input('exec_wasi', 'wasi_path x.wasm', 'bool true');
    const oneshot = input('exec_wasi', 'wasi_path x.wasm', 'oneshot true');
    expect(await found(bool, '--fluent-bit', '4.2.0')).toEqual([]);
    expect(await found(bool, '--fluent-bit', '4.2.1')).toEqual([expect.stringMatching(/^FLB704: .*'bool'.* 2\.0 to 4\.2\.0/)]);
    expect(await found(oneshot, '--fluent-bit', '4.2.0')).toEqual([expect.stringMatching(/^FLB704: .*'oneshot'.* 4\.2\.1 and later/)]);
    expect(await found(oneshot, '--fluent-bit', '4.2.1')).toEqual([]);
  });

  it.each([
    ['[OUTPUT]\n    name loki\n    match *\n    drop_single_key raw\n', '3.0', '3.1', 'FLB226'],
    ['[OUTPUT]\n    name influxdb\n    match *\n    tag_keys a b\n', '4.1', '4.2', 'FLB226'],
    ['[INPUT]\n    name head\n    file /x\n    buf_size 1k\n', '3.0', '3.1', 'FLB227'],
    ['[CUSTOM]\n    name calyptia\n    api_key x\n    fleet.interval_sec ten\n', '3.1', '3.2', 'FLB227'],
  ])('checks a value as the type of its key in that version: %j', async (text, refusing, reading, code) => {
    expect(await codes(text, '--fluent-bit', refusing)).toContain(code);
    expect(await codes(text, '--fluent-bit', reading)).not.toContain(code);
  });

  it('does not check a value as the type that its key has in the newest version only', async () => {
    const schema = '[OUTPUT]\n    name kafka\n    match *\n    schema_id latest\n';
    expect(await codes(schema, '--fluent-bit', '4.1')).toEqual([]);
    expect(await codes(schema, '--fluent-bit', '4.2')).toEqual(['FLB227']);
  });

  it('knows keys of builds with other options in all versions that have them', async () => {
    const kafka = input('kafka', 'aws_msk_iam on', 'aws_msk_iam_cluster_arn arn:x');
    expect(await codes(kafka)).toEqual([]);
    expect(await codes(kafka, '--fluent-bit', '4.0')).toEqual([]);
    expect(await codes(kafka, '--fluent-bit', '3.2')).toEqual(['FLB704', 'FLB704']);
  });

  it('knows plugins and keys that the newest version lost', async () => {
    expect(await codes(input('dummy_thread', 'samples 3'), '--fluent-bit', '1.9')).toEqual([]);
    expect(await codes(input('dummy_thraed', 'samples 3'), '--fluent-bit', '1.9')).not.toEqual([]);
    expect(await codes(input('kubernetes_events', 'timestamp_key x'), '--fluent-bit', '2.2')).toEqual([]);
    expect(await codes(input('kubernetes_events', 'timestamp_kye x'), '--fluent-bit', '2.2')).toEqual(['FLB222']);
  });

  it('says once of a key that neither the version nor the newest one knows', async () => {
    const uri = '[OUTPUT]\n    name opentelemetry\n    match *\n    uri /x\n';
    expect(await codes(uri, '--fluent-bit', '3.0')).toEqual(['FLB704']);
    expect(await codes(input('dummy_thread'), '--fluent-bit', '3.0')).toEqual(['FLB703']);
  });

  it('FLB701 says once of a condition that processors have none', async () => {
    const condition = '{op: and, rules: [{field: $a, op: eq, value: b}]}';
    const processor = `- {name: content_modifier, action: delete, key: a, condition: ${condition}}`;
    const text = `pipeline:\n  inputs:\n    - name: dummy\n      processors:\n        logs:\n          ${processor}\n`;
    expect(await found(text, '--fluent-bit', '3.2')).toEqual([expect.stringMatching(/^FLB701: .*'condition' of a processor/)]);
    expect(await found(text, '--fluent-bit', '4.0')).toEqual([]);
  });

  it('FLB701 says of defaults of variables only where the engine expands them', async () => {
    const inputs = 'pipeline:\n  inputs:\n    - name: dummy\n';
    const processor = `${inputs}      processors:\n        logs:\n          - name: content_modifier\n            action: insert\n            key: a\n            value: '\${X:-d}'\n`;
    expect(await found(processor, '--fluent-bit', '4.1')).toEqual([expect.stringMatching(/^FLB701: .*default/)]);
    expect(await found(processor, '--fluent-bit', '4.2.5')).toEqual([]);
    expect(await found(`env:\n  A: '\${X:-d}'\n${inputs}`, '--fluent-bit', '4.1')).toEqual([]);
    const rule = `[MULTILINE_PARSER]\n    name p\n    type regex\n    rule "start_state" "/a\${X:-d}/" "x"\n    rule "x" "/b/" "x"\n`;
    expect(await found(rule, '--fluent-bit', '4.1')).toEqual([]);
    for (const text of [
      input('dummy', `tag \${X:-d}`),
      `[PARSER]\n    name \${X:-d}\n    format json\n`,
      `[SERVICE]\n    flush \${X:-d}\n`,
    ]) {
      expect(await found(text, '--fluent-bit', '5.0.5')).toEqual([expect.stringMatching(/^FLB701: .*default.*5\.0\.6/)]);
    }
  });

  it.each([
    '      - State: start_state\n        regex: /a/\n        next_state: start_state\n',
    "      - {state: start_state, Regex: '/a/', next_state: start_state}\n",
  ])('FLB701 finds capitals in the rules of a multiline parser: %j', async (rule) => {
    const text = `multiline_parsers:\n  - name: p\n    type: regex\n    rules:\n${rule}`;
    expect(await found(text, '--fluent-bit', '4.0.0')).toEqual([expect.stringMatching(/^FLB701: .*capital/)]);
    expect(await found(text, '--fluent-bit', '4.0.1')).toEqual([]);
    expect(
      await found(
        text.replace(/[SR](?=tate:|egex:)/, (letter) => letter.toLowerCase()),
        '--fluent-bit',
        '4.0.0',
      ),
    ).toEqual([]);
  });

  it('FLB701 finds each capital in rules, where it stands, and not in their texts', async () => {
    const rules = [
      '      - {state: start_state, regex: \'/a, State: b/\', next_state: "{Regex: x"}\n',
      '      - state: cont\n        Regex: /a/\n        next_state: cont\n',
      '    Rule: \'"cont" "/, State: x/" "cont"\'\n',
    ];
    const text = `multiline_parsers:\n  - name: p\n    type: regex\n    rules:\n${rules.join('')}`;
    const { stdout } = await runCli(['check', '-', '--from', 'yaml', '--fluent-bit', '4.0.0'], { stdin: text });
    expect(stdout.match(/stdin:\d+:\d+: error FLB701/g)).toEqual(['stdin:7:9: error FLB701']);
    const json = `{"multiline_parsers":[{"name":"p","type":"regex","rules":[{"state":"start_state","Regex":"/a/","next_state":"start_state"}]}]}`;
    const outcome = await runCli(['check', '-', '--from', 'json', '--fluent-bit', '4.0.0'], { stdin: json });
    expect(outcome.stdout).toContain('stdin:1:83: error FLB701');
  });

  it('FLB701 refuses an include that no file matches where the start would fail', async () => {
    const dir = tempDir({ 'main.yaml': 'includes:\n  - none/*.yaml\npipeline:\n  inputs:\n    - name: dummy\n' });
    const check = async (version: string) => (await runCli(['check', `${dir}/main.yaml`, '--fluent-bit', version])).code;
    expect(await Promise.all(['2.0', '2.1', '2.1.8', '2.1.9', '5.1'].map(check))).toEqual([1, 1, 1, 0, 0]);
  });

  it('FLB705 knows the settings of the service', async () => {
    const lines = await found(`[SERVICE]\n    json.escape_unicode on\n${input('dummy')}`, '--fluent-bit', '1.9');
    expect(lines).toEqual([expect.stringMatching(/^FLB705: .*json\.escape_unicode/)]);
    for (const key of ['storage.delete_irrecoverable_chunks', 'storage.backlog.flush_on_shutdown']) {
      const text = `[SERVICE]\n    ${key} on\n${input('dummy')}`;
      expect(await found(text, '--fluent-bit', '1.9')).toEqual([expect.stringContaining(`ignores '${key}'`)]);
      expect(await found(text, '--fluent-bit', '4.0')).toEqual([]);
    }
  });
});

describe('check --upgrade-from', () => {
  it('FLB706 and FLB707 say which types and defaults change', async () => {
    const all = await found(
      '[INPUT]\n    name http\n[OUTPUT]\n    name forward\n    match *\n',
      '--upgrade-from',
      '2.2',
      '--fluent-bit',
      '5.1',
    );
    expect(all.filter((line) => line.startsWith('FLB707'))).not.toEqual([]);
    const types = await found('[OUTPUT]\n    name http\n    match *\n    http2 on\n', '--upgrade-from', '1.9', '--fluent-bit', '5.1');
    expect(types.every((line) => /^FLB70[4-9]/.test(line))).toBe(true);
  });

  it('FLB708 says what takes effect now', async () => {
    const condition =
      'pipeline:\n  inputs:\n    - name: dummy\n      processors:\n        logs:\n          - name: grep\n            regex: log a\n            condition:\n              op: and\n              rules:\n                - field: "$a"\n                  op: eq\n                  value: b\n';
    expect(await found(condition, '--upgrade-from', '4.2', '--fluent-bit', '5.1')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^FLB708: .*condition/)]),
    );
  });

  it.each([
    [input('exec_wasi', 'wasi_path x', 'bool on'), 'FLB704', "'bool'"],
    [input('kubernetes_events', 'timestamp_key x'), 'FLB704', '2.2 to 3.0'],
    ['[OUTPUT]\n    name opentelemetry\n    match *\n    uri /x\n', 'FLB704', "'uri'"],
    [input('dummy_thread'), 'FLB703', "'dummy_thread'"],
    [
      'pipeline:\n  inputs:\n    - name: dummy\n      processors:\n        logs:\n          - name: attributes\n            insert: a b\n',
      'FLB703',
      "'attributes'",
    ],
  ])('says what the newest version lost: %j', async (text, code, said) => {
    const lines = await found(text, '--upgrade-from', '2.2', '--fluent-bit', '5.1');
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${code}: .*${said}`)));
    expect(await codes(text, '--upgrade-from', '2.2')).not.toEqual(expect.arrayContaining([expect.stringMatching(/FLB22[023]/)]));
  });

  it('FLB707 knows the release within a line that has another default', async () => {
    const forward = '[OUTPUT]\n    name forward\n    match *\n';
    expect(await found(forward, '--upgrade-from', '5.0.4', '--fluent-bit', '5.0.5')).toEqual([
      expect.stringMatching(/^FLB707: .*'true' since 5\.0\.5/),
    ]);
    expect(await found(forward, '--upgrade-from', '5.0.5', '--fluent-bit', '5.0.9')).toEqual([]);
  });

  it('is no way back', async () => {
    const { code, stderr } = await runCli(['check', '-', '--from', 'classic', '--upgrade-from', '5.1', '--fluent-bit', '2.2'], {
      stdin: input('dummy'),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('--upgrade-from 5.1: newer than 2.2');
  });

  it('FLB709 says that a map stops the start now, where no map is read', async () => {
    const map = (key: string) => `pipeline:\n  inputs:\n    - name: dummy\n      ${key}:\n        a: []\n`;
    const said = async (key: string, from: string) =>
      (await found(map(key), '--upgrade-from', from)).filter((line) => line.includes('4.0.3'));
    expect(await said('dummy', '3.2')).toEqual([expect.stringMatching(/^FLB709: .*a map/)]);
    expect(await said('dummy', '4.0.3')).toEqual([]);
    expect(await said('processors', '3.2')).toEqual([]);
  });

  it('FLB709 says what stops the start now', async () => {
    expect(await found(input('dummy'), '--upgrade-from', '4.2')).toEqual([expect.stringMatching(/^FLB709: /)]);
    expect(await found(input('dummy'), '--upgrade-from', '5.0')).toEqual([]);
  });
});

describe('a version', () => {
  it.each([
    ['6.0', 0, 'newer than 5.1, the newest that is known: taken as 5.1'],
    ['5.2', 0, 'newer than 5.1'],
    ['1.8', 0, 'older than 1.9, the oldest that is known: taken as 1.9'],
    ['3.1.99', 0, 'newer than 3.1.10, the newest of its line that is known: taken as 3.1.10'],
    ['3', 2, 'write 3.0, 3.1 or 3.2'],
    ['banana', 2, "'banana' is not a version"],
    ['', 2, "'' is not a version"],
    ['constructor', 2, "'constructor' is not a version"],
  ])('%j', async (version, code, said) => {
    const outcome = await runCli(['check', '-', '--from', 'classic', '--fluent-bit', version], { stdin: input('dummy') });
    expect(outcome.stderr).toContain(said);
    expect(outcome.code).toBe(code);
  });

  it('FLB710 says in the library that another one was taken', async () => {
    const { diagnostics } = await convert(input('dummy'), { from: 'classic', target: '6.0' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['FLB710']);
  });
});

describe('convert and migrate for a version', () => {
  it('refuse what it does not read, with the place and what to write', async () => {
    const classic = '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n';
    const { code, stdout, stderr } = await runCli(['-', '--from', 'classic', '--fluent-bit', '3.1'], { stdin: classic });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/stdin:1:1: error FLB701: .*3\.2\.0/);
    expect((await runCli(['-', '--from', 'classic', '--fluent-bit', '3.2'], { stdin: classic })).code).toBe(0);
  });

  it('write lists as repeated keys until all later versions read lists', async () => {
    const classic = `${input('dummy')}[FILTER]\n    name modify\n    match *\n    add a 1\n    add b 2\n`;
    const written = async (version: string) =>
      (await runCli(['-', '--from', 'classic', '--fluent-bit', version], { stdin: classic })).stdout;
    for (const version of ['2.0', '2.1', '2.1.8']) expect(await written(version)).toContain('add: a 1\n      Add: b 2\n');
    for (const version of ['2.1.9', '2.2']) expect(await written(version)).toContain('- a 1\n        - b 2\n');
  });

  it('know the keys of the version', async () => {
    const wasi = input('exec_wasi', 'wasi_path x', 'bool on');
    const said = async (target: string) =>
      (await convert(wasi, { from: 'classic', target })).diagnostics.map(({ code, severity }) => `${severity} ${code}`);
    expect(await said('4.0')).toEqual([]);
    expect(await said('4.2.1')).toEqual(['error FLB704']);
    expect(await said('5.1')).toEqual(['warning FLB223']);
    const dir = tempDir({ 'main.conf': wasi });
    expect((await runCli(['migrate', dir, '--fluent-bit', '4.0'])).stdout).not.toContain('FLB');
  });

  it('say of files that are not converted what it does not read, and write the others', async () => {
    const dir = tempDir({
      'main.conf': '[SERVICE]\n    Parsers_File parsers.yaml\n[INPUT]\n    name dummy\n',
      'parsers.yaml': 'parsers:\n  - name: p\n    format: json\n',
    });
    const { code, stderr, stdout } = await runCli(['migrate', dir, '--fluent-bit', '3.1', '--write']);
    expect(code).toBe(0);
    expect(stdout + stderr).toMatch(/parsers\.yaml:\d+:\d+: warning FLB701: Fluent Bit 3\.1 does not read 'parsers'/);
    expect(filesIn(dir)['main.yaml']).toContain('parsers_file: parsers.yaml');
    const newest = await runCli(['migrate', dir, '--fluent-bit', '3.2', '--write']);
    expect(newest.stdout + newest.stderr).not.toContain('FLB701');
  });

  it.each(['json', 'md', 'sarif'])('say in a report which version the new files need: %s', async (suffix) => {
    const dir = tempDir({
      'main.conf': '[SERVICE]\n    plugins_file p.conf\n[INPUT]\n    name dummy\n',
      'p.conf': '[PLUGINS]\n    path /x.so\n',
    });
    await runCli(['migrate', dir, '--report', `${dir}/report.${suffix}`]);
    expect(filesIn(dir)[`report.${suffix}`]).toContain('3.2.3');
  });

  it('write the new files so that it reads them: the main file and its includes, below 3.2', async () => {
    const dir = tempDir({
      'main.conf': '[SERVICE]\n    Parsers_File parsers.conf\n@INCLUDE in.conf\n',
      'in.conf': input('dummy'),
      'parsers.conf': '[PARSER]\n    name p\n    format json\n',
    });
    expect((await runCli(['migrate', dir, '--write', '--fluent-bit', '3.1'])).code).toBe(0);
    expect(Object.keys(filesIn(dir))).toEqual(expect.arrayContaining(['main.yaml', 'in.yaml', 'parsers.conf']));
    expect(filesIn(dir)['parsers.yaml']).toBeUndefined();
    expect(filesIn(dir)['main.yaml']).toContain('parsers_file: parsers.conf');
  });
});
