import type { MovedReference, OutputState, Plan, PlannedFile, PlannedOutput, PlannedText, Role } from '../../migrate/plan.js';
import { formatPretty, type Paint, painter } from '../pretty.js';
import { printable } from '../source-line.js';
import { foldedOthers, foldInfos, listedFiles } from './plan-folds.js';
import { diagnosedFiles, heldToMigrate, outcomeOf } from './plan-outcome.js';
import { formatPlanSummary } from './plan-summary.js';

/** A name that is longer moves the rest of its own line only. */
const widestName = 40;

/** One line lists at most this many names. */
const mostNames = 3;

/** How much of a plan is shown: errors and the summary; all but what repeats itself; all. */
export type Detail = 'errors' | 'most' | 'all';

export interface PlanOptions {
  readonly detail?: Detail;
  readonly color?: boolean;
  /** Whether the plan was carried out. */
  readonly isDone?: boolean;
  /** A path as people are shown it. */
  readonly shown: (path: string) => string;
}

interface Style {
  readonly paint: Paint;
  /** A path as people are shown it. */
  readonly shown: (path: string) => string;
  readonly nameWidth: number;
  readonly roleWidth: number;
  /** Whether one thing, which the summary says, keeps all old files. */
  readonly keepsAll: boolean;
  readonly to: string;
  /** The files that were shown first with a reason why they stay, by that reason. */
  readonly said: Map<string, string> | undefined;
}

/**
 * A plan for a person, piece by piece: what each file is and becomes, the references that move, the diagnostics, the summary.
 */
export function* formatPlan(plan: Plan, { color = false, isDone = false, detail = 'most', shown }: PlanOptions): Generator<string> {
  const keepsAll = plan.unread !== undefined;
  const listed = listedFiles(plan, detail);
  const style = {
    paint: painter(color),
    shown: (path: string) => printable(shown(path)),
    ...widths(listed),
    keepsAll,
    to: plan.to,
    said: detail === 'all' ? undefined : new Map<string, string>(),
  };
  let last: Block | undefined;
  for (const [block, text] of blocksOf(plan, listed, style, { color, isDone, detail })) {
    if (text === '') continue;
    yield last === undefined || last === block ? text : `\n${text}`;
    last = block;
  }
}

type Block = 'files' | 'diagnostics' | 'folded' | 'summary';

/** Texts, each with the block that it belongs to. */
function* blocksOf(
  plan: Plan,
  listed: readonly PlannedFile[],
  style: Style,
  { color, isDone, detail }: { color: boolean; isDone: boolean; detail: Detail },
): Generator<[Block, string]> {
  for (const file of listed) yield ['files', formatFile(file, style)];
  if (detail === 'most') for (const line of foldedOthers(plan)) yield ['files', line];
  const { isShown, folded } = foldInfos(plan, detail);
  for (const { source, diagnostics } of diagnosedFiles(plan)) {
    yield ['diagnostics', formatPretty([{ source, diagnostics: diagnostics.filter(isShown) }], { color })];
  }
  for (const line of folded) yield ['folded', line];
  yield ['summary', formatPlanSummary(plan, isDone)];
}

function formatFile(file: PlannedFile, style: Style): string {
  const [becomes = '', ...others] = becomesOf(file, style);
  const name = printable(file.name);
  const lines = [
    formatRow(name, file.role, becomes, style),
    ...others.map((other) => `    and ${other}`),
    ...(file.texts ?? []).map((text) => formatText(file, text, style)),
    ...(file.stays === undefined || style.keepsAll ? [] : [`    the old file stays${whyStays(file.stays, name, style)}`]),
    ...(outcomeOf(file) === 'same' ? [] : file.references.map((reference) => `    ${formatReference(reference)}`)),
  ];
  return `${lines.join('\n')}\n`;
}

/** A configuration within a file, as if it were one of its own. */
function formatText({ name: host }: PlannedFile, { name, role, action, becomes, reason = '' }: PlannedText, style: Style): string {
  const stays = action === 'refuse' ? style.paint('refused', 'error') : `left alone: ${printable(reason)}`;
  return formatRow(fullName(host, name), role, becomes === undefined ? stays : `-> ${printable(becomes)}`, style);
}

