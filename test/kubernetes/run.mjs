import { deepStrictEqual, notDeepStrictEqual, ok } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { overlays } from './cases.mjs';
import { getPrograms } from './get-programs.mjs';
import { releases } from './releases.mjs';

// Migrates kustomizations, what kubectl writes and values of charts, and compares what pods see before and after with kubectl and Helm.

const project = join(import.meta.dirname, '..', '..');
const program = join(project, 'bin', 'flb-convert.js');
const ownChart = join(import.meta.dirname, 'chart');

let kubectl;
let helm;
try {
  ({ kubectl, helm } = getPrograms());
} catch (problem) {
  console.log(`test:kubernetes is skipped: kubectl and Helm cannot be had (${problem.message.split('\n')[0]})`);
  process.exit(process.env.CI ? 1 : 0);
}

const directory = mkdtempSync(join(tmpdir(), 'flb-convert-kubernetes-'));
try {
  mkdirSync(join(directory, '.git'));
  for (const [name, { files, build }] of Object.entries(overlays)) compareBuilds(name, files, build);
  compareCreated();
  for (const [name, release] of Object.entries(releases)) compareReleases(name, release);
  compareApplication();
} finally {
  rmSync(directory, { recursive: true });
}

/** What kustomize builds before and after a migration holds the same for each pod, migrated as a directory. */
function compareBuilds(name, files, build) {
  const here = join(directory, name);
  lay(here, files);
  const before = build.map((one) => podTrees(rendered(join(here, one))));
  migrate(here, '--write', '--delete-source');
  const after = build.map((one) => podTrees(rendered(join(here, one))));
  for (const [i, pods] of before.entries()) {
    for (const [pod, { tree, start }] of Object.entries(pods)) {
      const now = after[i][pod];
      deepStrictEqual(now.tree, migratedTree(tree), `${name}/${build[i]}: ${pod}`);
      notDeepStrictEqual(now.tree, tree);
      const main = start.match(/\S+\.conf/)?.[0];
      if (main !== undefined) ok(now.start.includes(main.replace('.conf', '.yaml')), `${name}/${build[i]}: ${now.start}`);
      ok(now.tree[now.start.match(/[^\s=]+\.yaml/)?.[0]] !== undefined, `${name}/${build[i]}: nothing at ${now.start}`);
    }
  }
  console.log(`${name}: ${build.length} builds mean the same`);
}

/** What `kubectl create` writes is migrated as the directory that it is made from. */
function compareCreated() {
  for (const kind of ['configmap', 'secret generic']) {
    const files = {
      'fluent-bit.conf': '[INPUT]\n    Name  dummy\n    Tag   a   \n\n@INCLUDE out.conf\n',
      'out.conf': '# ü 🙂\n[OUTPUT]\n    Name   stdout\n    Match  *\n',
    };
    const from = join(directory, `created ${kind}`);
    lay(from, files);
    const text = run(kubectl, ['create', ...kind.split(' '), 'fb', `--from-file=${from}`, '--dry-run=client', '-o', 'yaml']);
    const manifest = join(directory, `manifest ${kind}`);
    lay(manifest, { 'fb.yaml': text });
    migrate(manifest, '--write');
    const [object] = loadAll(readFileSync(join(manifest, 'fb.yaml'), 'utf8'));
    const decoded = Object.entries(object.data).map(([key, value]) => [
      key,
      kind === 'configmap' ? value : Buffer.from(value, 'base64').toString(),
    ]);
    deepStrictEqual(Object.fromEntries(decoded), migratedTree(files));
    // And back: kubectl writes the same object from the new files.
    const back = join(directory, `back ${kind}`);
    lay(back, Object.fromEntries(decoded));
    const [again] = loadAll(run(kubectl, ['create', ...kind.split(' '), 'fb', `--from-file=${back}`, '--dry-run=client', '-o', 'yaml']));
    deepStrictEqual(again.data, object.data);
    console.log(`kubectl create ${kind}: the same`);
  }
}

/** What Helm makes of values before and after means the same to Fluent Bit, and `helm lint` has nothing against them. */
function compareReleases(name, { files, installs, umbrella, takesDefaults = false }) {
  const here = join(directory, `values ${name}`);
  lay(here, files);
  const chart = umbrella === undefined ? ownChart : umbrellaChart(here, umbrella);
  const before = installs.map((layers) => releaseTree(chart, here, layers));
  migrate(here, '--write', ...(takesDefaults ? ['--chart-values', join(ownChart, 'values.yaml')] : []));
  for (const [i, layers] of installs.entries()) {
    compareTrees(`${name} ${layers.join(' + ')}`, before[i], releaseTree(chart, here, layers));
    run(helm, ['lint', chart, ...layersIn(here, layers)]);
  }
  console.log(`${name}: ${installs.length} releases mean the same`);
}

/** The same of values that are a text within a text. */
function compareApplication() {
  const [values] = Object.values(releases['all texts'].files);
  const app = (text) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: fb}
spec:
  source:
    repoURL: https://fluent.github.io/helm-charts
    chart: fluent-bit
    targetRevision: 0.58.1
    helm:
      values: |
