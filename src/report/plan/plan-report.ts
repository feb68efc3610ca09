import type { Plan } from '../../migrate/plan.js';
import { locate } from '../located.js';
import { diagnosticRecord, jsonText } from '../machine.js';
import { formatSarif } from '../sarif.js';
import type { StartAnswer } from '../start-answers.js';
import { formatPlanMarkdown } from './plan-markdown.js';
import { countPlan, diagnosedFiles } from './plan-outcome.js';
import { planRecords } from './plan-record.js';

/** The forms of a report, by the suffix of its file. */
export const reportSuffixes = ['.md', '.json', '.sarif'] as const;
export type ReportSuffix = (typeof reportSuffixes)[number];

export interface ReportOptions {
  /** A path as people are shown it. */
  readonly shown: (path: string) => string;
  /** Whether the plan was carried out. */
  readonly isDone: boolean;
  /** The version of this program. */
  readonly version: string;
  /** Of a Fluent Bit that was asked about new main files. */
  readonly answers: readonly StartAnswer[];
}

/** A report of a plan, to be kept in a file: the same plan gives the same text, anywhere and at any time. */
export function formatReport(plan: Plan, suffix: ReportSuffix, options: ReportOptions): string {
  switch (suffix) {
    case '.md':
      return formatPlanMarkdown(plan, options);
    case '.json':
      return formatPlanJson(plan, options);
    case '.sarif':
      return formatSarif(diagnosedFiles(plan), { version: options.version, artifacts: artifactsOf(plan, options) });
  }
}

/** At most this much of a file tells whether it is a report. */
export const longestHead = 1024;

/** Whether a text begins as a report of this form does. */
export function isReport(text: string, suffix: ReportSuffix): boolean {
  return heads[suffix].test(text);
}

/** How only our reports begin; a test compares this with what the writers write. */
const heads: Record<ReportSuffix, RegExp> = {
  '.md':
    /^# Migration to (?:yaml|classic|json)\n\n\d+ files?: (?:\d+ [a-z ]+, )+\d+ [a-z ]+; \d+ errors?, \d+ warnings?(?:, \d+ infos?)?\n/,
  '.json':
    /^\{\n {2}"to": "(?:yaml|classic|json)",\n {2}"done": (?:true|false),\n {2}"summary": \{\n {4}"files": \d+,\n {4}"convert": \d+,\n/,
  '.sarif':
    /^\{\n {2}"\$schema": "[^"\n]+",\n {2}"version": "2\.1\.0",\n {2}"runs": \[\n {4}\{\n {6}"tool": \{\n {8}"driver": \{\n {10}"name": "flb-convert",\n/,
};

/** `{ to, done, summary: { files, convert, …, errors, warnings, infos }, needs, files: [{ file, role, … }], diagnostics: [{ file, … }], mentions: [{ file, line, level, of }] }` */
function formatPlanJson(plan: Plan, options: ReportOptions): string {
  const located = locate(diagnosedFiles(plan));
  const { files, outcomes, severities } = countPlan(plan);
  const report = {
    to: plan.to,
    done: options.isDone,
    summary: { files, ...Object.fromEntries(outcomes), errors: severities.error, warnings: severities.warning, infos: severities.info },
    needs: plan.needs ?? null,
    files: planRecords(plan, options),
    diagnostics: located.map(diagnosticRecord),
    ...(plan.mentions === undefined ? {} : { mentions: mentionRecords(plan.mentions, options.shown) }),
  };
  return jsonText(report);
}

/** Where other files name old ones: all of them, where the terminal shows the first. */
function mentionRecords(mentions: NonNullable<Plan['mentions']>, shown: ReportOptions['shown']) {
  return mentions.map(({ path, line, level, file }) => ({ file: shown(path), line, level, of: shown(file) }));
}

function artifactsOf(plan: Plan, options: ReportOptions) {
  return planRecords(plan, options).map(({ file: name, ...properties }) => ({ name, properties }));
}
