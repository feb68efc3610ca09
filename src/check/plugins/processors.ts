import { define } from '../../diagnostics/define.js';
import { firstValue, keySpan, type Section } from '../../model/config.js';
import { type Plugin, pluginOf } from '../../model/plugins.js';
import type { PluginsOfVersion } from '../../model/plugins-of-version.js';
import type { PropertyRule, SectionRule, Vocabulary } from '../rule.js';
import { pluginVocabulary } from './plugins.js';

export const processorNameMisspelt = define({
  code: 'FLB233',
  name: 'processor-name-misspelt',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['Y-43'],
  why: 'Fluent Bit looks for the name of a processor in lower case and does not translate keys there. Its `--dry-run` does not find the mistake.',
  example: {
    yaml: 'pipeline:\n  inputs:\n    - name: dummy\n      processors:\n        logs:\n          - Name: sql\n            query: SELECT * FROM STREAM;\n',
  },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' of a processor must be in lower case: Fluent Bit stops with "unknown configuration property"`,
    help: "write 'name'",
  }),
});

export const mapInProcessor = define({
  code: 'FLB234',
  name: 'map-in-processor',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['Y-43', 'Q-5'],
  why: 'A filter that runs as a processor takes texts and lists. A map may crash Fluent Bit, so there is no example.',
  sample: { key: 'regex', plugin: 'grep' },
  says: ({ key, plugin }: { key: string; plugin: string }) => ({
    text: `'${key}' holds a map: Fluent Bit crashes if the filter ${plugin} is a processor and gets one`,
    help: 'write a text, or use the filter under filters',
  }),
});

/** Filters are processors, too (Y-43). */
export function processorOf(section: Section): Plugin | undefined {
  const name = firstValue(section, 'name') ?? '';
  return pluginOf('processor', name) ?? pluginOf('filter', name);
}

/** What is known of a processor's keys. */
export function processorVocabulary(plugin: Plugin | undefined, ofVersion?: PluginsOfVersion): Vocabulary {
  const isFilter = plugin !== undefined && pluginOf('filter', plugin.name) === plugin;
  const { what, keyNamed, rules } = pluginVocabulary(isFilter ? 'filter' : 'processor', plugin, ofVersion);
  const all = [...rules, checkNameSpelling];
  return isFilter ? { what, keyNamed, rules: all, nestedRule: mapRule(plugin) } : { what, keyNamed, rules: all };
}

/** The keys of a processor are not translated: a `Name` is an unknown property (Y-43). */
const checkNameSpelling: SectionRule = (facts, report) => {
  const name = facts.first('name');
  if (name === undefined || facts.section.properties.some(({ key }) => key === 'name')) return;
  report(processorNameMisspelt, keySpan(name), { key: name.key });
};

/** Fluent Bit crashes at a map for a filter that is a processor, save for the condition of the processor itself (Y-43, Q-5). */
function mapRule({ name }: Plugin): PropertyRule {
  return (property, _facts, report) => {
    if (property.nested?.type !== 'map' || property.key === 'condition') return;
    report(mapInProcessor, keySpan(property), { key: property.key, plugin: name });
  };
}
