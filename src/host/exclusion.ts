import { dirname } from 'node:path';
import { addLines, type IgnoreRules, type LeavesOut, leavesOut } from './ignore-rules.js';

/**
 * What a person leaves out: lines as in a `.gitignore`, one in the working directory and one in each directory that is searched,
 * and paths, which begin with `./`, `../` or `/`.
 */
export class Exclusion {
  /** The lines that have not left out anything so far, without those that take back others. */
  readonly unused: Set<string>;

  /** `cwd`: without links. */
  constructor(
    private readonly lines: readonly string[],
    private readonly cwd: string,
  ) {
    this.unused = new Set(lines.filter((line) => !line.startsWith('!')));
  }

  /** The rules for a search that starts in a directory. */
  rulesFrom(start: string): LeavesOut {
    const rules = this.rulesOf(this.lines, start);
    const rulesOfLine = new Map<string, IgnoreRules>();
    const use = (path: string) => {
      for (const line of this.unused) {
        const own = rulesOfLine.get(line) ?? this.rulesOf([line], start);
        rulesOfLine.set(line, own);
        if (leavesOut(own, path)) this.unused.delete(line);
      }
    };
    return (path) => {
      const isLeftOut = leavesOut(rules, path);
      if (isLeftOut && this.unused.size > 0) use(path);
      return isLeftOut;
    };
  }

  private rulesOf(lines: readonly string[], start: string): IgnoreRules {
    let rules: IgnoreRules;
    for (const directory of [this.cwd, start]) {
      for (const line of lines) {
        for (const [from, placed] of this.places(line, directory)) rules = addLines(rules, [placed], from);
      }
    }
    return rules;
  }

  /** The directories that a line of a directory counts from, and what it says there. A path in full may be meant from the root. */
  private places(line: string, directory: string): [from: string, line: string][] {
    const [, negation = '', pattern = ''] = /^(!?)(.*)$/s.exec(line) ?? [];
    const here: [string, string] = [directory, line];
    if (pattern.startsWith('/')) return [here, ['/', line]];
    const [steps = ''] = /^(?:\.\.?\/+)*/.exec(pattern) ?? [];
    if (steps === '') return [here];
    let from = this.cwd;
    for (const _ of steps.matchAll(/\.\.\//g)) from = dirname(from);
    return [[from, `${negation}/${pattern.slice(steps.length)}`]];
  }
}
