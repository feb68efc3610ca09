import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort();

/** What all formats share: files of `formats` that stand beside `format.ts`. */
const shared = 'formats/*.ts';
const meaning = ['source', 'engine', 'diagnostics', 'model'];

/** What a module may import from `src`. It may always import itself. */
const mayImport: Record<string, readonly string[]> = {
  source: [],
  engine: [],
  diagnostics: ['source'],
  model: ['source', 'engine'],
  [shared]: meaning,
  'formats/document': [shared, ...meaning],
  'formats/classic': [shared, ...meaning],
  'formats/yaml': ['formats/document', shared, ...meaning],
  'formats/json': ['formats/document', shared, ...meaning],
  'formats/index.ts': ['formats/classic', 'formats/yaml', 'formats/json', shared],
  regex: [],
  check: ['regex', ...meaning],
  split: [shared, 'check', ...meaning],
  'versions/diagnostics.ts': ['diagnostics'],
  versions: ['versions/diagnostics.ts', shared, ...meaning],
  'convert.ts': ['versions', 'versions/diagnostics.ts', 'split', 'formats/index.ts', shared, 'check', ...meaning],
  'project/diagnostics.ts': ['diagnostics'],
  project: ['project/diagnostics.ts', 'versions', 'convert.ts', 'formats/index.ts', shared, 'check', ...meaning],
  'compare/comparison.ts': [],
  'graph/graph.ts': [],
  graph: ['graph/graph.ts', 'project', 'check', ...meaning],
  compare: ['compare/comparison.ts', 'project', 'versions', 'convert.ts', 'catalogue.ts', ...meaning],
  'containers/diagnostics.ts': ['diagnostics'],
  'containers/helm/diagnostics.ts': ['diagnostics'],
  containers: [
    'containers/diagnostics.ts',
    'containers/helm/diagnostics.ts',
    'versions',
    'project',
    'project/diagnostics.ts',
    'convert.ts',
    'formats/index.ts',
    shared,
    ...meaning,
  ],
  'migrate/plan.ts': ['source', 'diagnostics'],
  'migrate/diagnostics.ts': ['diagnostics'],
  migrate: [
    'migrate/plan.ts',
    'migrate/diagnostics.ts',
    'containers',
    'containers/diagnostics.ts',
    'containers/helm/diagnostics.ts',
    'project/diagnostics.ts',
    'versions',
    'mentions',
    'project',
    'convert.ts',
    'formats/index.ts',
    shared,
    'check',
    ...meaning,
  ],
  'fleet/merged.ts': ['diagnostics'],
  'fleet/diagnostics.ts': ['diagnostics'],
  fleet: ['fleet/merged.ts', 'fleet/diagnostics.ts', 'migrate/diagnostics.ts', 'migrate', 'diagnostics'],
  'definitions.ts': [
    'diagnostics',
    'check',
    shared,
    'formats/classic',
    'formats/document',
    'formats/yaml',
    'formats/json',
    'split',
    'convert.ts',
    'project/diagnostics.ts',
    'containers/diagnostics.ts',
    'containers/helm/diagnostics.ts',
    'migrate/diagnostics.ts',
    'fleet/diagnostics.ts',
    'versions/diagnostics.ts',
  ],
  'catalogue.ts': ['definitions.ts', 'diagnostics'],
  'explanation.ts': ['catalogue.ts', 'project', 'convert.ts', 'diagnostics'],
  'on-host': ['versions', 'convert.ts', 'formats/index.ts', shared, 'project', 'containers', 'migrate/plan.ts', 'migrate'],
  editors: ['containers', 'project', 'versions', 'convert.ts', 'formats/index.ts', shared, 'check', ...meaning],
  mentions: [],
  report: ['source', 'diagnostics', 'catalogue.ts', 'compare/comparison.ts', 'graph/graph.ts', 'migrate/plan.ts', 'fleet/merged.ts'],
  'index.ts': [
    'catalogue.ts',
    'versions',
    'convert.ts',
    'formats/index.ts',
    shared,
    'check',
    'project',
    'migrate/plan.ts',
    'on-host',
    'report',
    ...meaning,
  ],
  host: ['project'],
  'page/protocol.ts': ['diagnostics'],
  'page/format-names.ts': [],
  'page/view': ['page/protocol.ts', 'page/format-names.ts', 'engine'],
  'page/work': [
    'page/protocol.ts',
    'page/format-names.ts',
    'catalogue.ts',
    'explanation.ts',
    'containers',
    'graph',
    'migrate',
    'migrate/plan.ts',
    'report',
    'versions',
    'project',
    'convert.ts',
    'formats/index.ts',
    'split',
    shared,
    ...meaning,
  ],
  cli: [
    'index.ts',
    'explanation.ts',
    'versions',
    'catalogue.ts',
    'diagnostics',
    'mentions',
    'editors',
    'containers',
    'compare/comparison.ts',
    'compare',
    'graph/graph.ts',
    'graph',
    'project',
    'migrate/plan.ts',
    'migrate',
    'fleet/merged.ts',
    'fleet',
    'report',
    'host',
  ],
};

