import { type Config, upstreamsOf } from '../../../src/index.js';
import { booleanOf, lowerCase } from '../../../src/model/text.js';
import type { EngineUpstream } from './cases.js';

/** What the engine's loader makes of the model: which group counts, which of repeated keys, what is expanded (U-2 … U-12). */
export function loadAsEngine(config: Config, { isClassic, env }: { isClassic: boolean; env: Record<string, string> }): EngineUpstream {
  const groups = upstreamsOf(config);
  const expand = (text: string) => text.replace(/\$\{(\w+)(?::-([^}]*))?\}/g, (_, name: string, fallback = '') => env[name] || fallback);
  // Of classic, nodes that an included file holds by themselves belong to the first upstream, too.
  const group = isClassic ? groups.find(({ name }) => name !== undefined) : groups.at(-1);
  const nodes = isClassic ? groups.flatMap((one) => one.nodes) : (group?.nodes ?? []);
  return {
    name: group?.name ?? '',
    nodes: nodes.map(({ name = '', host = '', port = '', tls = {}, options }) => {
      const isOn = booleanOf(tls.enabled ?? 'off') === true;
      const context = {
        verify: asNumber(tls.verify ?? 'on'),
        debug: Number.parseInt(tls.debug ?? '1', 10),
        vhost: expand(tls.vhost ?? ''),
        // A verification that is neither on nor off leaves the host name unverified (U-9).
        verify_hostname: asNumber(tls.verifyHostname ?? 'off'),
      };
      return {
        name: expand(name),
        host: expand(host),
        port: expand(port),
        tls: isOn,
        ...(isOn ? { tls_ctx: context } : {}),
        ca_path: expand(tls.caPath ?? ''),
        ca_file: expand(tls.caFile ?? ''),
        crt_file: expand(tls.crtFile ?? ''),
        key_file: expand(tls.keyFile ?? ''),
        key_passwd: expand(tls.keyPasswd ?? ''),
        ht: Object.fromEntries(options.map(({ key, value }) => [lowerCase(key), expand(value)])),
      };
    }),
  };
}

/** A boolean as the engine holds it: −1 is neither. */
export function asNumber(text: string): number {
  const value = booleanOf(text);
  return value === undefined ? -1 : Number(value);
}
