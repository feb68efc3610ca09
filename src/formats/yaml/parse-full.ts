import type { Document, ParsedNode, YAMLError } from 'yaml';
import { type Diagnostic, diagnostic, isError } from '../../diagnostics/diagnostic.js';
import { withoutSource } from '../../diagnostics/without-source.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Span } from '../../source/span.js';
import { templateLine } from '../diagnostics.js';
import { deepestLevel } from '../document/cursor.js';
import { nestedTooDeep } from '../document/diagnostics.js';
import { emptyDocument, syntax, yamlTab } from './diagnostics.js';
import { type IndentedText, indentLines } from './indent-lines.js';
import { scanTokens } from './scan-tokens.js';
import type { Documents, Tree } from './tree.js';
import { TreeMaker } from './tree-maker.js';

type Yaml = typeof import('yaml');

interface Parsed {
  documents: Documents;
  diagnostics: Diagnostic[];
}

/** Parses any YAML with the package `yaml` and holds it against libyaml's rules where they are stricter, or where they are not. */
export async function parseFull(source: SourceFile, { expandAliases = false }: { expandAliases?: boolean } = {}): Promise<Parsed> {
  const yaml = await import('yaml');
  // To libyaml, a lone CR and U+0085 are line ends like any other (Y-12, Y-14).
  const text = source.text.replace(/\r(?!\n)|\u0085/g, '\n');
  const parsed = parseText(text, yaml, expandAliases);
  if (isSound(parsed)) return parsed;
  const indented = indentLines(text);
  if (indented !== undefined) {
    const again = parseText(indented.text, yaml, expandAliases);
    if (isSound(again)) return withOffsets(again, indented.before);
  }
  return { ...parsed, diagnostics: withOneCause(parsed.diagnostics, text) };
}