/** Who may import a package or a part of Node; nobody else may. */
const mayUsePackage: Record<string, readonly string[]> = {
  yaml: ['containers/', 'formats/yaml/', 'cli/commands/check/settings.ts'],
  commander: ['cli/'],
  'fast-glob': ['host/'],
  'node:child_process': ['host/'],
  'node:crypto': ['host/'],
  '@dagrejs/dagre': ['report/graph/graph-layout.ts'],
  diff: ['report/unified-diff.ts'],
  fflate: ['page/work/desk.ts'],
  'oniguruma-parser/parser': ['regex/'],
  'oniguruma-parser/unicode': ['regex/'],
  'node:fs': ['host/', 'cli/start.ts', 'cli/make-code-cache.ts', 'cli/make-man-page.ts'],
  'node:module': ['cli/start.ts'],
  'node:os': ['cli/make-code-cache.ts'],
  'node:path': ['host/', 'cli/'],
  'node:url': ['cli/plugins.ts', 'cli/io.ts', 'cli/commands/lsp/'],
  'node:vm': ['cli/start.ts'],
  'node:zlib': ['host/'],
  'vscode-languageserver/node': ['cli/commands/lsp/', 'cli/commands/lsp-command.ts'],
  'vscode-languageserver-textdocument': ['cli/commands/lsp/'],
};

/** Who may touch what a browser has not. */
const mayUseGlobal: Record<string, readonly string[]> = {
  process: ['cli/', 'host/'],
  console: [],
  Buffer: ['cli/', 'host/'],
  __dirname: ['cli/start.ts', 'cli/make-man-page.ts'],
  require: ['cli/start.ts'],
};

/** Tables that say the same whoever asks first. They are made then, since most configurations need few of them. */
const pureTables = [
  'engine/plugin-lists.ts: lists',
  'engine/versions/plugin-history.ts: histories',
  'model/keys.ts: typesOfPlugins',
  'model/plugins.ts: made',
  'model/plugins.ts: core',
  'model/plugins.ts: starts',
  'model/plugins.ts: shared',
  // A package that is loaded once, if a file has a regular expression.
  'regex/judge.ts: judge',
  'versions/needs.ts: ranges',
];

interface AstNode {
  type: string;
  [key: string]: unknown;
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && typeof (value as AstNode).type === 'string';
}

/** Every node of the syntax tree, save for names that only label a property. */
function* nodesOf(node: AstNode): Generator<AstNode> {
  yield node;
  for (const [key, child] of Object.entries(node)) {
    const isLabel = (key === 'property' || key === 'key') && node.computed === false;
    if (isLabel) continue;
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) yield* nodesOf(one);
  }
}

/** The modules that a file names, types included: to know a type is to know a module. */
function importsOf(ast: AstNode): string[] {
  return [...nodesOf(ast)].flatMap((node) => {
    const { source, type } = node;
    const names = type.startsWith('Import') || type.startsWith('Export') || type === 'TSImportType';
    return names && isNode(source) && typeof source.value === 'string' ? [source.value] : [];
  });
}

function globalsOf(ast: AstNode): string[] {
  return [...nodesOf(ast)].flatMap(({ type, name }) =>
    type === 'Identifier' && typeof name === 'string' && name in mayUseGlobal ? [name] : [],
  );
}

/** What a module declares at its top, by name. */
function declaredAtTop(ast: AstNode): Map<string, { kind: string; value: AstNode | undefined }> {
  const statements = (ast.body as AstNode[]).map(({ declaration, ...own }) => (isNode(declaration) ? declaration : (own as AstNode)));
  return new Map(
    statements.flatMap(({ kind, declarations = [] }) =>
      (declarations as { id: AstNode; init?: AstNode }[]).map(({ id, init }) => [id.name as string, { kind: String(kind), value: init }]),
    ),
  );
}

const changing = new Set('set add delete clear push pop shift unshift splice sort reverse fill copyWithin'.split(' '));

