import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectRefused, migrateHere } from '../support/migrate-here.js';
import { runIn } from '../support/run-in.js';

const lines = (text: string, indent: string) => text.replace(/^(?=.)/gm, indent);

/** Values whose `config` sets all texts of the chart, unless others are given. */
function values(texts: Record<string, string> = {}, { indent = '  ', more = '' } = {}): string {
  const all: Record<string, string> = {
    service: '[SERVICE]\n    Flush 1\n',
    inputs: '[INPUT]\n    Name dummy\n',
    filters: '',
    outputs: '[OUTPUT]\n    Name stdout\n    Match *\n',
    customParsers: '',
    ...texts,
  };
  const entries = Object.entries(all).map(([key, text]) =>
    text === '' ? `${indent}${key}: ""\n` : `${indent}${key}: |\n${lines(text, indent + indent)}`,
  );
  return `config:\n${entries.join('')}${more}`;
}

/** What these become. */
const converted = `config:
  service: ""
  inputs: ""
  filters: ""
  outputs: ""
  customParsers: ""
  extraFiles:
    fluent-bit.yaml: |
      service:
        flush: 1

      includes:
        - inputs.yaml
        - outputs.yaml
    inputs.yaml: |
      pipeline:
        inputs:
          - name: dummy
    outputs.yaml: |
      pipeline:
        outputs:
          - name: stdout
            match: '*'

args:
  - --workdir=/fluent-bit/etc
  - --config=/fluent-bit/etc/conf/fluent-bit.yaml
`;

const output = '[OUTPUT]\n    Name null\n    Match *\n';
const onlyOutputs = `config:\n  outputs: |\n${lines(output, '    ')}`;
const defaults = `${values({ customParsers: '[PARSER]\n    Name p\n    Format json\n' })}args:
  - --workdir=/fluent-bit/etc
  - --config=/fluent-bit/etc/conf/fluent-bit.conf
`;

