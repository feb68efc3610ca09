import { JobError } from '../../../host/job-error.js';
import { catalogue, type Diagnostic, type FileDiagnostics, type ReadResult } from '../../../index.js';
import { type CheckedFile, checkFile } from '../../../project/check/check-file.js';
import { unused, withoutCommented } from '../../../project/check/ignored.js';
import type { Settings } from './settings.js';

const codes: ReadonlySet<string> = new Set(Object.keys(catalogue));

/** What is not reported: by an option, by the project's settings, or by comments. */
export class Ignoring {
  private readonly everywhere: ReadonlySet<string>;
  private readonly matched = new Set<string>();

  /** `options`: the values of `--ignore`. Throws a JobError if one is not a code. */
  constructor(
    private readonly options: readonly string[],
    private readonly settings: Settings,
    private readonly looksFor: { readonly references: boolean; readonly versions: boolean },
  ) {
    for (const code of options) if (!codes.has(code)) throw new JobError(`--ignore ${code}: there is no such code (docs/codes.md has all)`);
    this.everywhere = new Set([...options, ...settings.ignore.map(({ code }) => code)]);
  }

  /** The file without the diagnostics that are ignored, and with those about comments that ignore nothing. */
  async apply<File extends CheckedFile>(file: File): Promise<File> {
    const left = await withoutCommented(file, { codes, isLookedFor: (code) => this.isLookedFor(code) });
    const diagnostics = this.everywhere.size === 0 ? left : left.filter(({ code }) => !this.isIgnored(code));
    return { ...file, diagnostics };
  }

  /** What is found in a file by itself, and not ignored. */
  async leftIn(reading: ReadResult): Promise<readonly Diagnostic[]> {
    return (await this.apply(checkFile(reading))).diagnostics;
  }

  /** The settings that ignore nothing, once all files are done. */
  unusedSettings(): FileDiagnostics[] {
    const { source, ignore } = this.settings;
    const diagnostics = ignore
      .filter(({ code }) => this.isUnused(code))
      .map(unused)
      .filter(({ code }) => !this.everywhere.has(code));
    return source === undefined || diagnostics.length === 0 ? [] : [{ source, diagnostics }];
  }

  /** The options that ignore nothing, once all files are done. */
  unusedOptions(): string[] {
    return this.options.filter((code) => this.isUnused(code));
  }

  private isIgnored(code: string): boolean {
    if (!this.everywhere.has(code)) return false;
    this.matched.add(code);
    return true;
  }

  private isUnused(code: string): boolean {
    return !this.matched.has(code) && this.isLookedFor(code);
  }

  /** Without references, or without a version, nothing is found about them. */
  private isLookedFor(code: string): boolean {
    return (this.looksFor.references || !code.startsWith('FLB5')) && (this.looksFor.versions || !code.startsWith('FLB7'));
  }
}
