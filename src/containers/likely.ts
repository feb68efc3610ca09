import { baseOf } from '../formats/detect.js';
import { kindsWhere } from '../model/kinds.js';
import type { Host } from '../project/host.js';

const headers = kindsWhere(({ role }) => role !== 'nothing').map((kind) => kind.toUpperCase());

/** What looks like a configuration of Fluent Bit, in a text or within the text of a host file: a header, a command, a list. */
const likely = new RegExp(
  `\\[(?:${headers.join('|')})\\]|@(?:INCLUDE|SET)[ \\t]|\\b(?:pipeline|parsers|upstream_servers|stream_processor)["']?[ \\t]*:`,
  'i',
);

/** Whether a text may be a configuration. */
export function isLikely(text: string): boolean {
  return likely.test(text);
}

const config = /\bkind["']?[ \t]*:[ \t]*["']?(?:ConfigMap|Secret|List)\b/;
const secretConfiguration = /^[ \t]+["']?[\w.-]+\.(?:conf|ya?ml)["']?[ \t]*:/m;

/** Whether a file may hold a configuration, as a manifest or as values of a chart: most hold none, and need not be parsed for that. */
export function mayHoldConfiguration(text: string): boolean {
  return mayBeInManifest(text) || mayBeInValues(text);
}

/** Whether a manifest may hold a configuration. */
export function mayBeInManifest(text: string): boolean {
  return config.test(text) && (likely.test(text) || (/\bSecret\b/.test(text) && secretConfiguration.test(text)));
}

/** What is a configuration itself. */
const isOne = /^(?:pipeline|parsers|multiline_parsers|upstream_servers|stream_processor|includes)[ \t]*:/m;
const values = /(?:\b|\\n)config["']?[ \t]*:/;

/** Whether values of a chart may hold a configuration. */
export function mayBeInValues(text: string): boolean {
  return values.test(text) && likely.test(text) && !isOne.test(text);
}

const overValues = /\b(?:service|inputs|filters|outputs|customParsers|upstream|extraFiles)["']?[ \t]*:/;
const overArguments = /\bargs["']?[ \t]*:/;

/** Whether values may change what others say of a configuration: its texts, or the arguments that name it. */
export function mayBeOverValues(text: string): boolean {
  return (values.test(text) && overValues.test(text)) || (overArguments.test(text) && text.includes('fluent-bit.conf'));
}

/** Whether a manifest may mount one of these ConfigMaps and Secrets. */
export function mayMount(text: string, names: ReadonlySet<string>): boolean {
  return /\b(?:volumes|configMapKeyRef|secretKeyRef)["']?[ \t]*:/.test(text) && namesOne(text, names);
}

/** Whether a manifest may hold one of these ConfigMaps and Secrets, whatever is in it. */
export function mayHold(text: string, names: ReadonlySet<string>): boolean {
  return (config.test(text) || /\bSealedSecret\b/.test(text)) && namesOne(text, names);
}

function namesOne(text: string, names: ReadonlySet<string>): boolean {
  for (const name of names) if (text.includes(name)) return true;
  return false;
}

const kind = /(?:^|[\s{,])["']?kind["']?[ \t]*:/;
const metadata = /(?:^|[\s{,])["']?metadata["']?[ \t]*:/;

/** Whether a text looks like objects of Kubernetes. */
export function mayBeObjects(text: string): boolean {
  return kind.test(text) && metadata.test(text);
}

/** Whether a file may be a manifest, by its name. */
export function isManifestName(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path);
}

export function isKustomization(path: string): boolean {
  return /^(?:kustomization\.ya?ml|Kustomization)$/.test(baseOf(path));
}

const decoder = new TextDecoder();

/** Whether a file is a manifest that may hold a configuration, or a kustomization. */
export function holdsConfiguration(path: string, host: Host): boolean {
  const text = manifestText(path, host);
  return text !== undefined && (isKustomization(path) || mayHoldConfiguration(text));
}

/** Whether a file may be a manifest that belongs to another one with a configuration: it mounts that, say. */
export function mayBelong(path: string, host: Host): boolean {
  return mayBeObjects(manifestText(path, host) ?? '');
}

/** The text of what may be a manifest or a kustomization by its name. */
function manifestText(path: string, host: Host): string | undefined {
  const content = isKustomization(path) || isManifestName(path) ? host.read(path) : undefined;
  return content !== undefined && 'bytes' in content ? decoder.decode(content.bytes) : undefined;
}
