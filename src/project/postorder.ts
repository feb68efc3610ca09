/** All that can be reached from these, each behind what it leads to, save where that leads back to it. Goes as deep as there is memory. */
export function postorder<Node>(starts: Iterable<Node>, next: (node: Node) => Iterable<Node>): Node[] {
  const ordered: Node[] = [];
  const visited = new Set<Node>();
  for (const start of starts) {
    if (visited.has(start)) continue;
    visited.add(start);
    const way = [{ node: start, rest: next(start)[Symbol.iterator]() }];
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const { value, done } = at.rest.next();
      if (done) {
        ordered.push(at.node);
        way.pop();
      } else if (!visited.has(value)) {
        visited.add(value);
        way.push({ node: value, rest: next(value)[Symbol.iterator]() });
      }
    }
  }
  return ordered;
}
