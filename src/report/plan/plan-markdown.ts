import type { Severity } from '../../diagnostics/define.js';
import type { Plan, PlannedFile, PlannedOutput } from '../../migrate/plan.js';
import { type LocatedDiagnostic, locate } from '../located.js';
import { escaped, section } from '../markdown.js';
import { answerText, oldAnswerText, type StartAnswer } from '../start-answers.js';
import { countPlan, diagnosedFiles, outcomeOf, outcomeText } from './plan-outcome.js';
import { needed, summaryLine } from './plan-summary.js';

const severities = ['error', 'warning', 'info'] as const;
const headings: Record<Severity, string> = { error: 'Errors', warning: 'Warnings', info: 'Notes' };

interface MarkdownOptions {
  /** A path as people are shown it. */
  readonly shown: (path: string) => string;
  /** Whether the plan was carried out. */
  readonly isDone: boolean;
  /** Of a Fluent Bit that was asked about new main files. */
  readonly answers: readonly StartAnswer[];
}

/** A plan as Markdown: tables of the files, of the references that move, of new starts, and of the diagnostics by severity. */
export function formatPlanMarkdown(plan: Plan, options: MarkdownOptions): string {
  const files = Array.from(plan.files, (file) => rowOf(file, options));
  const references = Array.from(plan.files, ({ name, references: moved }) =>
    moved.map(({ line, before, after }) => [name, String(line), before, after.join(', ')]),
  ).flat();
  const located = locate(diagnosedFiles(plan));
  const counts = countPlan(plan);
  const summary = [summaryLine(counts, options.isDone), ...needed(plan, counts)];
  return [
    `# Migration to ${plan.to}\n${summary.map((line) => `\n${escaped(line)}\n`).join('')}`,
    section('Files', ['File', 'Role', 'Outcome', 'Outputs'], files),
    section('References', ['File', 'Line', 'Before', 'After'], references),
    section(
      'Starts',
      ['File', 'Fluent Bit'],
      options.answers.flatMap((answer) => startRows(answer, options)),
    ),
    ...severities.map((severity) => diagnosticSection(severity, located)),
    section('Mentions of old names', ['File', 'Line', '', 'Old file'], mentionRows(plan, options)),
  ].join('');
}

/** All of them, where the terminal shows the first. */
function mentionRows({ mentions = [] }: Plan, { shown }: MarkdownOptions): string[][] {
  return mentions.map(({ path, line, level, file }) => [shown(path), String(line), level, shown(file)]);
}

function diagnosticSection(severity: Severity, located: readonly LocatedDiagnostic[]): string {
  const rows = located
    .filter((one) => one.severity === severity)
    .map(({ file, start, code, name, message, help = '', stopsFluentBit }) => [
      `${file}:${start.line}:${start.column}`,
      `${code} ${name}`,
      stopsFluentBit ? `${message} (Fluent Bit will not start with this)` : message,
      help,
    ]);
  return section(headings[severity], ['Place', 'Code', 'Message', 'Help'], rows);
}

function rowOf(file: PlannedFile, { shown, isDone }: MarkdownOptions): string[] {
  const { name, role, stays, outputs } = file;
  const held = (file.held ?? []).map((one) => one.name);
  const reason = held.length === 0 ? file.reason : `it holds configuration: ${held.join(', ')}`;
  const outcome = outcomeText(outcomeOf(file), isDone);
  const why = reason ?? (stays && `the old file stays, ${stays}`);
  return [name, role, why === undefined ? outcome : `${outcome}: ${why}`, outputs.map((output) => outputText(output, shown)).join(', ')];
}

/** Of a new file, and before it of the old one, if that tells more. */
function startRows(answer: StartAnswer, { shown }: MarkdownOptions): string[][] {
  const old = oldAnswerText(answer);
  const row = [shown(answer.path), answerText(answer)];
  return old === undefined ? [row] : [[shown(answer.old?.path ?? ''), old], row];
}

function outputText({ path, content }: PlannedOutput, shown: (path: string) => string): string {
  if (content === 'copy') return `${shown(path)} (a copy)`;
  return 'link' in content ? `${shown(path)} (a link to ${shown(content.link)})` : shown(path);
}
