import type { Document, ParsedNode, YAMLError } from 'yaml';
import { type Diagnostic, diagnostic, isError } from '../../diagnostics/diagnostic.js';
import type { SourceFile } from '../../source/source-file.js';
import type { Span } from '../../source/span.js';
import { nestedTooDeep } from '../structured/diagnostics.js';
import type { Documents, Tree } from '../structured/tree.js';
import { emptyDocument, syntax, yamlTab } from './diagnostics.js';
import { scanTokens } from './scan-tokens.js';
import { TreeMaker } from './tree-maker.js';

type Yaml = typeof import('yaml');

/** Parses any YAML with the package `yaml` and holds it against libyaml's rules where they are stricter. */
export async function parseFull(
  source: SourceFile,
  { expandAliases = false }: { expandAliases?: boolean } = {},
): Promise<{ documents: Documents; diagnostics: Diagnostic[] }> {
  const yaml = await import('yaml');
  // To libyaml, a lone CR and U+0085 are line ends like any other (Y-12, Y-14).
  const text = source.text.replace(/\r(?!\n)|\u0085/g, '\n');
  const { comments, diagnostics, scalars } = scanTokens(text, yaml);
  const roots: Tree[] = [];
  let found = 0;
  if (diagnostics.some(({ code }) => code === 'FLB142')) return { documents: { roots, comments }, diagnostics };
  try {
    for (const document of parseDocuments(text, yaml)) {
      // Unknown directives are warnings to the package, errors to libyaml.
      const problems = [...document.errors, ...document.warnings.filter(({ code }) => code === 'BAD_DIRECTIVE')];
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
      diagnostics.push(diagnostic(syntax, source.startSpan, { format: 'YAML', problem: 'a text belongs to no key' }));
    }
  } catch (problem) {
    // Blocks nested a thousand levels deep overflow the package's stack.
    if (!(problem instanceof RangeError)) throw problem;
    diagnostics.push(diagnostic(nestedTooDeep, source.startSpan, { levels: 1000 }));
  }
  return { documents: { roots, comments }, diagnostics };
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
  const header = headerAt(text, span.start);
  if (header !== undefined) {
    const args = { format: 'YAML', problem: problemText(message), header: text.slice(header.start, header.end) };
    // The package may find several faults in it.
    if (!diagnostics.some(({ span: { start } }) => start === header.start)) diagnostics.push(diagnostic(syntax, header, args));
  } else if (code !== 'TAB_AS_INDENT') diagnostics.push(diagnostic(syntax, span, { format: 'YAML', problem: problemText(message) }));
  // Said already, of the tab itself.
  else if (!diagnostics.some((one) => one.code === 'FLB134')) diagnostics.push(diagnostic(yamlTab, span, {}));
}

/** The header of a classic section that a line consists of, if it is one. */
function headerAt(text: string, offset: number): Span | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const [, indent = '', header] = /^([ \t]*)(\[\w+\]):?[ \t]*$/.exec(text.slice(start, end === -1 ? text.length : end)) ?? [];
  return header === undefined ? undefined : { start: start + indent.length, end: start + indent.length + header.length };
}

/** The package's words without the piece of the source that some of them end with: it may be a secret. */
function problemText(message: string): string {
  const words = message.replace(/: "[\s\S]*$/, '').replace('closing "quote', 'closing "');
  return words.charAt(0).toLowerCase() + words.slice(1);
}
