import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.js';
import type { HostFinding } from '../config-objects.js';
import { isLikely } from '../likely.js';
import type { HostScalar } from '../yaml/host-scalar.js';
import { numberWithExponent, strayExpression } from './diagnostics.js';
import type { Layer } from './values.js';

/** What Helm makes of the expressions in texts that nobody may have meant. `layers`: the values of a release. */
export function tplTraps(layers: readonly Layer[]): HostFinding[] {
  const texts = layers.flatMap((layer) => [...layer.texts.values(), ...layer.files].map(({ value }) => ({ layer, value })));
  const paths = new Set<string>();
  const strays = texts.flatMap(({ layer, value }) => {
    for (const path of pathsIn(value.text)) paths.add(path);
    return straysIn(value).map((one) => ({ host: layer.file, diagnostic: one }));
  });
  return [...strays, ...layers.flatMap((layer) => [...paths].flatMap((path) => exponentIn(layer, path)))];
}

/** Expressions that mean nothing of Helm's. */
function straysIn(value: HostScalar): Diagnostic[] {
  const { text } = value;
  const isConfiguration = isLikely(text);
  return [...text.matchAll(/\{\{[^\n]*?(?:\}\}|(?=\n)|$)/g)].flatMap(({ 0: expression, index }) => {
    if (helmsOwn.test(expression)) return [];
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
    const where = /^\s*(?:#|--)/.test(line) ? 'a comment' : isConfiguration ? 'a value' : 'a file of another kind';
    const span = { start: value.placeOf(index), end: value.placeOf(index + expression.length) };
    return [diagnostic(strayExpression, span, { expression, where })];
  });
}

/** What begins with one of Helm's objects, or calls one of its functions with something. */
const helmsOwn =
  /^\{\{-?\s*(?:\/\*|"\{\{"|.*(?:\.(?:Values|Release|Chart|Capabilities|Template|Files|Subcharts)\b|\$|\b(?:include|tpl|env|lookup|now)\b))/;

/** The paths of values that are put in as they are. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/\{\{-?\s*\$?\.Values\.([\w.]+)\s*(?:\|\s*(?:quote|squote|toString|trim)\s*)*-?\}\}/g)].map(
    ([, path = '']) => path,
  );
}

function exponentIn({ node, file }: Layer, path: string): HostFinding[] {
  const value = node.at(...path.split('.'))?.scalar();
  if (value === undefined || !/^\d{7,}$/.test(value.text)) return [];
  // Between quotes, or in a block, it is a text.
  if (file.source.text.slice(value.span.start, value.span.end) !== value.text) return [];
  return [
    { host: file, diagnostic: diagnostic(numberWithExponent, value.span, { path, value: value.text, written: withExponent(value.text) }) },
  ];
}

/** As Go writes a floating-point number: `1e+06`. */
function withExponent(digits: string): string {
  const [mantissa = '', exponent = ''] = Number(digits).toExponential().split('e+');
  return `${mantissa}e+${exponent.padStart(2, '0')}`;
}