/** The names of what is assigned to, or changed by a method of a collection. */
function changedNames(ast: AstNode): string[] {
  return [...nodesOf(ast)].flatMap(({ type, left, argument, operator, callee }) => {
    if (type === 'AssignmentExpression') return rootNames(left);
    if (type === 'UpdateExpression' || (type === 'UnaryExpression' && operator === 'delete')) return rootNames(argument);
    if (type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return [];
    return changing.has((callee.property as AstNode).name as string) ? rootNames(callee.object) : [];
  });
}

/** The variable that `a`, `a.b` or `a[0].b` belongs to. A pattern's `lastIndex` is set before each use, and keeps nothing. */
function rootNames(target: unknown): string[] {
  if (!isNode(target)) return [];
  if (target.type === 'Identifier') return [target.name as string];
  return (target.property as AstNode | undefined)?.name === 'lastIndex' ? [] : rootNames(target.object ?? target.expression);
}

/** Objects that change or may change: of a class of our own, weak maps, buffers. */
function isChangeable(value: AstNode | undefined): boolean {
  if (value?.type === 'CallExpression') return /^Buffer$/.test(String(((value.callee as AstNode).object as AstNode | undefined)?.name));
  return value?.type === 'NewExpression' && !/^(Map|Set|RegExp|TextEncoder|TextDecoder)$/.test(String((value.callee as AstNode).name));
}

/** All that a module may keep from one call to the next. */
function stateOf(ast: AstNode): string[] {
  const declared = declaredAtTop(ast);
  const changed = new Set(changedNames(ast));
  const kept = [...declared].filter(([name, { kind, value }]) => kind !== 'const' || changed.has(name) || isChangeable(value));
  const isStatic = ({ type, static: ofClass }: AstNode) => type === 'PropertyDefinition' && ofClass === true;
  return [...kept.map(([name]) => name), ...[...nodesOf(ast)].filter(isStatic).map(() => 'a static field')];
}

function isUnder(path: string, starts: readonly string[]): boolean {
  return starts.some((start) => path.startsWith(start));
}

/** The entry of the table that a file belongs to. */
function moduleOf(path: string): string | undefined {
  const module = Object.keys(mayImport).find((one) => path === one || path.startsWith(`${one}/`));
  return module ?? (/^formats\/[^/]+\.ts$/.test(path) ? shared : undefined);
}

const files = sources.map((path) => ({
  path,
  ast: parseAst(readFileSync(join(root, 'src', path), 'utf8'), { lang: 'ts' }, path) as unknown as AstNode,
}));

/** Each import of a file of ours, as a path in `src`. */
const ownImports = files.flatMap(({ path, ast }) =>
  importsOf(ast)
    .filter((name) => name.startsWith('.'))
    .map((name) => ({ path, target: relative(join(root, 'src'), join(root, 'src', dirname(path), name)).replace(/\.js$/, '.ts') })),
);

describe('the dependency rule', () => {
  it('has a place for every file', () => {
    expect(sources.filter((path) => moduleOf(path) === undefined)).toEqual([]);
    expect(ownImports.length).toBeGreaterThan(sources.length);
  });

  it.each(Object.keys(mayImport))('lets %s import what the design allows', (module) => {
    const allowed = [module, ...(mayImport[module] ?? [])];
    const violations = ownImports
      .filter(({ path, target }) => moduleOf(path) === module && !allowed.includes(moduleOf(target) ?? target))
      .filter(({ path, target }) => !(path.startsWith('cli/') && target === '../package.json'))
      .map(({ path, target }) => `src/${path} imports ${target}`);
    expect(violations).toEqual([]);
  });

  it('lets no module that others build on know them: there are no circles between modules', () => {
    const edges = new Set(
      ownImports
        .map(({ path, target }) => `${moduleOf(path)} → ${moduleOf(target)}`)
        .filter((edge) => new Set(edge.split(' → ')).size === 2),
    );
    expect([...edges].filter((edge) => edges.has(edge.split(' → ').reverse().join(' → ')))).toEqual([]);
  });

  it('keeps packages and parts of Node where they belong', () => {
    const violations = files.flatMap(({ path, ast }) =>
      importsOf(ast)
        .filter((name) => !name.startsWith('.') && !isUnder(path, mayUsePackage[name] ?? []))
        .map((name) => `src/${path} imports ${name}`),
    );
    expect(violations).toEqual([]);
  });

  it('keeps process, console and Buffer out of all that runs in a browser', () => {
    const violations = files.flatMap(({ path, ast }) =>
      globalsOf(ast)
        .filter((name) => !isUnder(path, mayUseGlobal[name] ?? []))
        .map((name) => `src/${path} uses ${name}`),
    );
    expect(violations).toEqual([]);
  });

  it('keeps no state in modules but pure tables', () => {
    const kept = files.flatMap(({ path, ast }) => stateOf(ast).map((name) => `${path}: ${name}`));
    expect(kept).toEqual(pureTables);
  });

  it.each([
    'let calls = 0;',
    'const known = new Map(); export function learn(key) { known.set(key, 1); }',
    'export const counts = { all: 0 }; const count = () => { counts.all++; };',
    'const seen = []; const see = (one) => { seen[seen.length] = one; };',
    'const tables = new KeyTables();',
    'const startsOf = new WeakMap();',
    'const buffer = Buffer.alloc(100);',
    'class Reader { static calls = 0; }',
  ])('knows state when it sees it: %s', (text) => {
    expect(stateOf(parseAst(text, { lang: 'ts' }, 'x.ts') as unknown as AstNode)).toHaveLength(1);
  });

  it('leaves nothing in index.ts but re-exports', () => {
    const index = files.find(({ path }) => path === 'index.ts');
    const statements = (index?.ast.body ?? []) as AstNode[];
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.filter(({ type, source }) => !type.startsWith('Export') || !isNode(source))).toEqual([]);
  });
});
