import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mainFile, manyNodes } from './inputs.mjs';

/** As in memory as a directory can be: what a disk takes for a file varies by a factor of five. */
const memory = '/dev/shm';

/** Files of 1 to 2 KB, as a machine has them: what they refer to, they find in their directory. */
const plugins = mainFile.slice(mainFile.indexOf('[INPUT]')).split(/\n\n(?=\[)/);
const inputs = plugins.filter((section) => section.startsWith('[INPUT]'));
const filters = plugins.filter((section) => section.startsWith('[FILTER]'));
const outputs = plugins.filter((section) => section.startsWith('[OUTPUT]'));

function sized(sections, from) {
  let text = '';
  for (let i = from; text.length < 1000; i++) text += `${sections[i % sections.length]}\n\n`;
  return text;
}

function parsers(from) {
  const one = (i) =>
    `[PARSER]\n    Name        parser-${i}\n    Format      regex\n    Regex       ^(?<host>[^ ]*) (?<code>[0-9]{3}) (?<size>.*)$\n    Time_Key    time\n    Time_Format %d/%b/%Y:%H:%M:%S %z\n`;
  return Array.from({ length: 6 }, (_, i) => one(from * 10 + i)).join('\n');
}

/** The ten files of one machine: a configuration of six files, and four of one. */
function machine(i) {
  const main =
    '[SERVICE]\n    Flush        1\n    Log_Level    info\n    Parsers_File parsers.conf\n    storage.path /var/lib/fluent-bit\n\n@INCLUDE inputs.conf\n@INCLUDE filters.conf\n\n' +
    `[OUTPUT]\n    Name     forward\n    Match    kube.*\n    Upstream upstream.conf\n\n${sized(outputs, i)}`;
  const alone = (n) =>
    `[SERVICE]\n    Flush ${n}\n    storage.path /var/lib/fluent-bit/${n}\n\n${sized(inputs, i + n)}${outputs[n % outputs.length]}\n`;
  return {
    'fluent-bit.conf': main,
    'inputs.conf': sized(inputs, i),
    'filters.conf': sized(filters, i),
    'parsers.conf': parsers(i),
    'upstream.conf': manyNodes(8),
    'more-parsers.conf': parsers(i + 1),
    ...Object.fromEntries([1, 2, 3, 4].map((n) => [`agent-${n}.conf`, alone(n)])),
  };
}

/**
 * Directories of a fleet, `count` files in all, in memory. Machines have many texts in common, as those of real fleets do, unless
 * they are `different`.
 */
export function makeFleet(count, { different = false } = {}) {
  const files = {};
  for (let i = 0; i < count / 10; i++) {
    for (const [name, text] of Object.entries(machine(i))) {
      files[`machine-${i}/${name}`] = different ? `# ${name} of machine-${i}\n\n${text}` : text;
    }
  }
  const fleet = written(files);
  return { ...fleet, copy: () => copied(fleet.source) };
}

/** One machine: a main file that includes parts by a pattern. */
export function makeMachine(parts) {
  const files = {
    'fluent-bit.conf': '[SERVICE]\n    Flush 1\n    Parsers_File parsers.conf\n\n@INCLUDE conf.d/*.conf\n',
    'parsers.conf': parsers(1),
  };
  for (let i = 0; i < parts; i++) files[`conf.d/part-${i}.conf`] = sized(inputs, i);
  return written(files);
}

/** Files of which each includes the next one, or none does. */
export function makeChain(length, isChained) {
  const files = {};
  for (let i = 0; i < length; i++) {
    const include = isChained && i < length - 1 ? `@INCLUDE part-${i + 1}.conf\n` : '';
    files[`part-${i}.conf`] = `[INPUT]\n    Name dummy\n    Tag t${i}\n\n${include}`;
  }
  return written(files);
}

/** Main files by themselves, and the same as keys of ConfigMaps, each in a manifest of its own. */
export function makeConfigMaps(count) {
  const [files, manifests] = [{}, {}];
  for (let i = 0; i < count; i++) {
    const text = `[SERVICE]\n    Flush 1\n\n${sized(inputs, i)}${sized(outputs, i)}`;
    files[`${i}/fluent-bit.conf`] = text;
    manifests[`${i}/fluent-bit.yaml`] =
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: fluent-bit-${i}\ndata:\n  fluent-bit.conf: |\n${text.replace(/^(?=.)/gm, '    ')}`;
  }
  return { files: written(files), manifests: written(manifests) };
}

/** A release of three values files of a chart, and the same texts as files: a main one with all parts, and parts of other trees. */
export function makeRelease(count) {
  const sections = (kind, name) =>
    Array.from({ length: count }, (_, i) => `[${kind}]\n    Name  ${name}\n    ${kind === 'INPUT' ? 'Tag' : 'Match'}   a.${i}\n`).join(
      '\n',
    );
  const parsers = Array.from({ length: count }, (_, i) => `[PARSER]\n    Name   p${i}\n    Format json\n`).join('\n');
  const texts = {
    service: '[SERVICE]\n    Flush 1\n',
    inputs: sections('INPUT', 'dummy'),
    filters: sections('FILTER', 'stdout'),
    outputs: sections('OUTPUT', 'null'),
    customParsers: parsers,
  };
  const valuesOf = (keys) => `config:\n${keys.map((key) => `  ${key}: |\n${texts[key].replace(/^(?=.)/gm, '    ')}`).join('')}`;
  const layers = { '': Object.keys(texts), '-a': ['inputs', 'outputs'], '-b': ['filters', 'outputs'] };
  const values = Object.fromEntries(Object.entries(layers).map(([name, keys]) => [`values${name}.yaml`, valuesOf(keys)]));
  const files = Object.fromEntries(
    Object.entries(layers).flatMap(([name, keys]) =>
      keys.filter((key) => key !== 'service').map((key) => [`x${name}/${key}.conf`, texts[key]]),
    ),
  );
  const includes = ['inputs', 'filters', 'outputs'].map((key) => `@INCLUDE ${key}.conf\n`).join('');
  return { files: written({ ...files, 'x/fluent-bit.conf': texts.service + includes }), values: written(values) };
}

/** Manifests of other programs, of some 12 KB each. */
export function makeManifests(count) {
  const container = (i) =>
    `        - name: app-${i}\n          image: registry.example.com/app:${i}\n          volumeMounts: [{name: config, mountPath: /etc/app}]\n          env:\n            - name: LEVEL\n              value: "info"\n`;
  const text = `kind: Deployment\nmetadata: {name: app}\nspec:\n  template:\n    spec:\n      containers:\n${Array.from({ length: 60 }, (_, i) => container(i)).join('')}---\nkind: ConfigMap\nmetadata: {name: app}\ndata:\n  app.properties: |\n${'    key=value\n'.repeat(60)}`;
  return written({
    'one.conf': '[INPUT]\n    Name dummy\n',
    ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.yaml`, text])),
  });
}

/** What is beside a directory is searched for mentions: each stands by itself. */
function emptyPlace() {
  const root = mkdtempSync(join(memory, 'flb-bench-'));
  return { source: join(root, 'etc', 'fluent-bit'), remove: () => rmSync(root, { recursive: true }) };
}

function copied(source) {
  const place = emptyPlace();
  cpSync(source, place.source, { recursive: true });
  return place;
}

function written(files) {
  const place = emptyPlace();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place.source, name)), { recursive: true });
    writeFileSync(join(place.source, name), text);
  }
  return place;
}
