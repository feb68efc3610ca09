import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  type Diagnostic as LspDiagnostic,
  MarkupKind,
  type Range,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { messageOf } from '../../../catalogue.js';
import type { Suggestion } from '../../../editors/complete.js';
import type { Diagnostic, Span } from '../../../index.js';
import { printable } from '../../../report/source-line.js';

// What we say in the words of the language server protocol.

export function rangeOf(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

export function diagnosticFor(document: TextDocument, one: Diagnostic): LspDiagnostic {
  const { text, help } = messageOf(one);
  const related = (one.related ?? []).map((span) => ({
    location: { uri: document.uri, range: rangeOf(document, span) },
    message: 'see also',
  }));
  return {
    range: rangeOf(document, one.span),
    severity: severities[one.severity],
    code: one.code,
    source: 'flb-convert',
    message: printable(text) + (help === undefined ? '' : `\n${printable(help)}`),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

/** The fixes of diagnostics that touch a range. */
export function actionsFor(document: TextDocument, diagnostics: readonly Diagnostic[], { start, end }: Span): CodeAction[] {
  return diagnostics.flatMap((one): CodeAction[] => {
    const { fix, span } = one;
    if (fix === undefined || span.end < start || span.start > end) return [];
    const { text, help = text } = messageOf(one);
    return [
      {
        title: printable(help),
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnosticFor(document, one)],
        isPreferred: true,
        edit: { changes: { [document.uri]: [{ range: rangeOf(document, fix.span), newText: fix.text }] } },
      },
    ];
  });
}

const kinds = {
  section: CompletionItemKind.Module,
  plugin: CompletionItemKind.Class,
  key: CompletionItemKind.Property,
  word: CompletionItemKind.EnumMember,
  parser: CompletionItemKind.Reference,
} as const;

/** Items stand in our order, whatever their letters. */
export function completionsFor(document: TextDocument, suggestions: readonly Suggestion[]): CompletionItem[] {
  return suggestions.map(({ label, kind, text, span, documentation }, i) => ({
    label,
    kind: kinds[kind],
    sortText: String(i).padStart(4, '0'),
    filterText: text.startsWith('[') ? text : label,
    textEdit: { range: rangeOf(document, span), newText: text },
    ...(documentation === '' ? {} : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
  }));
}
