import fc from 'fast-check';
import type { SectionKind } from '../../src/index.js';

export type PluginKind = Extract<SectionKind, 'custom' | 'input' | 'filter' | 'output'>;

/** Some plugins, each with keys of which most may be given more than once (D-7); `mine` is one that nobody knows. */
const plugins: Record<PluginKind, Record<string, readonly string[]>> = {
  custom: { calyptia: ['add_label', 'api_key'], mine: ['alpha', 'beta'] },
  input: {
    tail: ['multiline.parser', 'path', 'tag', 'refresh_interval', 'db.sync'],
    http: ['success_header', 'port', 'successful_response_code'],
    mine: ['alpha', 'beta', 'listen'],
  },
  filter: {
    modify: ['add', 'rename', 'remove', 'hard_copy', 'condition'],
    grep: ['regex', 'exclude'],
    expect: ['key_exists', 'key_val_eq', 'action'],
    log_to_metrics: ['label_field', 'add_label', 'regex'],
    record_modifier: ['record', 'remove_key', 'allowlist_key'],
    rewrite_tag: ['rule', 'emitter_name'],
    parser: ['parser', 'key_name', 'preserve_key'],
    mine: ['alpha', 'beta', 'match_regex'],
  },
  output: {
    http: ['header', 'format', 'port', 'tls'],
    stdout: ['format', 'json_date_key'],
    forward: ['add_option', 'shared_key', 'require_ack_response'],
    mine: ['alpha', 'beta', 'retry_limit'],
  },
};

export function pluginOfKind(kind: PluginKind): fc.Arbitrary<{ name: string; keys: readonly string[] }> {
  return fc.constantFrom(...Object.entries(plugins[kind]).map(([name, keys]) => ({ name, keys })));
}

/** Filters that take their properties one after the other, whatever their keys (D-5, D-6). */
const takeInOrder = ['modify', 'grep', 'expect', 'log_to_metrics'];

/**
 * Whether the order among different keys acts: of those filters, of plugins that nobody knows, and of parsers, whose
 * `decode_field` and `decode_field_as` count in order (M-5b).
 */
export function orderActs(kind: SectionKind, properties: readonly (readonly [key: string, value: string])[]): boolean {
  if (kind === 'multiline_parser') return false;
  const known = (plugins as Partial<Record<SectionKind, object>>)[kind];
  if (known === undefined) return true;
  const name = properties.find(([key]) => key.toLowerCase() === 'name')?.[1].toLowerCase() ?? '';
  return name === 'mine' || !Object.hasOwn(known, name) || takeInOrder.includes(name);
}
