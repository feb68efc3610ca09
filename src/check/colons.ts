import { define } from '../diagnostics/define.js';
import type { Section, SectionKind } from '../model/config.js';
import { isPluginKind } from '../model/kinds.js';
import { pluginOfSection } from '../model/plugins.js';

export const keyWithColon = define({
  code: 'FLB256',
  name: 'key-with-colon',
  severity: 'error',
  severityIn: { convert: 'warning' },
  facts: ['C-14', 'C-17'],
  why: 'In classic a space alone separates a key from its value: a colon is a part of the key, which nothing reads then.',
  example: { classic: '[INPUT]\n    Name: cpu\n    Tag:  my.cpu\n' },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' ends with a colon, which is a part of the key: Fluent Bit does not start`,
    help: `write '${key.slice(0, -1)}', a space and the value`,
  }),
});

/** Keys without which a section is refused; other ones that a parser does not know are ignored (M-5b). */
const needed: Partial<Record<SectionKind, readonly string[]>> = { parser: ['name:', 'format:'], multiline_parser: ['name:', 'type:'] };

/** Whether a key that ends with a colon keeps Fluent Bit from starting. A plugin of the user's own may have any. */
export function isColonFatal(section: Section, name: string): boolean {
  if (!isPluginKind(section.kind)) return needed[section.kind]?.includes(name) ?? false;
  return name === 'name:' || pluginOfSection(section) !== undefined;
}