/** A line in columns: what is there, its role, and what it becomes. */
function formatRow(name: string, role: Role, becomes: string, { paint, nameWidth, roleWidth }: Style): string {
  const gap = ' '.repeat(Math.max(0, nameWidth - widthOf(name)));
  return `${paint(name, 'strong')}${gap}  ${paint(role.padEnd(roleWidth), 'faint')}  ${becomes}`;
}

/** The name of a configuration within a file. */
function fullName(host: string, name: string): string {
  return printable(`${host}: ${name}`);
}

/** A reason that was told of another file is not told again. */
function whyStays(reason: string, name: string, { said }: Style): string {
  const first = said?.get(reason);
  if (first !== undefined) return `, as ${first} does`;
  said?.set(reason, name);
  return `: ${printable(reason)}`;
}

function reasonText(file: PlannedFile, reason: string, { to }: Style): string {
  const names = heldToMigrate(file, to);
  return names.length === 0 ? printable(reason) : `it holds configuration, which is not converted: ${names.map(printable).join(', ')}`;
}

/** What the file becomes, one text for each output. */
function becomesOf(file: PlannedFile, style: Style): string[] {
  const { action, reason = '', outputs } = file;
  const { paint } = style;
  const written = outputs.map((output) => formatOutput(output, style));
  switch (action) {
    case 'refuse':
      return [paint('refused', 'error')];
    case 'keep':
      return [[`left alone: ${reasonText(file, reason, style)}`, ...written].join(' ')];
    case 'update':
      return [['updated', ...written].join(' ')];
    case 'convert':
      return file.texts === undefined ? written : [['updated', ...written].join(' ')];
    case 'link':
      return written;
  }
}

function formatOutput({ path, state, content }: PlannedOutput, { paint, shown }: Style): string {
  if (state === 'source') return 'in place';
  const what = content === 'copy' ? ', a copy' : 'link' in content ? `, a link to ${shown(content.link)}` : '';
  const isInTheWay = state === 'different' || state === 'blocked';
  return `-> ${shown(path)}${what}${isInTheWay ? paint(standing[state], 'warning') : standing[state]}`;
}

const standing: Record<Exclude<OutputState, 'source'>, string> = {
  new: '',
  same: ', up to date',
  different: ', there with other content',
  blocked: ', where something stands that is not a file',
};

function formatReference({ line, before, after }: MovedReference): string {
  const more = after.length > mostNames ? [`${after.length - mostNames} more`] : [];
  return `line ${line}: ${printable(before)} -> ${[...after.slice(0, mostNames).map(printable), ...more].join(', ')}`;
}

function widths(files: readonly PlannedFile[]): { nameWidth: number; roleWidth: number } {
  let nameWidth = 0;
  let roleWidth = 0;
  const makeRoom = (name: string, role: Role) => {
    const width = widthOf(name);
    if (width <= widestName) nameWidth = Math.max(nameWidth, width);
    roleWidth = Math.max(roleWidth, role.length);
  };
  for (const { name, role, texts = [] } of files) {
    makeRoom(printable(name), role);
    for (const text of texts) makeRoom(fullName(name, text.name), text.role);
  }
  return { nameWidth, roleWidth };
}

/** In characters, as a terminal counts most of them. */
function widthOf(text: string): number {
  return isAscii.test(text) ? text.length : [...text].length;
}

const isAscii = /^[ -~]*$/;

/** At most this many mentions are listed. */
const mostListed = 200;

/** The places in other files where old files are mentioned, a line for each: whoever starts Fluent Bit may have to change them. */
export function formatMentions({ mentions = [] }: Plan, shown: (path: string) => string): string {
  if (mentions.length === 0) return '';
  const lines = mentions.slice(0, mostListed).map(({ path, line, level, file }) => {
    const name = file.slice(file.lastIndexOf('/') + 1);
    return `    ${printable(shown(path))}:${line} ${level} ${printable(name)}\n`;
  });
  const more = mentions.length > mostListed ? `    and ${mentions.length - mostListed} more\n` : '';
  return `\nOther files name old ones; look whether they need the new names:\n${lines.join('')}${more}`;
}