describe('values of the official chart', () => {
  it('become files below extraFiles, and arguments that name the main one', async () => {
    const { said, code, now, dir } = await migrateHere({ 'values.yaml': values() }, '--write');
    expect(now('values.yaml')).toBe(converted);
    expect(said).toMatch(/^values\.yaml: config\.service +main +-> fluent-bit\.yaml$/m);
    expect(said).toMatch(/^values\.yaml: config\.outputs +part +-> outputs\.yaml$/m);
    expect(code).toBe(0);
    const again = await runIn(dir, ['migrate', '.', '--check']);
    expect(again.stdout).toContain('nothing is left to migrate');
    expect(again.code).toBe(0);
  });

  it('are converted one file at a time as well', async () => {
    const { dir } = await migrateHere({ 'fb.yaml': values() });
    const { stdout, code } = await runIn(dir, ['fb.yaml']);
    expect(stdout).toBe(converted);
    expect(code).toBe(0);
  });

  it('keep all that does not change: comments, anchors, other keys, CRLF and the way it is indented', async () => {
    const text = `# top\nkind: DaemonSet   # ours\n\n${values({}, { indent: '    ' })}\nluaScripts:\n    a.lua: |\n        -- \t x  \n\n# end\nlist: &a [1, 2]\n`;
    const { now } = await migrateHere({ 'values.yaml': text.replaceAll('\n', '\r\n') }, '--write');
    const after = now('values.yaml');
    expect(after).not.toMatch(/[^\r]\n/);
    expect(after.replaceAll('\r', '')).toContain(
      '\n    extraFiles:\n        fluent-bit.yaml: |\n            service:\n              flush: 1\n',
    );
    expect(after).toContain(
      '\r\n\r\nluaScripts:\r\n    a.lua: |\r\n        -- \t x  \r\n\r\n# end\r\nlist: &a [1, 2]\r\n\r\nargs:\r\n    - --workdir',
    );
    expect(after.startsWith('# top\r\nkind: DaemonSet   # ours\r\n\r\nconfig:\r\n    service: ""\r\n')).toBe(true);
  });

  it('keep the comment of a header, and whether a text ends with a line end', async () => {
    const text = values().replace('outputs: |', 'outputs: |-   # where to').replace('    Name dummy', '    Name dummy');
    const { now } = await migrateHere({ 'values.yaml': text }, '--write');
    expect(now('values.yaml')).toContain('  outputs: ""   # where to\n');
    expect(now('values.yaml')).toContain('    outputs.yaml: |-\n');
  });

  it('may be texts in quotes', async () => {
    const text = values().replace(/inputs: \|\n.*\n.*\n/, 'inputs: "[INPUT]\\n    Name dummy\\n"  # short\n');
    const { now } = await migrateHere({ 'values.yaml': text }, '--write');
    expect(now('values.yaml')).toBe(converted.replace('  inputs: ""', '  inputs: ""  # short'));
  });

  it.each([
    ['extraFiles: {}  # none', 'extraFiles:  # none'],
    ['extraFiles:', 'extraFiles:'],
  ])('make room in an empty map: %s', async (before, after) => {
    const { now } = await migrateHere({ 'values.yaml': values({}, { more: `  ${before}\n` }) }, '--write');
    expect(now('values.yaml')).toBe(converted.replace('extraFiles:', after));
  });

  it('put files before those that are there, which get their new names in place', async () => {
    const more = `  extraFiles:\n    # nodes\n    up.conf: |\n      [UPSTREAM]\n          Name u\n      [NODE]\n          Name a\n          Host h\n          Port 1\n    x.lua: |\n      return 1\n`;
    const forward = '[OUTPUT]\n    Name forward\n    Match *\n    Upstream /fluent-bit/etc/conf/up.conf\n';
    const { now } = await migrateHere({ 'values.yaml': values({ outputs: forward }, { more }) }, '--write');
    expect(now('values.yaml')).toContain(`            upstream: /fluent-bit/etc/conf/up.yaml
    # nodes
    up.yaml: |
      upstream_servers:
        - name: u
          nodes:
            - name: a
              host: h
              port: 1
    x.lua: |
      return 1
`);
  });

  it('rename the configuration in arguments that are there', async () => {
    const args = 'args: ["-w", "/fluent-bit/etc", "-c", "/fluent-bit/etc/conf/fluent-bit.conf", "-v"]\n';
    const { now } = await migrateHere({ 'values.yaml': `${values()}\n${args}` }, '--write');
    expect(now('values.yaml')).toBe(converted.replace(/args:[\s\S]*/, args.replace('.conf"', '.yaml"')));
  });

  it('keep what Fluent Bit does not start with: the arguments name a YAML file of their own', async () => {
    const files = '  extraFiles:\n    main.yaml: |\n      pipeline:\n        inputs:\n          - name: dummy\n';
    const text = `${values({}, { more: files })}args: [--config=/fluent-bit/etc/conf/main.yaml]\n`;
    const { now, said } = await migrateHere({ 'values.yaml': text }, '--write');
    expect(said).toContain('nothing is left to migrate');
    expect(now('values.yaml')).toBe(text);
  });

  it('count with each document of a file', async () => {
    const text = `${values()}---\n# more\n${onlyOutputs}`;
    const { now } = await migrateHere({ 'values.yaml': text }, '--write');
    const [first, second] = now('values.yaml').split('---\n');
    expect(first).toBe(converted);
    expect(second).toBe(`# more
config:
  outputs: ""
  extraFiles:
    outputs.yaml: |
      pipeline:
        outputs:
          - name: 'null'
            match: '*'
`);
  });

  it('are checked and fixed where they stand', async () => {
    const text = values({ inputs: '[INPUT]\n    Name dummy\n    tags a\n' });
    const { dir, now } = await migrateHere({ 'values.yaml': text });
    const { stdout } = await runIn(dir, ['check', 'values.yaml']);
    expect(stdout).toContain('values.yaml:8:9: error FLB222');
    const clean = await migrateHere({ 'values.yaml': values() });
    expect((await runIn(clean.dir, ['check', '.'])).stdout).toContain('1 file checked: 0 errors, 0 warnings');
    expect(now('values.yaml')).toBe(text);
  });

  it('stay as they are where classic is asked for', async () => {
    const { said, now, code } = await migrateHere({ 'values.yaml': converted }, '--write', '--to', 'classic');
    expect(said).toContain('left alone: values of a chart are converted to YAML only');
    expect(now('values.yaml')).toBe(converted);
    expect(code).toBe(0);
  });
});

