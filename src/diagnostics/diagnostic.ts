import type { Span } from '../source/span.js';
import type { Definition, Severity } from './define.js';
import { hidden, isSecretKey, withoutSecret } from './secrets.js';

/** Every definition under its code. Empty here: src/catalogue.ts, which knows all rules, fills it in. */
// biome-ignore lint/suspicious/noEmptyInterface: an interface can be added to
export interface Definitions {}

export type Code = keyof Definitions;

/** What the message of a definition needs to know besides the code. Keys are as written, numbers are counts, lines or bytes. */
type ArgsOf<D> = D extends Definition<string, infer A> ? A : never;

/** A change of the source text that fixes what a diagnostic says: `text` in place of `span`. */
export interface Fix {
  readonly span: Span;
  readonly text: string;
}

interface Placed {
  readonly severity: Severity;
  readonly span: Span;
  /** Other places that belong to it: the first of a repeated key, say. */
  readonly related?: readonly Span[];
  readonly fix?: Fix;
}

/** `{ code, args, severity, span, related?, fix? }`, with the arguments of its code. */
export type Diagnostic = { [C in Code]: Placed & { readonly code: C; readonly args: ArgsOf<Definitions[C]> } }[Code];

export interface More {
  /** Instead of that of the definition. */
  readonly severity?: Severity;
  readonly related?: readonly Span[];
  readonly fix?: Fix;
}

/** Takes in a diagnostic. Arguments that the definition does not ask for, or that are missing, are errors of types. */
export type Report = <A extends object>(definition: Definition<string, A>, span: Span, args: NoInfer<A>, more?: More) => void;

/** A diagnostic with the severity of its definition. A secret's value never gets into it, and only the ends of a long text. */
export function diagnostic<A extends object>(definition: Definition<string, A>, span: Span, args: NoInfer<A>, more: More = {}): Diagnostic {
  const { code, severity } = definition;
  return { code, severity, span, args: shownArgs(args), ...more } as Diagnostic;
}

/** Adds what is reported to a list. */
export function reportTo(diagnostics: Diagnostic[]): Report {
  return (...found) => {
    diagnostics.push(diagnostic(...found));
  };
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

/** Arguments that are a value, or a piece of one. */
const ofValue = new Set(['value', 'variable']);

/** The arguments as a message may show them. */
function shownArgs<A extends object>(args: A): A {
  const isSecret = 'key' in args && isSecretKey(String(args.key));
  let shown = args;
  for (const [name, text] of Object.entries(args)) {
    if (typeof text !== 'string') continue;
    const safe = ownWords.has(name) ? text : isSecret && ofValue.has(name) ? hidden : withoutSecret(text);
    const short = shortened(safe);
    if (short !== text) shown = { ...shown, [name]: short };
  }
  return shown;
}

/** A message shows at most this many characters of one text: a key or a value may have a million. */
const longestShown = 200;
const shownAtEnd = 60;

/** A text with its middle left out if it is long: what tells paths apart is at their end. */
function shortened(text: string): string {
  if (text.length <= longestShown) return text;
  return `${text.slice(0, longestShown - shownAtEnd - 1)}…${text.slice(-shownAtEnd)}`.toWellFormed();
}

/** The text with all fixes of the diagnostics in place; of two that overlap, the first one counts. */
export function applyFixes(text: string, diagnostics: readonly Diagnostic[]): { text: string; count: number } {
  const { text: done, fixed } = fixText(text, diagnostics);
  return { text: done, count: fixed.length };
}

/** The same, with the diagnostics that are fixed, in the order of their places. */
export function fixText(text: string, diagnostics: readonly Diagnostic[]): { text: string; fixed: Diagnostic[] } {
  const fixes = diagnostics.flatMap((diagnostic) => (diagnostic.fix ? [{ ...diagnostic.fix, diagnostic }] : []));
  fixes.sort((a, b) => a.span.start - b.span.start);
  const fixed: Diagnostic[] = [];
  let done = '';
  let at = 0;
  for (const { span, text: replacement, diagnostic } of fixes) {
    if (span.start < at) continue;
    done += text.slice(at, span.start) + replacement;
    at = span.end;
    fixed.push(diagnostic);
  }
  return { text: done + text.slice(at), fixed };
}
