import { diagnostic } from '../../diagnostics/diagnostic.js';
import type { HostFinding } from '../config-objects.js';
import { versionOfImage } from '../pods/image-version.js';
import type { ParsedHost } from '../yaml/host-file.js';
import { rootsOf } from '../yaml/nodes.js';
import { mainFile, type TextKey, textKeys } from './chart.js';
import { notTheChartsValues } from './diagnostics.js';

/** The texts that the chart has where values set none. */
export type Defaults = ReadonlyMap<TextKey, string>;

/** Reads what `helm show values` prints of the official chart; says why where it is of another chart, or of a version that is too old. */
export function readDefaults(parsed: ParsedHost): Defaults | HostFinding {
  const { file } = parsed;
  const say = (why: string) => notDefaults(file, why);
  const [root, ...more] = rootsOf(parsed);
  if (root === undefined || more.length > 0) return say('it is not one document');
  const texts = new Map<TextKey, string>();
  for (const key of textKeys) {
    const text = root.at('config', key)?.scalar()?.text;
    if (text === undefined) return say(`there is no 'config.${key}' in it`);
    texts.set(key, text);
  }
  const version = versionOfImage(`fluent-bit:${root.textAt('image', 'tag') ?? ''}`);
  if (version?.tables.unreadBy('parsers') !== undefined) return say('its image reads no parsers from YAML');
  const args = (root.at('args')?.items() ?? []).flatMap((item) => item.scalar()?.text ?? []);
  if (args.length === 0) return say('before 0.32.0 it starts Fluent Bit without arguments of its own');
  if (!args.some((arg) => arg.endsWith(mainFile))) return say(`its 'args' do not name ${mainFile}`);
  return texts;
}

export function notDefaults(host: HostFinding['host'], why: string): HostFinding {
  return { host, diagnostic: diagnostic(notTheChartsValues, { start: 0, end: 0 }, { why }) };
}
