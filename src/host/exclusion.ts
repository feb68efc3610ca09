import { dirname } from 'node:path';
import { addLines, fromRoot, type IgnoreRules, isRule, type LeavesOut, leavesOut, type MakeRules } from './ignore-rules.js';

/**
 * What somebody leaves out: lines as in a `.gitignore`, one in the working directory and one in each directory that is searched,
 * and paths, which begin with `./`, `../` or `/`.
 */
export class Exclusion {
  /** The lines that have left out nothing so far. Those that take back others are none. */
  readonly unused: Set<string>;

  /** `cwd`: without links. */
  constructor(
    private readonly lines: readonly string[],
    private readonly cwd: string,
    private readonly makeRules: MakeRules,
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
    const placed = [this.cwd, start].flatMap((directory) => lines.filter(isRule).flatMap((line) => this.placed(line, directory)));
    return addLines(undefined, placed, '/', this.makeRules);
  }

  /** A line of a directory as it reads at the root. A path in full may be meant from there. */
  private placed(line: string, directory: string): string[] {
    const [, negation = '', pattern = ''] = /^(!?)(.*)$/s.exec(line) ?? [];
    if (pattern.startsWith('/')) return [fromRoot(line, directory), line];
    const [steps = ''] = /^(?:\.\.?\/+)*/.exec(pattern) ?? [];
    if (steps === '') return [fromRoot(line, directory)];
    let from = this.cwd;
    for (const _ of steps.matchAll(/\.\.\//g)) from = dirname(from);
    return [fromRoot(`${negation}/${pattern.slice(steps.length)}`, from)];
  }
}
