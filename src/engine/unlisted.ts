import type { KeyType } from './key-types.js';
import type { PluginLists } from './plugin-lists.js';

/** Keys of every plugin of any kind, which the lists leave out. */
export const keysOfAll: Readonly<Record<string, KeyType>> = {
  name: 'string',
  active: 'variant',
  condition: 'variant',
};

type Keys = Readonly<Record<string, KeyType>>;

/** Keys of every plugin of one kind, which the lists leave out. */
export const unlistedKeys: Readonly<Record<keyof Omit<PluginLists, 'shared_sets' | 'shared_keys'>, Keys>> = {
  customs: { alias: 'string', log_level: 'string' },
  inputs: { host: 'string', port: 'integer', listen: 'string', ipv6: 'boolean', routes: 'variant', 'oauth2.': 'prefixed' },
  filters: {},
  outputs: {
    host: 'string',
    port: 'integer',
    ipv6: 'boolean',
    workers: 'integer',
    'storage.total_limit_size': 'size',
    routes: 'variant',
    'oauth2.': 'prefixed',
  },
  processors: {},
};

/** Filters that take their properties one after the other, whatever their keys (D-5, D-6). */
export const filtersInOrder: ReadonlySet<string> = new Set(['modify', 'grep', 'log_to_metrics', 'expect']);
