import { parse, stringify } from 'smol-toml';

/**
 * Upstream files as TOML: `[[upstream]]` with `[[upstream.node]]`, variables under `[env]`. All values are strings.
 * TOML has no repeated keys, so those are refused; comments are not kept.
 *
 * @type {import('flb-convert').Format}
 */
export default {
  name: 'toml',
  suffixes: ['.toml'],
  comments: false,
  sniff: (text) => /^\[\[upstream\]\]$/m.test(text),

  read(source) {
    try {
      const { env = {}, upstream = [] } = parse(source.text);
      const sections = upstream.map(({ node, ...rest }) => ({
        kind: 'upstream',
        properties: propertiesOf(rest),
        ...(node === undefined ? {} : { sections: node.map((keys) => ({ kind: 'node', properties: propertiesOf(keys) })) }),
      }));
      const variables = propertiesOf(env);
      if (variables.length > 0) sections.unshift({ kind: 'env', properties: variables });
      return { config: { sections }, diagnostics: [] };
    } catch (problem) {
      const start = offsetOf(source.text, problem.line, problem.column);
      const args = { format: 'TOML', problem: problem.message.split('\n', 1)[0] };
      const broken = { code: 'FLB131', severity: 'error', span: { start, end: start }, args };
      return { config: { sections: [] }, diagnostics: [broken] };
    }
  },

  write({ sections }) {
    const diagnostics = [];
    const tableOf = ({ properties }) => {
      const table = {};
      for (const property of properties) {
        if (property.key in table) diagnostics.push(unwritable(property));
        table[property.key] = property.value;
      }
      return table;
    };
    const upstream = sections
      .filter(({ kind }) => kind === 'upstream')
      .map((one) => ({ ...tableOf(one), ...(one.sections && { node: one.sections.map(tableOf) }) }));
    const env = Object.assign({}, ...sections.filter(({ kind }) => kind === 'env').map(tableOf));
    return { text: `${stringify({ ...(Object.keys(env).length > 0 && { env }), upstream })}\n`, diagnostics };
  },
};

function propertiesOf(table) {
  return Object.entries(table).map(([key, value]) => ({ key, value: String(value) }));
}

function unwritable({ key, keyStart = 0, keyEnd = 0 }) {
  return { code: 'FLB302', severity: 'error', span: { start: keyStart, end: keyEnd }, args: { key, format: 'TOML' } };
}

function offsetOf(text, line, column) {
  const before = text.split('\n').slice(0, line - 1);
  return before.join('\n').length + (line > 1 ? 1 : 0) + column - 1;
}