describe('keys that values do not set', () => {
  it('come from the defaults of the chart, which the file says', async () => {
    const files = { 'a/values.yaml': onlyOutputs, 'chart.yaml': defaults };
    const { dir, now, code } = await migrateHere(files);
    expect(code).toBe(1);
    expect((await runIn(dir, ['migrate', 'a', '--write', '--chart-values', 'chart.yaml'])).code).toBe(0);
    expect(now('chart.yaml')).toBe(defaults);
    expect(now('a/values.yaml')).toBe(`config:
  outputs: ""
  # from the chart's defaults
  service: ""
  inputs: ""
  customParsers: ""
  extraFiles:
    fluent-bit.yaml: |
      service:
        flush: 1

      includes:
        - inputs.yaml
        - outputs.yaml
    inputs.yaml: |
      pipeline:
        inputs:
          - name: dummy
    outputs.yaml: |
      pipeline:
        outputs:
          - name: 'null'
            match: '*'
    custom_parsers.yaml: |
      parsers:
        - name: p
          format: json

args:
  - --workdir=/fluent-bit/etc
  - --config=/fluent-bit/etc/conf/fluent-bit.yaml
`);
  });

  it('may lie in the directory that is migrated: they are not values of a release', async () => {
    const { now, code } = await migrateHere(
      { 'values.yaml': onlyOutputs, 'chart.yaml': defaults },
      '--write',
      '--chart-values',
      'chart.yaml',
    );
    expect(code).toBe(0);
    expect(now('chart.yaml')).toBe(defaults);
    expect(now('values.yaml')).toContain("  # from the chart's defaults\n");
  });

  it('are an error without them, with the command that prints them', async () => {
    await expectRefused({ 'values.yaml': onlyOutputs }, "run 'helm show values fluent/fluent-bit --version VERSION > chart-values.yaml'");
    const umbrella = `dependencies:\n  - name: fluent-bit\n    version: 0.58.1\n    repository: https://fluent.github.io/helm-charts\n`;
    await expectRefused(
      { 'Chart.yaml': `name: logs\n${umbrella}`, 'values.yaml': `fluent-bit:\n${lines(onlyOutputs, '  ')}` },
      "do not set service, inputs, filters, customParsers of 'config'",
    );
    await expectRefused(
      { 'Chart.yaml': `name: logs\n${umbrella}`, 'values.yaml': `fluent-bit:\n${lines(onlyOutputs, '  ')}` },
      '--version 0.58.1 > chart-values.yaml',
    );
  });
});