${text.replace(/^(?=.)/gm, '        ')}`;
  const here = join(directory, 'application');
  lay(here, { 'app.yaml': app(values) });
  const tree = () => {
    const [{ spec }] = loadAll(readFileSync(join(here, 'app.yaml'), 'utf8'));
    lay(join(directory, 'application values'), { 'values.yaml': spec.source.helm.values });
    return releaseTree(ownChart, join(directory, 'application values'), ['values.yaml']);
  };
  const before = tree();
  migrate(here, '--write');
  compareTrees('application', before, tree());
  console.log('a text within a text: the same');
}

/** A chart that builds on the own one, under another name. */
function umbrellaChart(here, alias) {
  const chart = join(directory, 'umbrella');
  const text = `apiVersion: v2
name: logs
version: 1.0.0
dependencies:
  - name: fluent-bit
    alias: ${alias}
    version: 0.58.1
    repository: https://fluent.github.io/helm-charts
`;
  lay(chart, { 'Chart.yaml': text });
  cpSync(ownChart, join(chart, 'charts', 'fluent-bit'), { recursive: true });
  lay(here, { 'Chart.yaml': text });
  return chart;
}

function layersIn(here, layers) {
  return layers.flatMap((layer) => ['-f', join(here, layer)]);
}

/** What the pod of a release sees, and how it is started. */
function releaseTree(chart, here, layers) {
  const [pod] = Object.values(podTrees(loadAll(run(helm, ['template', 'fb', chart, ...layersIn(here, layers)]))));
  return pod;
}

/** Both trees in one directory: what Fluent Bit starts with in either means the same. */
function compareTrees(name, before, after) {
  const here = mkdtempSync(join(directory, 'both-'));
  lay(here, { ...after.tree, ...before.tree, '/fluent-bit/etc/parsers.conf': '[PARSER]\n    Name   image\n    Format json\n' });
  const [old, now] = [before, after].map(({ start }) => start.match(/\/\S+\/fluent-bit\.(?:conf|yaml)/)[0]);
  notDeepStrictEqual(now, old, name);
  run(process.execPath, [program, 'diff', join(here, old), join(here, now), '--root', `/fluent-bit=${join(here, 'fluent-bit')}`]);
}

/** A tree of texts as it is once it was migrated as a directory. */
function migratedTree(tree) {
  const here = mkdtempSync(join(directory, 'tree-'));
  mkdirSync(join(here, '.git'));
  lay(here, tree);
  const main = Object.keys(tree).find((path) => path.endsWith('fluent-bit.conf'));
  const roots = main === undefined ? [] : ['--root', `/=${here}`];
  migrate(here, '--write', '--delete-source', ...(main?.startsWith('/') ? roots : []));
  const names = Object.keys(tree).map((path) => (existsSync(join(here, path)) ? path : path.replace(/\.conf$/, '.yaml')));
  return Object.fromEntries(names.map((path) => [path, readFileSync(join(here, path), 'utf8')]));
}

/** The files that each container mounts, by their paths, and how it is started. */
function podTrees(objects) {
  const pods = {};
  for (const { kind, metadata, spec } of objects) {
    const pod = spec?.template?.spec;
    for (const { name, command = [], args = [], volumeMounts = [] } of pod?.containers ?? []) {
      const tree = {};
      for (const { name: volume, mountPath, subPath } of volumeMounts) {
        for (const [path, text] of filesOf(
          pod.volumes.find((one) => one.name === volume),
          objects,
        )) {
          if (subPath === undefined) tree[`${mountPath}/${path}`] = text;
          else if (subPath === path) tree[mountPath] = text;
        }
      }
      pods[`${kind} ${metadata.name} ${name}`] = { tree, start: [...command, ...args].join(' ') };
    }
  }
  return pods;
}

function filesOf({ configMap, secret, projected }, objects) {
  const sources = projected?.sources ?? [{ configMap, secret }];
  return sources.flatMap((source) => {
    const wanted = source.configMap ? ['ConfigMap', source.configMap.name] : ['Secret', source.secret?.secretName ?? source.secret?.name];
    const { data = {}, stringData = {} } = objects.find((one) => one.kind === wanted[0] && one.metadata.name === wanted[1]) ?? {};
    const decode = (text) => (wanted[0] === 'Secret' ? Buffer.from(text, 'base64').toString() : text);
    const texts = { ...Object.fromEntries(Object.entries(data).map(([key, text]) => [key, decode(text)])), ...stringData };
    const { items } = source.configMap ?? source.secret;
    return items === undefined ? Object.entries(texts) : items.map(({ key, path }) => [path, texts[key]]);
  });
}

function rendered(path) {
  return loadAll(run(kubectl, ['kustomize', path]));
}

function migrate(path, ...flags) {
  run(process.execPath, [program, 'migrate', path, ...flags]);
}

function run(command, argv) {
  return execFileSync(command, argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Files by their paths; a string is a directory to copy. */
function lay(target, files) {
  if (typeof files === 'string') cpSync(join(project, files), target, { recursive: true });
  else {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(target, path)), { recursive: true });
      writeFileSync(join(target, path), text);
    }
  }
}
