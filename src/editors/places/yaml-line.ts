/** A line of block style: `- - key: value`. Columns count from 0. */
export interface YamlLine {
  /** Where its first dash stands, or its content where there is none. */
  readonly indent: number;
  /** Whether a list's item begins on it. */
  readonly isItem: boolean;
  /** Where what is behind the dashes begins. */
  readonly column: number;
  /** The key, without quotes; undefined where there is none. */
  readonly key: string | undefined;
  /** Where the key ends: its colon. */
  readonly colon: number;
  /** Where its value begins. */
  readonly valueColumn: number;
  readonly value: string;
}

/** Each text is gone through once, however many blanks are in it. */
const keyed = /^(?:"((?:[^"\\]|\\.)*)" *|'((?:[^']|'')*)' *|([^\s#"'[\]{},&*!|>%@`-][^:#]*|-[^\s:#][^:#]*)):(?: +(.*))?$/;

/** A line as block style has it; undefined for one that is empty or a comment. Anything else than a key is a value. */
export function readYamlLine(text: string): YamlLine | undefined {
  const [, margin = '', dashes = '', behind = ''] = /^( *)((?:-(?: +|$))*)(.*)$/.exec(text) ?? [];
  const rest = behind.trimEnd();
  if ((rest === '' && dashes === '') || rest.startsWith('#')) return undefined;
  const indent = margin.length;
  const column = indent + dashes.length;
  const found = keyed.exec(rest);
  if (found === null) return { indent, isItem: dashes !== '', column, key: undefined, colon: -1, valueColumn: column, value: rest };
  const [all, double, single, plain, rawValue = ''] = found;
  const key = double ?? single ?? plain?.trimEnd() ?? '';
  const valueColumn = column + all.length - rawValue.length;
  const value = withoutComment(rawValue);
  const colon = column + rest.indexOf(':', double !== undefined || single !== undefined ? key.length + 2 : key.length);
  return { indent, isItem: dashes !== '', column, key, colon, valueColumn, value };
}

/** A value without the comment behind it. */
function withoutComment(value: string): string {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(value)?.[0];
  if (quoted !== undefined) return quoted;
  const comment = value.startsWith('#') ? 0 : value.search(/\s#/);
  return comment === -1 ? value : value.slice(0, comment).trimEnd();
}
