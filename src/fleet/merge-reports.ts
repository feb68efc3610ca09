import type { Severity } from '../diagnostics/define.js';
import type { HostReport, MergedGroup, MergedHost, MergedPlace, MergedReport, ReportedDiagnostic, UnreadReport } from './merged.js';

const gravest: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * Merges reports one after another, and keeps of each only what the others have not said: what a thousand hosts have in the same
 * place is kept once.
 */
export class ReportMerger {
  private readonly hosts: MergedHost[] = [];
  private readonly unread: UnreadReport[] = [];
  private readonly groups = new Map<string, Group>();

  add(host: string, report: string, { kind, files, isDone, diagnostics }: HostReport): void {
    const number = this.hosts.length;
    const counts = { error: 0, warning: 0, info: 0 };
    for (const found of diagnostics) {
      counts[found.severity]++;
      this.groupOf(found).add(number, found);
    }
    this.hosts.push({ host, report, kind, files, ...(isDone === undefined ? {} : { isDone }), ...counts });
  }

  addUnread(report: UnreadReport): void {
    this.unread.push(report);
  }

  /** All that was added. */
  merged(): MergedReport {
    return { hosts: this.hosts, left: [...this.groups.values()].sort(compareGroups), unread: this.unread };
  }

  private groupOf(found: ReportedDiagnostic): Group {
    const key = found.severity + found.code;
    const group = this.groups.get(key) ?? new Group(found);
    this.groups.set(key, group);
    return group;
  }
}

/** The findings of one code. A place is kept as one text, which takes a quarter of the memory of its fields. */
class Group implements MergedGroup {
  readonly severity: Severity;
  readonly code: string;
  readonly name: string;
  hosts = 0;
  private lastHost = -1;
  /** The hosts of each place, one or several. */
  private readonly packed = new Map<string, number | number[]>();

  constructor({ severity, code, name }: ReportedDiagnostic) {
    this.severity = severity;
    this.code = code;
    this.name = name;
  }

  get count(): number {
    return this.packed.size;
  }

  /** The hosts come one after another. */
  add(host: number, { file, line, column, endLine, endColumn, message, help, fixable }: ReportedDiagnostic): void {
    if (this.lastHost !== host) this.hosts++;
    this.lastHost = host;
    const key = JSON.stringify([file, line, column, endLine, endColumn, message, help, fixable]);
    const known = this.packed.get(key);
    if (known === undefined) this.packed.set(key, host);
    else if (typeof known !== 'number') {
      if (known.at(-1) !== host) known.push(host);
    } else if (known !== host) this.packed.set(key, [known, host]);
  }

  places(): MergedPlace[] {
    const { severity, code, name } = this;
    return Array.from(this.packed, ([key, hosts]) => {
      const [file, line, column, endLine, endColumn, message, help, fixable] = JSON.parse(key);
      const place = { file, line, column, endLine, endColumn, severity, code, name, message, help, fixable };
      return { ...place, hosts: typeof hosts === 'number' ? [hosts] : hosts };
    }).sort(comparePlaces);
  }
}

function compareGroups(a: MergedGroup, b: MergedGroup): number {
  return gravest.indexOf(a.severity) - gravest.indexOf(b.severity) || b.hosts - a.hosts || compareTexts(a.code, b.code);
}

function comparePlaces(a: MergedPlace, b: MergedPlace): number {
  return (
    b.hosts.length - a.hosts.length ||
    compareTexts(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareTexts(a.message, b.message)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