/** What follows the first fault of the syntax mostly follows from it; and a line of a template is no YAML. */
function withOneCause(diagnostics: readonly Diagnostic[], text: string): Diagnostic[] {
  const [others, faults] = [diagnostics.filter(({ code }) => code !== 'FLB131'), diagnostics.filter(({ code }) => code === 'FLB131')];
  const template = /^[ \t]*(?:\{\{|\{%|<%).*/m.exec(text);
  if (template !== null && faults.length > 0) {
    const [line] = template;
    const end = template.index + line.trimEnd().length;
    return [...others, diagnostic(templateLine, { start: end - line.trim().length, end }, {})];
  }
  const first = faults.reduce<Diagnostic | undefined>((one, other) => (one && one.span.start <= other.span.start ? one : other), undefined);
  return first === undefined ? others : [...others, asHeader(first, text)];
}

/** A fault of the syntax, as one of the header that its line consists of, if it is a header. */
function asHeader(fault: Diagnostic, text: string): Diagnostic {
  const header = headerAt(text, fault.span.start);
  if (header === undefined || fault.code !== 'FLB131') return fault;
  return diagnostic(syntax, header, { ...fault.args, header: text.slice(header.start, header.end) });
}

/** Whether it is YAML at all, whatever other problems it has. */
function isSound({ diagnostics }: Parsed): boolean {
  return diagnostics.every(({ code }) => code !== 'FLB131' && code !== 'FLB142');
}

function parseText(text: string, yaml: Yaml, expandAliases: boolean): Parsed {
  const { comments, diagnostics, scalars } = scanTokens(text, yaml);
  const roots: Tree[] = [];
  let found = 0;
  if (diagnostics.some(({ code }) => code === 'FLB142')) return { documents: { roots, comments }, diagnostics };
  try {
    for (const document of parseDocuments(text, yaml)) {
      // Unknown directives are warnings to the package, errors to libyaml.
      const problems = [...document.errors, ...document.warnings.filter(({ code }) => code === 'BAD_DIRECTIVE')].filter(
        (problem) => !isTakenByLibyaml(problem, text),
      );
      for (const problem of problems) addProblem(problem, text, diagnostics);
      if (problems.length > 0) continue;
      const { contents } = document;
      if (contents === null || isEmptyDocument(contents, yaml)) diagnostics.push(diagnostic(emptyDocument, startOf(document, text), {}));
      else roots.push(new TreeMaker(text, document, yaml, expandAliases, diagnostics).tree(contents));
      yaml.visit(document, {
        Scalar: (_, { source, type }) => {
          if (source || type?.startsWith('QUOTE') || type?.startsWith('BLOCK')) found++;
        },
      });
    }
    // Around keys with a '?' the package can lose a text without a word.
    if (found < scalars && !diagnostics.some(isError)) {
      diagnostics.push(diagnostic(syntax, { start: 0, end: 0 }, { format: 'YAML', problem: 'a text belongs to no key' }));
    }
  } catch (problem) {
    // Blocks of a thousand levels overflow the package's stack.
    if (!(problem instanceof RangeError)) throw problem;
    diagnostics.push(diagnostic(nestedTooDeep, { start: 0, end: 0 }, { levels: deepestLevel }));
  }
  return { documents: { roots, comments }, diagnostics };
}

/** A comment may stand right behind a quote, a bracket or the head of a block of lines (I-12). */
function isTakenByLibyaml({ message, pos: [start] }: YAMLError, text: string): boolean {
  return message.startsWith('Comments must be separated') && /["'\]}[{,:|>+\-\d]/.test(text.charAt(start - 1));
}

function withOffsets({ documents, diagnostics }: Parsed, before: IndentedText['before']): Parsed {
  const spanBefore = ({ start, end }: Span): Span => ({ start: before(start), end: before(end) });
  return {
    documents: {
      roots: documents.roots.map((root) => treeWithOffsets(root, before)),
      comments: documents.comments.map(({ text, start }) => ({ text, start: before(start) })),
    },
    diagnostics: diagnostics.map((one) => ({ ...one, span: spanBefore(one.span) })),
  };
}

function treeWithOffsets(tree: Tree, before: (offset: number) => number): Tree {
  const start = before(tree.start);
  switch (tree.type) {
    case 'scalar':
      return { ...tree, start, end: before(tree.end) };
    case 'list':
      return { ...tree, start, items: tree.items.map((item) => treeWithOffsets(item, before)) };
    case 'map':
      return {
        ...tree,
        start,
        entries: tree.entries.map(({ key, value }) => ({
          key: { ...key, start: before(key.start), end: before(key.end) },
          value: treeWithOffsets(value, before),
        })),
      };
  }
}

function parseDocuments(text: string, yaml: Yaml): Document.Parsed[] {
  const documents = yaml.parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return Array.isArray(documents) ? documents : [];
}

function isEmptyDocument(contents: ParsedNode, yaml: Yaml): boolean {
  if (!yaml.isScalar(contents) || contents.type !== 'PLAIN') return false;
  return contents.value === null || contents.source === '' || contents.source === 'null';
}

/** The line that an empty document begins with. */
function startOf({ range: [start] }: Document.Parsed, text: string): { start: number; end: number } {
  const lineEnd = text.indexOf('\n', start);
  return { start, end: lineEnd === -1 ? text.length : lineEnd };
}

function addProblem({ code, message, pos }: YAMLError, text: string, diagnostics: Diagnostic[]): void {
  const span = { start: Math.min(pos[0], text.length), end: Math.min(pos[1], text.length) };
  const own = ownProblem(code, span);
  if (own === undefined || headerAt(text, span.start) !== undefined) {
    diagnostics.push(diagnostic(syntax, span, { format: 'YAML', problem: problemText(message) }));
  }
  // It may be said already: of the tab itself, of a level further in.
  else if (!diagnostics.some((one) => one.code === own.code)) diagnostics.push(own);
}

/** The header of a classic section that a line consists of, if it is one. */
function headerAt(text: string, offset: number): Span | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const [, indent = '', header] = /^([ \t]*)(\[\w+\]):?[ \t]*$/.exec(text.slice(start, end === -1 ? text.length : end)) ?? [];
  return header === undefined ? undefined : { start: start + indent.length, end: start + indent.length + header.length };
}

/** What has words of ours. The package's stack is exhausted by blocks of a thousand levels. */
function ownProblem(code: YAMLError['code'], span: Span): Diagnostic | undefined {
  if (code === 'TAB_AS_INDENT') return diagnostic(yamlTab, span, {});
  if (code === 'RESOURCE_EXHAUSTION') return diagnostic(nestedTooDeep, span, { levels: deepestLevel });
  return undefined;
}

const slip = 'a line here is indented otherwise than those it belongs to';

/** The package's words for what most often is a slip of indentation, ours, and those of the engine. */
const slips: ReadonlyMap<string, { problem: string; stop: string }> = new Map([
  ['All mapping items must start at the same column', { problem: slip, stop: 'did not find expected key' }],
  ['A block sequence may not be used as an implicit map key', { problem: slip, stop: 'did not find expected key' }],
  ['Unexpected scalar at node end', { problem: slip, stop: 'did not find expected <document start>' }],
  ['Sequence item without - indicator', { problem: slip, stop: "did not find expected '-' indicator" }],
  [
    'Nested mappings are not allowed in compact mappings',
    {
      problem: "a second ': ' in one line, where a text needs quotes, or a line indented more than the one above it",
      stop: 'mapping values are not allowed in this context',
    },
  ],
]);

/** The package's words, as they stand in a sentence. */
function problemText(message: string): string {
  const known = slips.get(message);
  if (known !== undefined) return `${known.problem} (Fluent Bit stops with "${known.stop}")`;
  const words = withoutSource(message);
  return words.charAt(0).toLowerCase() + words.slice(1);
}