describe('values over values', () => {
  const filter = '[FILTER]\n    Name grep\n    Match *\n    Regex a b\n';

  it('stay layers: what overrides a text overrides its file', async () => {
    const files = {
      'values.yaml': values(),
      'values-prod.yaml': `config:\n  filters: |\n${lines(filter, '    ')}`,
      'values-dev.yaml': onlyOutputs,
      'values-quiet.yaml': 'config:\n  inputs: ""\n  extraFiles:\n    a.yaml: |\n      pipeline: {}\n',
    };
    const { now, code } = await migrateHere(files, '--write');
    expect(code).toBe(0);
    expect(now('values.yaml')).toContain('        - inputs.yaml\n        - filters.yaml\n        - outputs.yaml\n');
    expect(now('values.yaml')).toContain('    filters.yaml: |\n      {}\n');
    expect(now('values-prod.yaml')).toBe(`config:
  filters: ""
  extraFiles:
    filters.yaml: |
      pipeline:
        filters:
          - name: grep
            match: '*'
            regex: a b
`);
    expect(now('values-dev.yaml')).not.toContain('args');
    expect(now('values-dev.yaml')).toContain(
      "  extraFiles:\n    outputs.yaml: |\n      pipeline:\n        outputs:\n          - name: 'null'\n",
    );
    expect(now('values-quiet.yaml')).toContain('  inputs: ""\n  extraFiles:\n    inputs.yaml: |\n      {}\n    a.yaml: |\n');
  });

  it('may only empty texts, or only have arguments of their own', async () => {
    const files = {
      'values.yaml': values(),
      'values-quiet.yaml': 'config:\n  inputs: ""\n',
      'values-debug.yaml': 'replicas: 1\nargs:\n  - --config=/fluent-bit/etc/conf/fluent-bit.conf\n  - -vv\n',
      'other.yaml': 'config:\n  service:\n    inputs: []\n',
    };
    const { now, code } = await migrateHere(files, '--write');
    expect(code).toBe(0);
    expect(now('values.yaml')).toBe(converted);
    expect(now('values-quiet.yaml')).toBe('config:\n  inputs: ""\n  extraFiles:\n    inputs.yaml: |\n      {}\n');
    expect(now('values-debug.yaml')).toBe(files['values-debug.yaml'].replace('.conf', '.yaml'));
    expect(now('other.yaml')).toBe(files['other.yaml']);
  });

  it('may empty the parsers that the main file names', async () => {
    const texts = {
      service: '[SERVICE]\n    Parsers_File custom_parsers.conf\n',
      customParsers: '[PARSER]\n    Name p\n    Format json\n',
    };
    const files = { 'values.yaml': values(texts), 'values-a.yaml': 'config:\n  customParsers: ""\n', 'values-b.yaml': onlyOutputs };
    const { now, code } = await migrateHere(files, '--write');
    expect(code).toBe(0);
    expect(now('values.yaml')).toContain('        parsers_file: custom_parsers.yaml\n');
    expect(now('values-a.yaml')).toBe('config:\n  customParsers: ""\n  extraFiles:\n    custom_parsers.yaml: |\n      {}\n');
    expect(now('values-b.yaml')).not.toContain('parsers');
  });

  it('go together, or not at all', async () => {
    const files = { 'values.yaml': values(), 'values-prod.yaml': onlyOutputs.replace('Match *', 'Match') };
    await expectRefused(files, "values.yaml:1:1: error FLB833: these values are of the same release as those in 'values-prod.yaml'");
  });

  it('are one release where they are named together, in whatever they set', async () => {
    const { dir, now } = await migrateHere({
      'one.yaml': values({ outputs: '@INCLUDE more.conf\n' }).replace(/ {2}customParsers.*\n/, ''),
      'two.yaml': `config:\n  customParsers: ""\n  extraFiles:\n    more.conf: |\n${lines(output, '      ')}`,
    });
    expect((await runIn(dir, ['migrate', '.'])).code).toBe(1);
    expect((await runIn(dir, ['migrate', 'one.yaml', 'two.yaml', '--write'])).code).toBe(0);
    expect(now('one.yaml')).toContain('    outputs.yaml: |\n      includes:\n        - more.yaml\n');
    expect(now('two.yaml')).toContain('    more.yaml: |\n');
    expect(now('two.yaml')).not.toContain('args');
  });

  it('name the main file themselves where they may stand alone, and in their own arguments', async () => {
    const own = `${onlyOutputs}args: [--config=/fluent-bit/etc/conf/fluent-bit.conf]\n`;
    const { now } = await migrateHere({ 'values.yaml': values(), 'values-all.yaml': values(), 'values-own.yaml': own }, '--write');
    expect(now('values.yaml')).toBe(converted);
    expect(now('values-all.yaml')).toBe(converted);
    expect(now('values-own.yaml')).toContain('\nargs: [--config=/fluent-bit/etc/conf/fluent-bit.yaml]\n');
  });
});

const chart = (more: string) => `apiVersion: v2
name: logs
dependencies:
  - name: fluent-bit
    version: 0.58.1
${more}`;

