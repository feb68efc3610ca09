/** What a box stands for. `tag` is a new tag under which records pass the pipeline again, `node` a node of an upstream. */
export type BoxKind = 'input' | 'filter' | 'output' | 'custom' | 'stream task' | 'tag' | 'node';

/** One section, or several that are drawn as one. Its texts hide secrets, and may hold any other character. */
export interface Box {
  readonly kind: BoxKind;
  /** The plugin, the tag or the node; those of all that it stands for. */
  readonly titles: readonly string[];
  /** What it goes by: `match kube.*`. */
  readonly notes: readonly string[];
  /** How many it stands for. */
  readonly count: number;
  /** Why no record reaches it or leaves it. */
  readonly deadEnd?: string;
}

/** A way of records from one box to another. */
export interface Line {
  readonly from: Box;
  readonly to: Box;
  /** Whether a route leads there, whatever matches. */
  readonly isRoute: boolean;
  /** Whether only run time tells if a record goes this way. */
  readonly isGuess: boolean;
}

/** How records go through one configuration. */
export interface Graph {
  /** The main file, and what is to be said about the whole picture. */
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** Lines, one for each way: a sure one counts before a guess, and a route before a match. */
export class LineSet {
  private readonly byEnds = new Map<Box, Map<Box, Line>>();

  /** One that leads back to where it comes from is not drawn. */
  add(line: Line): void {
    const { from, to } = line;
    if (from === to) return;
    const own = this.byEnds.get(from) ?? new Map<Box, Line>();
    const { isRoute = false, isGuess = true } = own.get(to) ?? {};
    this.byEnds.set(from, own.set(to, { from, to, isRoute: isRoute || line.isRoute, isGuess: isGuess && line.isGuess }));
  }

  get all(): Line[] {
    return [...this.byEnds.values()].flatMap((own) => [...own.values()]);
  }
}
