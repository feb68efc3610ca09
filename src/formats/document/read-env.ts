import { diagnostic } from '../../diagnostics/diagnostic.js';
import { keySpan, type Property, type Section } from '../../model/config.js';
import { lowerCase } from '../../model/text.js';
import type { Scalar } from './cursor.js';
import { variableWithoutName } from './diagnostics.js';
import { type DocumentReader, keyAt, propertyAt, propertyOf, scalarAt, spanOf, withoutBlankStart } from './document-reader.js';

/** Reads the variables of `env`, a map or a list (Y-27, Y-28): one section, none without variables. */
export function readEnv(reader: DocumentReader): Section[] {
  const { cursor } = reader;
  const env: Section = { kind: 'env', properties: [] };
  if (cursor.type === 'map') readVariables(reader, env);
  else if (cursor.type === 'list') for (cursor.open(); cursor.next(); ) readVariableItem(reader, env);
  else reader.reportShape(cursor, "'env'", 'a map of names and values');
  const [first] = env.properties;
  if (first === undefined) return [];
  env.span = keySpan(first);
  const comments = withoutBlankStart(first.comments);
  delete first.comments;
  if (comments !== undefined) env.comments = comments;
  return [env];
}

/** Names and values are taken as they stand: not translated, not trimmed (Y-27). */
function readVariables(reader: DocumentReader, env: Section): void {
  const { cursor } = reader;
  for (cursor.open(); cursor.next(); ) {
    const { keyText, end } = cursor;
    if (cursor.type !== 'scalar') {
      reader.reportShape(cursor, 'as a variable', 'a text', keyText);
      continue;
    }
    const before = reader.comments.before(cursor.keyStart);
    reader.warnOfNull(keyText, cursor);
    const variable = propertyAt(cursor, keyText, reader.cutAtNul(keyText, cursor));
    addVariable(env, variable, reader.withCommentAfter(before, end));
  }
}

function addVariable(env: Section, variable: Property, comments: string[] | undefined): void {
  if (comments !== undefined) variable.comments = comments;
  env.properties.push(variable);
}

/** An item `{name, value, uri, refresh_interval}`; any other first key is a name with its value (Y-28). */
function readVariableItem(reader: DocumentReader, env: Section): void {
  const { cursor } = reader;
  const span = spanOf(cursor);
  const fields: { name?: Scalar; value?: Scalar; uri?: Scalar; refreshInterval?: Scalar } = {};
  const comments: string[] = [];
  let isFlat = cursor.type === 'map';
  if (isFlat) {
    for (cursor.open(); cursor.next(); ) {
      comments.push(...(reader.comments.before(cursor.keyStart) ?? []));
      if (cursor.type !== 'scalar') {
        isFlat = false;
        continue;
      }
      comments.push(...(reader.withCommentAfter([], cursor.end) ?? []));
      const value = scalarAt(cursor);
      const name = lowerCase(cursor.keyText);
      if (name === 'name' || name === 'value' || name === 'uri') fields[name] = value;
      else if (name === 'refresh_interval') fields.refreshInterval = value;
      else if (fields.name === undefined) Object.assign(fields, { name: keyAt(cursor), value });
    }
  }
  if (!isFlat) {
    reader.reportShape(span, "an item of 'env'", 'a map with name and value');
    return;
  }
  const { name, value, uri, refreshInterval } = fields;
  if (name === undefined) {
    reader.diagnostics.push(diagnostic(variableWithoutName, span, {}));
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