describe('charts', () => {
  it.each([
    ['the name of the dependency', 'fluent-bit', '    repository: https://fluent.github.io/helm-charts\n'],
    ['its alias', 'collector', '    alias: collector\n    repository: https://fluent.github.io/helm-charts\n'],
  ])('an umbrella: below %s', async (_, key, more) => {
    const text = `global: {}\n${key}:\n${lines(values(), '  ')}other: 1\n`;
    const { now, code } = await migrateHere({ 'Chart.yaml': chart(more), 'values.yaml': text }, '--write');
    expect(code).toBe(0);
    expect(now('values.yaml')).toBe(`global: {}\n${key}:\n${lines(converted, '  ')}other: 1\n`);
  });

  const release = (name: string, body: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: fb
spec:
  chart:
    spec:
      chart: ${name}
      version: 0.58.1
  values:
${lines(body, '    ')}`;

  it('Flux: the values of a HelmRelease, and what is patched over them', async () => {
    const patch = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: fb\nspec:\n  values:\n${lines(onlyOutputs, '    ')}`;
    const { now, code } = await migrateHere({ 'base/fb.yaml': release('fluent-bit', values()), 'prod/patch.yaml': patch }, '--write');
    expect(code).toBe(0);
    expect(now('base/fb.yaml')).toBe(release('fluent-bit', converted));
    expect(now('prod/patch.yaml')).toContain('      outputs: ""\n      extraFiles:\n        outputs.yaml: |\n');
  });

  const application = (helm: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: fb
spec:
  sources:
    - repoURL: https://fluent.github.io/helm-charts
      chart: fluent-bit
      targetRevision: 0.58.1
      helm:
${helm}  destination: {}   # here
`;

  it.each([
    ['a text', `        values: |   # ours\n`, 10],
    ['a text without an end', `        values: |-\n`, 10],
    ['a map', `        valuesObject:\n`, 10],
  ])('Argo CD: values as %s', async (_, head, indent) => {
    const body = (text: string) => application(head + lines(text, ' '.repeat(indent)));
    const { now, code } = await migrateHere({ 'app.yaml': body(`# top\n${values()}# end\n`) }, '--write');
    expect(code).toBe(0);
    expect(now('app.yaml')).toBe(body(`# top\n${converted}# end\n`));
  });

  it('values that name others must set all texts themselves (FLB837)', async () => {
    const more = '  valuesFrom:\n    - kind: ConfigMap\n      name: more\n';
    const flux = { 'fb.yaml': release('fluent-bit', onlyOutputs).replace('  values:\n', `${more}  values:\n`), 'chart.yaml': defaults };
    await expectRefused(flux, 'fb.yaml:11:5: error FLB837', '--chart-values', 'chart.yaml');
    const argo = { 'app.yaml': application(`        valueFiles: [a.yaml]\n        valuesObject:\n${lines(onlyOutputs, '          ')}`) };
    await expectRefused(argo, 'app.yaml:11:21: error FLB837');
    const { code } = await migrateHere(
      { 'fb.yaml': release('./charts/fluent-bit/', values()).replace('  values:\n', `${more}  values:\n`) },
      '--write',
    );
    expect(code).toBe(0);
  });

  it('Argo CD: places are those of the file', async () => {
    const { said } = await migrateHere({
      'app.yaml': application(`        values: |\n${lines(values({ outputs: '[OUTPUT]\n    Name\n' }), '          ')}`),
    });
    expect(said).toContain('app.yaml:22:19: error');
  });

  it('Argo CD: a text in quotes is refused', async () => {
    const quoted = application(`        values: ${JSON.stringify(values())}\n`);
    await expectRefused({ 'app.yaml': quoted }, 'app.yaml:11:17: error FLB830');
  });

  it('the helm controller of k3s', async () => {
    const text = (body: string) =>
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata:\n  name: fb\nspec:\n  chart: fluent/fluent-bit\n  valuesContent: |-\n${lines(body, '    ')}`;
    const { now } = await migrateHere({ 'fb.yaml': text(values()) }, '--write');
    expect(now('fb.yaml')).toBe(text(converted));
  });

  it.each([
    [
      'of bitnami',
      { 'Chart.yaml': chart('    repository: oci://registry-1.docker.io/bitnamicharts\n') },
      'fluent-bit',
      'mounts fluent-bit.conf and custom_parsers.conf only',
    ],
    ['that is too old', { 'Chart.yaml': chart('').replace('0.58.1', '~0.47.1') }, 'fluent-bit', 'runs a Fluent Bit before 3.2'],
    ['of New Relic', {}, 'fluentBit', 'a template of the chart newrelic-logging names fluent-bit.conf'],
  ])('one %s is left alone, and the plan says why', async (_, files, key, reason) => {
    const text = `${key}:\n${lines(values(), '  ')}`;
    const { now, said, code } = await migrateHere({ ...files, 'values.yaml': text }, '--write');
    expect(said).toContain(`values.yaml: config.inputs `);
    expect(said).toContain(reason);
    expect(now('values.yaml')).toBe(text);
    expect(code).toBe(0);
  });

  it.each([
    ['the image of AWS', 'image:\n  repository: public.ecr.aws/aws-observability/aws-for-fluent-bit\n', 'starts with fluent-bit.conf'],
    ['a ConfigMap of its own', 'existingConfigMap: mine\n', "the ConfigMap 'mine' takes the place of 'config'"],
  ])('one with %s is left alone', async (_, more, reason) => {
    const { now, said } = await migrateHere({ 'values.yaml': `${more}${values()}` }, '--write');
    expect(said).toContain(reason);
    expect(now('values.yaml')).toBe(`${more}${values()}`);
  });

  it('one of the user’s own is migrated by hand', async () => {
    const files = { 'Chart.yaml': 'apiVersion: v2\nname: mine\n', 'values.yaml': values() };
    const { said, code } = await migrateHere(files, '--check');
    expect(said).toContain('it holds configuration, which is not converted: service, inputs, outputs');
    expect(code).toBe(1);
  });

  it('templates with lines of control are refused at these', async () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  fluent-bit.conf: |\n    [INPUT]\n        Name dummy\n        {{- if .Values.a }}\n        Tag a\n        {{- end }}\n`;
    await expectRefused({ 'templates/cm.yaml': text }, 'templates/cm.yaml:9:9: error FLB130');
  });
});

