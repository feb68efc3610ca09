import { closest } from '../diagnostics/closest.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { sectionSpan, sectionsOf } from '../model/config.js';
import { listedKinds } from '../model/section-kinds.js';
import { lowerCase } from '../model/text.js';
import type { ConfigRule } from './rule.js';

const listNames = [...listedKinds.values()].flatMap(({ header, key }) => [lowerCase(header), key]);
const names = ['service', 'env', 'include', 'includes', 'pipeline', 'plugins', 'node', 'extensions', ...listNames];

/** Sections under a name that nothing reads (C-21, Y-2). Those that begin with `x-` are meant to be ignored. */
export const checkUnknownSections: ConfigRule = (config, report) => {
  for (const section of sectionsOf(config, 'other')) {
    const { name = '' } = section;
    // The reader says why a stream task is ignored.
    if (name.startsWith('x-') || name === 'STREAM_TASK') continue;
    const lower = lowerCase(name);
    // Some are names in the other format alone: `[PARSERS]` is no `[PARSER]` (C-21).
    const meant = closest(
      lower,
      names.filter((one) => one !== lower),
    );
    const suggestion = meant !== undefined && name === name.toUpperCase() ? meant.toUpperCase() : meant;
    report(diagnostic('FLB221', sectionSpan(section), suggestion === undefined ? { section: name } : { section: name, suggestion }));
  }
};
