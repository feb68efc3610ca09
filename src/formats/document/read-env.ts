import { diagnostic } from '../../diagnostics/diagnostic.js';
import { keySpan, type Property, type Section } from '../../model/config.js';
import { lowerCase } from '../../model/text.js';
import { variableWithoutName } from './diagnostics.js';
import { isList, isMap, isScalar, type MapTree, type Scalar, type Tree } from './tree.js';
import { propertyOf, spanOf, type TreeReader, withoutBlankStart } from './tree-reader.js';

/** Reads the variables of `env`, a map or a list (Y-27, Y-28): one section, none without variables. */
export function readEnv(reader: TreeReader, value: Tree): Section[] {
  const env: Section = { kind: 'env', properties: [] };
  if (isMap(value)) readVariables(reader, env, value);
  else if (isList(value)) for (const item of value.items) readVariableItem(reader, env, item);
  else reader.reportShape(value, "'env'", 'a map of names and values');
  const [first] = env.properties;
  if (first === undefined) return [];
  env.span = keySpan(first);
  const comments = withoutBlankStart(first.comments);
  delete first.comments;
  if (comments !== undefined) env.comments = comments;
  return [env];
}

/** Names and values are taken as they stand: not translated, not trimmed (Y-27). */
function readVariables(reader: TreeReader, env: Section, map: MapTree): void {
  for (const { key, value } of map.entries) {
    if (!isScalar(value)) {
      reader.reportShape(value, 'as a variable', 'a text', key.text);
      continue;
    }
    const before = reader.comments.before(key.start);
    reader.warnOfNull(key.text, value);
    const variable = propertyOf(key, value, key.text, reader.cutAtNul(key.text, value));
    addVariable(env, variable, reader.withCommentAfter(before, value.end));
  }
}

function addVariable(env: Section, variable: Property, comments: string[] | undefined): void {
  if (comments !== undefined) variable.comments = comments;
  env.properties.push(variable);
}

/** An item `{name, value, uri, refresh_interval}`; any other first key is a name with its value (Y-28). */
function readVariableItem(reader: TreeReader, env: Section, item: Tree): void {
  const fields: { name?: Scalar; value?: Scalar; uri?: Scalar; refreshInterval?: Scalar } = {};
  const comments: string[] = [];
  let isFlat = isMap(item);
  for (const { key, value } of isMap(item) ? item.entries : []) {
    comments.push(...(reader.comments.before(key.start) ?? []));
    if (!isScalar(value)) {
      isFlat = false;
      continue;
    }
    comments.push(...(reader.withCommentAfter([], value.end) ?? []));
    const name = lowerCase(key.text);
    if (name === 'name' || name === 'value' || name === 'uri') fields[name] = value;
    else if (name === 'refresh_interval') fields.refreshInterval = value;
    else if (fields.name === undefined) Object.assign(fields, { name: key, value });
  }
  if (!isFlat) {
    reader.reportShape(item, "an item of 'env'", 'a map with name and value');
    return;
  }
  const { name, value, uri, refreshInterval } = fields;
  if (name === undefined) {
    reader.diagnostics.push(diagnostic(variableWithoutName, spanOf(item), {}));
    reader.unplaced.push(...comments);
    return;
  }
  const content = uri ?? value;
  const text = content === undefined ? '' : reader.cutAtNul(name.text, content);
  const variable = propertyOf(name, content ?? name, name.text, text);
  if (refreshInterval !== undefined) variable.refreshInterval = refreshInterval.text;
  if (uri !== undefined) variable.uri = true;
  addVariable(env, variable, comments.length > 0 ? comments : undefined);
}
