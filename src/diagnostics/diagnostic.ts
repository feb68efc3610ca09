import type { Span } from '../source/span.js';
import { type Code, catalogue, type Severity } from './catalogue.js';
import { hidden, isSecretKey, withoutSecret } from './secrets.js';

/** Why a format cannot hold a value. */
export type UnwritableReason = 'empty' | 'blank edges' | 'newline' | 'nul' | 'too long' | 'surrogate' | 'refreshed' | 'uri' | 'number';

/** What a code's message needs to know besides the code. Keys are as written, numbers are counts, lines or bytes. */
export interface DiagnosticArgs {
  FLB101: { byteOffset: number };
  FLB102: Record<never, never>;
  FLB103: Record<never, never>;
  FLB104: { key: string };
  FLB105: Record<never, never>;
  FLB106: Record<never, never>;
  FLB107: Record<never, never>;
  FLB108: { key: string };
  FLB109: { key: string };
  FLB110: { key: string };
  FLB111: Record<never, never>;
  FLB112: { header: string };
  FLB113: Record<never, never>;
  FLB114: { command: string; tab: boolean };
  FLB115: { command: string };
  FLB116: { command: string };
  FLB117: Record<never, never>;
  FLB118: Record<never, never>;
  FLB119: { bytes: number };
  FLB120: Record<never, never>;
  FLB121: { group: string };
  FLB122: { key: string };
  FLB123: { key: string };
  FLB124: { variable: string };
  FLB125: Record<never, never>;
  FLB126: { name: string; kind: string };
  FLB127: { path: string };
  FLB128: { section: string };
  FLB131: { format: string; problem: string };
  FLB132: Record<never, never>;
  FLB133: { character: string };
  FLB134: Record<never, never>;
  FLB135: Record<never, never>;
  FLB136: { key: string; text: string };
  FLB137: { key?: string; what: string; expected: string };
  FLB138: { key: string };
  FLB139: { key: string };
  FLB140: { key: string };
  FLB141: { character: string };
  FLB142: { levels: number };
  FLB143: Record<never, never>;
  FLB144: Record<never, never>;
  FLB145: Record<never, never>;
  FLB146: { name: string; place: string; suggestion?: string };
  FLB147: { path: string; reading: string };
  FLB148: Record<never, never>;
  FLB149: { key: string };
  FLB150: { most: number };
  FLB151: { expected: string };
  FLB152: { key: string };
  FLB201: Record<never, never>;
  FLB202: { key: 'name' | 'host' | 'port'; node: string };
  FLB203: { upstream: string };
  FLB204: Record<never, never>;
  FLB205: { upstreams: string };
  FLB206: { key: string; wins: 'first' | 'last' };
  FLB207: { key: string; value: string; effect: string };
  FLB208: { value: string; reading?: number };
  FLB209: { key: string };
  FLB210: { key: string };
  FLB211: { key: string; suggestion?: string };
  FLB213: { key: string; suggestion: string; effect: string };
  FLB214: { key: string; bytes: number };
  FLB215: { key: string; what: string };
  FLB216: { variable: string };
  FLB217: { key: string };
  FLB218: { group: string };
  FLB219: { what: string; key: string };
  FLB220: { kind: string; plugin: string; suggestion?: string };
  FLB221: { section: string; suggestion?: string };
  FLB222: { key: string; plugin: string; suggestion?: string };
  FLB223: { key: string; plugin: string; suggestion?: string };
  FLB224: { key: string; what: string; suggestion: string };
  FLB225: { key: string };
  FLB226: { key: string; value: string };
  FLB227: { key: string; value: string; expected: string };
  FLB228: { key: string; least: number };
  FLB229: { key: string };
  FLB230: { key: string };
  FLB231: { key: string };
  FLB232: Record<never, never>;
  FLB233: { key: string };
  FLB234: { key: string; plugin: string };
  FLB235: { parser: string };
  FLB236: { value: string; milliseconds: number };
  FLB237: { type: string };
  FLB238: Record<never, never>;
  FLB239: { state: string };
  FLB240: Record<never, never>;
  FLB241: Record<never, never>;
  FLB242: { key: string };
  FLB243: { key: string; loss: 'nothing expanded' | 'text lost' };
  FLB244: { key: string; variable: string };
  FLB245: Record<never, never>;
  FLB246: { key: string };
  FLB301: { key: string; format: string; reason: UnwritableReason };
  FLB302: { key: string; format: string };
  FLB303: { lines: number; format: string };
  FLB304: { upstreams: string; format: string };
  FLB305: { upstreams: string };
  FLB306: { upstreams: string; into: string };
  FLB307: { section: string; format: string };
  FLB308: { key: string; spelling: string };
  FLB309: { format: string };
  FLB310: { key: string; format: string };
  FLB311: { path: string; renamed: string };
  FLB312: { sections: string; format: string };
  FLB313: { sections: string; file: string };
  FLB401: { suffix: string; named: string; content: string };
  FLB402: Record<never, never>;
  FLB403: { difference: string };
  FLB501: { path: string; kind: string; places?: string };
  FLB502: { path: string };
  FLB503: { path: string; problem: string };
  FLB504: { path: string; shadowed: string };
  FLB505: { path: string };
  FLB506: { path: string; format: string; content: string; kind: string };
  FLB507: { path: string; effect: string };
  FLB508: { path: string };
  FLB509: { path: string };
  FLB510: { path: string };
  FLB511: { path: string; what: string };
  FLB512: { path: string };
  FLB513: { path: string; sections: string };
  FLB514: { name: string; file: string; line: number };
  FLB515: { path: string };
  FLB516: { path: string; most: number };
  FLB517: { path: string };
  FLB518: { path: string; found: string };
  FLB601: { path: string };
  FLB602: { path: string; kind: string };
  FLB603: { path: string };
  FLB604: { path: string; files: number };
  FLB605: { files: number };
  FLB606: { path: string; other: string };
  FLB607: { path: string };
  FLB608: { path: string; files: number };
  FLB609: { path: string; renamed: string };
  FLB610: { path: string };
  FLB611: { path: string; other: string };
  FLB612: { path: string; found?: string; wanted?: string };
  FLB613: { path: string; format: string };
}

