import { define } from '../diagnostics/define.js';
import { type Diagnostic, diagnostic, type Report } from '../diagnostics/diagnostic.js';
import { severityIn } from '../diagnostics/severity.js';
import { type Config, hasKey, keySpan, type Property, type Section, sectionSpan } from '../model/config.js';
import { joinSections } from '../model/join-sections.js';
import { processorsOf } from '../model/processors.js';
import { CheckTables } from './check-tables.js';
import { isColonFatal, keyWithColon } from './colons.js';
import { Facts } from './facts.js';
import type { KeyTable } from './key-tables.js';
import { checkFilters } from './plugins/filters.js';
import { checkStructure } from './plugins/nested-faults.js';
import type { ConfigRule, Key, Vocabulary } from './rule.js';
import { checkParserNames } from './sections/parsers.js';
import { checkEnv, checkUpstreams } from './sections/upstreams.js';
import { checkUnknownSections } from './unknown-sections.js';
import { hasVariable } from './values.js';
import { type CheckVariables, variablesCheck } from './variables.js';

export const groupIgnored = define({
  code: 'FLB218',
  name: 'group-ignored',
  severity: 'warning',
  facts: ['C-25'],
  why: 'Classic has a form for groups, but no plugin reads them. Processors exist in YAML only.',
  example: {
    classic: '[UPSTREAM]\n    name eu\n    [PROCESSORS] \n        logs x\n\n[NODE]\n    name n-1\n    host 127.0.0.1\n    port 24224\n',
  },
  says: ({ group }: { group: string }) => ({ text: `no plugin reads the group '${group}': Fluent Bit ignores it`, help: 'remove it' }),
});

export interface CheckOptions {
  /** Whether it was read without errors; yes by default. */
  readonly isWhole?: boolean;
  /** Whether another file of the configuration loads plugins of the user's own. */
  readonly loadsPlugins?: boolean;
  /** What the configuration is checked for: if it is to be converted, some findings weigh less. `check` by default. */
  readonly purpose?: 'check' | 'convert';
  /** @internal What the checks of many files share, so that it is found out once. */
  readonly tables?: CheckTables;
}

const rules: readonly ConfigRule[] = [checkUnknownSections, checkParserNames, checkEnv];

/** Rules about files that were read without errors. */
const rulesOfWhole: readonly ConfigRule[] = [checkUpstreams, checkFilters];

/**
 * What Fluent Bit makes of a configuration: every trap that the rules know. Only a file that `isWhole`, read without
 * errors, can be blamed for what is missing. What it says weighs less when the configuration is to be converted. Regular
 * expressions are looked at if `readConfig` read one before: it loads what judges them.
 */
export function checkConfig(config: Config, options: CheckOptions = {}): Diagnostic[] {
  const { isWhole = true, loadsPlugins = doesLoadPlugins(config), purpose = 'check', tables = new CheckTables() } = options;
  const diagnostics: Diagnostic[] = [];
  const report: Report = (definition, span, args, more) => {
    const severity = severityIn(purpose, definition);
    if (severity === 'off') return;
    const found = diagnostic(definition, span, args, { ...more, severity });
    const last = diagnostics.at(-1);
    if (last === undefined || !saysTheSame(last, found)) diagnostics.push(found);
  };
  for (const rule of isWhole ? [...rulesOfWhole, ...rules] : rules) rule(config, report);
  new SectionChecker({ isWhole, loadsPlugins, tables }, variablesCheck(config, report), report).checkAll(config);
  return diagnostics;
}

/** Whether a file loads plugins of the user's own. */
export function doesLoadPlugins({ sections }: Config): boolean {
  return sections.some(({ kind, properties }) => {
    return kind === 'plugins' || (kind === 'service' && properties.some((property) => hasKey(property, 'plugins_file')));
  });
}

/** The items of a list stand under one key, so that a diagnostic about the key would be reported for each. */
function saysTheSame(a: Diagnostic, b: Diagnostic): boolean {
  if (a.code !== b.code || a.span.start !== b.span.start || a.span.end !== b.span.end) return false;
  const args = new Map(Object.entries(b.args));
  return Object.entries(a.args).every(([name, value]) => args.get(name) === value);
}

class SectionChecker {
  constructor(
    private readonly options: { readonly isWhole: boolean; readonly loadsPlugins: boolean; readonly tables: CheckTables },
    private readonly checkVariables: CheckVariables,
    private readonly report: Report,
  ) {}

  /** Settings count as one section, however many they are spread over (C-22). */
  checkAll({ sections }: Config): void {
    const services = sections.filter(({ kind }) => kind === 'service');
    if (services.length > 0) this.check(joinSections(services));
    for (const section of sections) if (section.kind !== 'service') this.check(section);
  }

  private check(section: Section, number = 1): void {
    const table = this.options.tables.keys.of(section);
    if (table !== undefined) this.checkBy(table, section, number);
    if (section.sections !== undefined) this.checkWithin(section.sections);
  }

  /** Nodes, and the groups of classic files, which no plugin reads (C-25). */
  private checkWithin(sections: readonly Section[]): void {
    let number = 0;
    for (const section of sections) {
      if (section.kind === 'group') this.report(groupIgnored, sectionSpan(section), { group: section.name ?? '' });
      else this.check(section, ++number);
    }
  }

  private checkBy(table: KeyTable, section: Section, number = 1): void {
    const { vocabulary } = table;
    const { properties } = section;
    const keys = new Array<Key>(properties.length);
    let i = 0;
    for (const property of properties) keys[i++] = table.keyOf(property.key);
    const facts = new Facts(section, keys, number, this.options.isWhole, this.options.loadsPlugins, this.options.tables.regexes.sayOf);
    i = 0;
    for (const property of properties) {
      const key = keys[i++];
      if (key === undefined) continue;
      if (key.name.endsWith(':') && isColonFatal(section, key.name)) {
        const { start, end } = keySpan(property);
        this.report(keyWithColon, { start, end }, { key: property.key }, { fix: { span: { start: end - 1, end }, text: '' } });
        continue;
      }
      if (property.nested === undefined) this.checkText(property, key, facts, vocabulary);
      else this.checkNested(property, facts, vocabulary);
    }
    for (const rule of vocabulary.rules) rule(facts, this.report);
  }

  private checkText(property: Property, key: Key, facts: Facts, { what }: Vocabulary): void {
    for (const rule of key.rules) rule(property, facts, this.report);
    if (hasVariable(property.value)) this.checkVariables(property, key, what);
  }

  private checkNested(property: Property, facts: Facts, { nestedRule }: Vocabulary): void {
    nestedRule?.(property, facts, this.report);
    if (facts.section.kind === 'input' || facts.section.kind === 'output') checkStructure(property, facts, this.report);
    if (property.key !== 'processors' || facts.section.kind === 'filter') return;
    for (const processor of processorsOf(property)) this.checkBy(this.options.tables.keys.ofProcessor(processor), processor);
  }
}