describe('bad values', () => {
  const parser = '[PARSER]\n    Name p\n    Format json\n';
  const file = (name: string, text = 'x\n') => `  extraFiles:\n    ${name}: |\n${lines(text, '      ')}`;

  it.each([
    ['defaults that are not set (FLB822)', onlyOutputs, 'values.yaml:1:1: error FLB822'],
    ['a key twice (FLB824)', values({}, { more: `  inputs: |\n    [INPUT]\n        Name cpu\n` }), 'values.yaml:14:3: error FLB824'],
    ['config twice (FLB824)', `${values()}config: {}\n`, 'error FLB824'],
    ['a file twice (FLB824)', values({}, { more: `${file('a.conf', parser)}    a.conf: ""\n` }), 'values.yaml:19:5: error FLB824'],
    ['a list as text (FLB825)', values().replace('filters: ""', 'filters: []'), "'config.filters' is a list"],
    ['a number as text (FLB825)', values().replace('filters: ""', 'filters: 5'), 'values.yaml:8:3: error FLB825'],
    ['null as text (FLB825)', values().replace('filters: ""', 'filters: ~'), "'config.filters' is nothing"],
    ['no text (FLB825)', values().replace('filters: ""', 'filters:'), "'config.filters' is nothing"],
    ['a file that is no text (FLB825)', values({}, { more: '  extraFiles:\n    a.conf: [a]\n' }), "'config.extraFiles.a.conf' is a list"],
    ['a name of the chart (FLB826)', values({}, { more: file('custom_parsers.conf', parser) }), 'values.yaml:15:5: error FLB826'],
    ['a name that is needed (FLB827)', values({}, { more: file('inputs.conf', parser) }), 'values.yaml:15:5: error FLB827'],
    [
      'a new name that is taken (FLB821)',
      values({}, { more: file('outputs.yaml', 'pipeline: {}\n') }),
      "values.yaml:9:3: error FLB821: 'outputs.yaml' would be the new name of 'config.outputs'",
    ],
    ['spaces before a text (FLB828)', values().replace('inputs: |\n    [', 'inputs: |2\n      ['), 'values.yaml:5:3: error FLB828'],
    [
      'spaces before a text in quotes (FLB828)',
      values({ filters: '' }).replace('filters: ""', 'filters: "  [FILTER]\\n      Name grep\\n      Match *\\n"'),
      'error FLB828',
    ],
    ['a text that goes on in a section (FLB829)', values({ filters: 'Tag a\n' }), 'values.yaml:9:5: error FLB829'],
    [
      'braces (FLB830)',
      `config: {service: "", filters: "", customParsers: "", inputs: "[INPUT]\\n    Name dummy\\n", outputs: ""}\n`,
      'error FLB830',
    ],
    [
      'an alias (FLB830)',
      `x: &x |\n  [OUTPUT]\n      Name null\n${values().replace(/outputs: \|\n(.*\n){3}/, 'outputs: *x\n')}`,
      'error FLB830',
    ],
    ['arguments without a configuration (FLB831)', `${values()}args: []\n`, 'values.yaml:14:1: error FLB831'],
    ['a file list (FLB834)', values({}, { more: '  extraFiles: [a]\n' }), 'values.yaml:14:15: error FLB834'],
    ['YAML that is none (FLB801)', `${values()}a: [\n`, 'error FLB801'],
  ])('%s', async (_, text, said) => {
    await expectRefused({ 'values.yaml': text }, said);
  });

  it('in Latin-1 (FLB832)', async () => {
    const dir = (await migrateHere({})).dir;
    const bytes = Buffer.from(values({ inputs: '[INPUT]\n    Name dummy\n    Tag café\n' }), 'latin1');
    writeFileSync(join(dir, 'values.yaml'), bytes);
    const { stdout, code } = await runIn(dir, ['migrate', '.', '--write']);
    expect(stdout).toContain('values.yaml:8:16: error FLB832');
    expect(code).toBe(1);
    expect(readFileSync(join(dir, 'values.yaml'))).toEqual(bytes);
  });

  it.each([
    ['of another chart (FLB823)', 'image: {}\nconfig:\n  clients: []\n', "there is no 'config.service' in it"],
    ['of a version without arguments (FLB823)', defaults.replace(/args:[\s\S]*/, 'args: []\n'), 'before 0.32.0'],
    ['of a version with an old image (FLB823)', `image:\n  tag: 3.1.9\n${defaults}`, 'its image reads no parsers from YAML'],
    ['that are no YAML (FLB823)', 'a: [', 'the file is not YAML'],
  ])('defaults %s', async (_, text, said) => {
    await expectRefused({ 'a/values.yaml': onlyOutputs, 'chart.yaml': text }, said, '--chart-values', 'chart.yaml');
  });

  it('defaults that are not there', async () => {
    const { code, said } = await migrateHere({ 'values.yaml': onlyOutputs }, '--chart-values', 'none.yaml');
    expect(said).toContain('--chart-values none.yaml: no such file');
    expect(code).toBe(2);
  });
});

