import { imageTooOld, startUnknown } from '../../containers/diagnostics.js';
import { mainFile } from '../../containers/helm/chart.js';
import { isOfficialImage, type PodContainer, seemsFluentBit } from '../../containers/pods/workloads.js';
import { eolOf } from '../../containers/yaml/host-scalar.js';
import type { HostNode } from '../../containers/yaml/nodes.js';
import type { Splice } from '../../containers/yaml/splice.js';
import { diagnostic } from '../../diagnostics/diagnostic.js';
import type { HostChanges } from './renames.js';
import type { ViewOutcome } from './view-outcomes.js';

/** What the command of the official images names (dockerfiles/Dockerfile, 1.9 to 5.1.1). */
const usualMain = '/fluent-bit/etc/fluent-bit.conf';
const program = '/fluent-bit/bin/fluent-bit';

/** Where nothing names a main file that moves, the image's own command does: then it is written out. `named`: paths that arguments name. */
export function startWithNewMain({ view, outcomes, moved }: ViewOutcome, named: ReadonlySet<string>, changes: HostChanges): void {
  const { pod } = view;
  if (pod === undefined) return;
  const mains = outcomes.filter(({ planned }) => planned.role === 'main' && moved.has(planned.path)).map(({ planned }) => planned.path);
  if (mains.length === 0) return;
  if (pod.chart !== undefined) {
    const path = moved.get(mainFile);
    for (const { host, splices } of path === undefined ? [] : pod.chart.startWith(path)) changes.change(host, splices);
    return;
  }
  if (mains.some((path) => named.has(path))) return;
  const isUsual = mains.includes(usualMain);
  const newPath = moved.get(usualMain);
  const isSilent = pod.command.length === 0 && pod.args.length === 0;
  if (isOfficialImage(pod.image)) {
    // Started in any other way, it takes the main file of the image, or none.
    if (isSilent && newPath !== undefined) changes.change(pod.host, withCommand(pod, newPath));
    return;
  }
  if (!isUsual && !seemsFluentBit(pod.image)) return;
  if (!isSilent && !isUsual) return;
  const [path = usualMain] = mains;
  changes.report(pod.host, diagnostic(startUnknown, pod.span, { image: pod.image, path: isUsual ? usualMain : path }));
}

/** The official image needs both: that for debugging has no entry point. */
function withCommand({ node }: PodContainer, path: string): Splice[] {
  const { source } = node.file;
  const argument = `--config=${path}`;
  const values: readonly (readonly [string, string])[] = [
    ['command', program],
    ['args', argument],
  ];
  const missing = values.filter(([key]) => node.at(key) === undefined);
  const filled = values.flatMap(([key, value]) => {
    const list = node.at(key);
    return list === undefined ? [] : [{ span: list.span, text: `[${value}]` }];
  });
  const image = node.at('image');
  if (image === undefined || missing.length === 0) return filled;
  if (image.isFlow) {
    const place = image.span.end;
    return [...filled, { span: { start: place, end: place }, text: missing.map(([key, value]) => `, ${key}: [${value}]`).join('') }];
  }
  const eol = eolOf(source, image.span);
  const { start, end } = source.lineSpanAt(image.span.end);
  const column = source.text.slice(start, end).search(/image/);
  const indent = ' '.repeat(column);
  const item = indent + ' '.repeat(itemIndent(node, column));
  const lines = missing.map(([key, value]) => `${eol}${indent}${key}:${eol}${item}- ${value}`);
  return [...filled, { span: { start: end, end }, text: lines.join('') }];
}

/** How far the lists of a container are indented below their keys. */
function itemIndent(node: HostNode, column: number): number {
  const { source } = node.file;
  for (const { value } of node.entries()) {
    const [first] = value?.isList === true && !value.isFlow ? value.items() : [];
    if (first === undefined) continue;
    const { start, end } = source.lineSpanAt(first.span.start);
    return Math.max(0, source.text.slice(start, end).search(/\S/) - column);
  }
  return 2;
}

/** Says where an image is too old for what its configuration becomes, or would become: what it reads in classic only was left. */
export function checkImage({ view: { pod }, outcomes, moved, imageVersion }: ViewOutcome, changes: HostChanges): void {
  if (pod === undefined || imageVersion === undefined) return;
  const report = (kind: string, since: string) =>
    changes.report(pod.host, diagnostic(imageTooOld, pod.span, { image: pod.image, kind, since }));
  const left = outcomes.flatMap(({ planned: { isLeftClassic, role } }) => (isLeftClassic ? [role] : []));
  if (imageVersion.tables.unreadBy('yaml') !== undefined) {
    if (moved.size > 0) report('a configuration', '2.0.0');
  } else if (left.includes('parsers') || left.includes('multiline parsers')) report('parsers', '3.2.0');
  else if (left.includes('upstream')) report('upstreams', '3.2.0');
}