/** A change of the source text that mends what a diagnostic says: `text` in place of `span`. */
export interface Fix {
  readonly span: Span;
  readonly text: string;
}

interface Common {
  readonly severity: Severity;
  readonly span: Span;
  /** Other places that belong to it: the first of a repeated key, say. */
  readonly related?: readonly Span[];
  readonly fix?: Fix;
}

export type Diagnostic = { [C in Code]: Common & { readonly code: C; readonly args: DiagnosticArgs[C] } }[Code];

/** A diagnostic with the severity of its catalogue entry. A secret's value never gets into it. */
export function diagnostic<C extends Code>(
  code: C,
  span: Span,
  args: DiagnosticArgs[C],
  more: { related?: readonly Span[]; fix?: Fix } = {},
): Diagnostic {
  const { severity } = catalogue[code];
  return { code, severity, span, args: withoutSecrets(args), ...more } as Diagnostic;
}

export function isError(one: Diagnostic): boolean {
  return one.severity === 'error';
}

/** Words that are ours; everything else in the arguments comes from the input. */
const ownWords = new Set([
  'what',
  'expected',
  'effect',
  'problem',
  'difference',
  'format',
  'suggestion',
  'upstream',
  'upstreams',
  'sections',
  'place',
  'kind',
  'loss',
  'into',
  'node',
]);

function withoutSecrets<A extends object>(args: A): A {
  const isSecret = 'value' in args && 'key' in args && isSecretKey(String(args.key));
  let shown = args;
  for (const [name, text] of Object.entries(args)) {
    if (typeof text !== 'string' || ownWords.has(name)) continue;
    const safe = name === 'value' && isSecret ? hidden : withoutSecret(text);
    if (safe !== text) shown = { ...shown, [name]: safe };
  }
  return shown;
}