describe('what Helm does to texts', () => {
  it('keeps expressions as whole values in quotes', async () => {
    const { now } = await migrateHere(
      { 'values.yaml': values({ inputs: '[INPUT]\n    Name dummy\n    Tag a,{{ .Values.c }}\n' }) },
      '--write',
    );
    expect(now('values.yaml')).toContain("            tag: 'a,{{ .Values.c }}'\n");
  });

  it.each([
    [
      'a comment',
      values({ inputs: '# use {{ host }}\n[INPUT]\n    Name dummy\n' }),
      'values.yaml:6:11: warning FLB835',
      "'{{ host }}' in a comment",
    ],
    [
      'a regular expression',
      values({ filters: '[FILTER]\n    Name grep\n    Match *\n    Regex a ^a{{1}}$\n' }),
      'values.yaml:12:19: warning FLB835',
      "'{{1}}' in a value",
    ],
    [
      'Lua',
      values({}, { more: '  extraFiles:\n    a.lua: |\n      local t = {{1}}\n' }),
      'values.yaml:16:17: warning FLB835',
      "'{{1}}' in a file of another kind",
    ],
  ])('is named where nobody may mean it: in %s', async (_, text, place, said) => {
    const outcome = await migrateHere({ 'values.yaml': text });
    expect(outcome.said).toContain(place);
    expect(outcome.said).toContain(said);
    expect((await runIn(outcome.dir, ['check', '.'])).stdout).toContain(place);
  });

  it.each(['{{ .Values.a }}', '{{ include "x" . }}', '{{ $.Release.Name }}', '{{ "{{" }}', '{"a":{"b":1}}', '}}', '$${V}'])(
    'is not named where it is meant, or nothing: %s',
    async (value) => {
      const { said } = await migrateHere({ 'values.yaml': values({ inputs: `[INPUT]\n    Name dummy\n    Tag ${value}\n` }) });
      expect(said).not.toContain('FLB835');
    },
  );

  it('writes large numbers with exponents, which is named at the number', async () => {
    const text = (n: string) =>
      `limits:\n  n: ${n}\n${values({ inputs: '[INPUT]\n    Name dummy\n    Samples {{ .Values.limits.n }}\n' })}`;
    const { said } = await migrateHere({ 'values.yaml': text('1048576') });
    expect(said).toContain('values.yaml:2:6: warning FLB836: Helm writes the number 1048576 as 1.048576e+06');
    for (const other of ['"1048576"', '999999', 'x']) {
      expect((await migrateHere({ 'values.yaml': text(other) })).said).not.toContain('FLB836');
    }
    expect((await migrateHere({ 'values.yaml': text('1000000') })).said).toContain('as 1e+06');
  });
});
