import type {
  AlternativeElementNode,
  AlternativeNode,
  CapturingGroupNode,
  LookaroundAssertionNode,
  OnigurumaAst,
  SubroutineNode,
} from 'oniguruma-parser/parser';
import type { RegexProblem } from './problem.js';

/** The names of groups of characters that are POSIX's; those of Unicode come with the parser. */
const posixNames = 'alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit'.split(' ');

type Properties = ReadonlyMap<string, string>;

/** What Onigmo refuses in a regular expression that Oniguruma takes. `properties`: of Unicode, in lower case without separators. */
export function treeProblem(tree: OnigurumaAst, properties: Properties): RegexProblem | undefined {
  const walk = new TreeWalk(tree, new Set([...properties.keys(), ...posixNames]));
  return walk.problemIn(tree.body) ?? walk.endlessCall();
}

const lookBehind = 'a look-behind has no fixed length';
const lookBehindHelp = 'all that it may match must have the same length: no *, + or ?, alternatives only right in it';

class TreeWalk {
  private readonly groups = new Map<string | number, CapturingGroupNode>();

  constructor(
    private readonly tree: OnigurumaAst,
    private readonly properties: ReadonlySet<string>,
  ) {
    this.note(tree.body);
  }

  private note(alternatives: readonly AlternativeNode[]): void {
    for (const node of alternatives.flatMap(({ body }) => body)) {
      const one = node.type === 'Quantifier' ? node.body : node;
      if (one.type === 'CapturingGroup') {
        this.groups.set(one.number, one);
        if (one.name !== undefined) this.groups.set(one.name, one);
      }
      this.note(alternativesOf(one));
    }
  }

  problemIn(alternatives: readonly AlternativeNode[]): RegexProblem | undefined {
    for (const node of alternatives.flatMap(({ body }) => body)) {
      const problem = this.problemOf(node.type === 'Quantifier' ? node.body : node);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  private problemOf(node: AlternativeElementNode): RegexProblem | undefined {
    if (node.type === 'LookaroundAssertion' && node.kind === 'lookbehind' && !this.isLookBehind(node)) {
      return { text: lookBehind, help: lookBehindHelp };
    }
    const unknown = unknownProperty(node, this.properties);
    return unknown === undefined ? this.problemIn(alternativesOf(node)) : { text: `there is no property '${unknown}'` };
  }

  private isLookBehind({ body, negate }: LookaroundAssertionNode): boolean {
    const [only] = body.length === 1 ? (body[0]?.body ?? []) : [];
    const isGroup = body[0]?.body.length === 1 && only?.type === 'Group' && !only.atomic;
    const outer = isGroup && only.flags === undefined ? only.body : body;
    return this.lengths(outer, negate, true) !== undefined;
  }

  /** The length of alternatives, of which only the outermost may differ; undefined if one has none. */
  private lengths(alternatives: readonly AlternativeNode[], isNegative: boolean, isOuter = false): number | undefined {
    let length: number | undefined;
    let mayDiffer = isOuter;
    for (const { body } of alternatives) {
      const own = this.lengthOf(body, isNegative);
      if (own === undefined || (length !== undefined && length !== own && !mayDiffer)) return undefined;
      length = own;
      // What follows an option is a group of its own.
      if (body.some(({ type }) => type === 'Directive')) mayDiffer = false;
    }
    return length ?? 0;
  }

  private lengthOf(nodes: readonly AlternativeElementNode[], isNegative: boolean): number | undefined {
    let length = 0;
    for (const node of nodes) {
      const own = this.lengthOfNode(node, isNegative);
      if (own === undefined) return undefined;
      length += own;
    }
    return length;
  }

  private lengthOfNode(node: AlternativeElementNode, isNegative: boolean): number | undefined {
    switch (node.type) {
      case 'Character':
      case 'CharacterClass':
        return 1;
      case 'CharacterSet':
        return node.variableLength ? undefined : 1;
      case 'Assertion':
        return node.kind === 'string_end' || node.kind === 'string_end_newline' ? undefined : 0;
      case 'Directive':
        return 0;
      case 'Group':
        return node.atomic ? undefined : this.lengths(node.body, isNegative);
      case 'CapturingGroup':
        return isNegative ? undefined : this.lengths(node.body, isNegative);
      case 'LookaroundAssertion':
        return node.kind === 'lookbehind' && node.negate && !isNegative ? 0 : undefined;
      case 'Quantifier': {
        const own = node.min === node.max ? this.lengthOfNode(node.body, isNegative) : undefined;
        return own === undefined ? undefined : own * node.min;
      }
      default:
        return undefined;
    }
  }

  /** A group that calls itself on each way through it never ends. */
  endlessCall(): RegexProblem | undefined {
    const always = new Map<number, ReadonlySet<number>>([[0, this.callsOf(this.tree.body)]]);
    for (const [key, group] of this.groups) if (typeof key === 'number') always.set(key, this.callsOf(group.body));
    for (const start of always.keys()) {
      const reached = new Set<number>();
      const open = [start];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        for (const called of always.get(at) ?? []) if (!reached.has(called) && reached.add(called)) open.push(called);
      }
      if (reached.has(start)) return { text: `group ${start} calls itself without an end`, help: 'make the call optional' };
    }
    return undefined;
  }

  /** The groups that are called whichever alternative is taken. */
  private callsOf(alternatives: readonly AlternativeNode[]): ReadonlySet<number> {
    const [first = new Set<number>(), ...others] = alternatives.map(({ body }) => new Set(body.flatMap((node) => [...this.callsIn(node)])));
    return new Set([...first].filter((group) => others.every((other) => other.has(group))));
  }

  private callsIn(node: AlternativeElementNode): Iterable<number> {
    if (node.type === 'Subroutine') return [this.numberOf(node)];
    if (node.type === 'Quantifier') return node.min === 0 ? [] : this.callsIn(node.body);
    return this.callsOf(alternativesOf(node));
  }

  private numberOf({ ref }: SubroutineNode): number {
    return typeof ref === 'number' ? ref : (this.groups.get(ref)?.number ?? -1);
  }
}

function alternativesOf(node: AlternativeElementNode): readonly AlternativeNode[] {
  switch (node.type) {
    case 'AbsenceFunction':
    case 'CapturingGroup':
    case 'Group':
    case 'LookaroundAssertion':
      return node.body;
    default:
      return [];
  }
}

function unknownProperty(node: AlternativeElementNode, known: ReadonlySet<string>): string | undefined {
  const stack: unknown[] = [node];
  for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
    const part = one as { type: string; kind?: string; value?: unknown; body?: unknown };
    if (part.type === 'CharacterSet' && part.kind === 'property') {
      const name = String(part.value);
      const plain = name.replace(/[\s_-]/g, '').toLowerCase();
      if (!known.has(plain) && !/^age=\d+\.\d$/.test(plain)) return name;
    }
    if (part.type === 'CharacterClass' && Array.isArray(part.body)) stack.push(...part.body);
  }
  return undefined;
}
