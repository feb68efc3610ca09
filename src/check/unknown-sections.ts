import { define } from '../diagnostics/define.js';
import { closest, didYouMean } from '../diagnostics/words.js';
import { sectionSpan, sectionsOf } from '../model/config.js';
import { kindOfHeader, pipelineKeys, topLevelKeys } from '../model/section-kinds.js';
import { lowerCase } from '../model/text.js';
import type { ConfigRule } from './rule.js';

export const sectionIgnored = define({
  code: 'FLB221',
  name: 'section-ignored',
  severity: 'warning',
  facts: ['C-21', 'Y-2'],
  why: 'Fluent Bit stores a section that it does not know and does nothing with it.',
  example: { classic: '[FLITER]\n    name  stdout\n    match *\n\n[INPUT]\n    name dummy\n' },
  says: ({ section, suggestion }: { section: string; suggestion?: string }) => ({
    text: `Fluent Bit knows no section '${section}' and ignores it`,
    ...didYouMean(suggestion),
  }),
});

/** What sections are called in one of the formats. */
const names = [...kindOfHeader.keys(), 'include', ...topLevelKeys, ...pipelineKeys];

/** Sections under a name that nothing reads (C-21, Y-2). Those that begin with `x-` are meant to be ignored. */
export const checkUnknownSections: ConfigRule = (config, report) => {
  for (const section of sectionsOf(config, 'other')) {
    const { name = '' } = section;
    // The reader says why a stream task is ignored.
    if (name.startsWith('x-') || name === 'STREAM_TASK') continue;
    const lower = lowerCase(name);
    // Some are names in the other format alone: `[PARSERS]` is not a `[PARSER]` (C-21).
    const meant = closest(
      lower,
      names.filter((one) => one !== lower),
    );
    const suggestion = meant !== undefined && name === name.toUpperCase() ? meant.toUpperCase() : meant;
    report(sectionIgnored, sectionSpan(section), suggestion === undefined ? { section: name } : { section: name, suggestion });
  }
};
