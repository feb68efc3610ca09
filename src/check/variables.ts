import { diagnostic } from '../diagnostics/diagnostic.js';
import { type Config, type Property, sectionsOf, valueSpan } from '../model/config.js';
import type { Key, Report } from './rule.js';

/** Looks at values that hold a `${`, knowing the variables that the file sets. `what` names the section. */
export type CheckVariables = (property: Property, key: Key, what: string) => void;

/** What becomes of `${VAR}`: not expanded at all (E-6, U-12), or not as it looks (E-3, E-5). */
export function variablesCheck(config: Config, report: Report): CheckVariables {
  const given = new Set(sectionsOf(config, 'env').flatMap(({ properties }) => properties.map(({ key }) => key)));
  return (property, key, what) => {
    const { value } = property;
    const span = valueSpan(property);
    if (!key.isExpanded) {
      report(diagnostic('FLB215', span, { key: key.name, what }));
      return;
    }
    const loss = lossOf(value);
    if (loss !== undefined) report(diagnostic('FLB243', span, { key: property.key, loss }));
    // Few values have such a default, and matchAll() copies its pattern: a fiftieth of a conversion.
    if (value.search(oddVariable) === -1) return;
    for (const [, variable = '', rest = ''] of value.matchAll(oddVariable)) {
      if (!given.has(variable + rest)) report(diagnostic('FLB244', span, { key: property.key, variable }));
    }
  };
}

/** A default in another way than `:-` is part of the variable's name (E-3). */
const oddVariable = /\$\{([A-Za-z_]\w*)((?::?[=?+]|-|:[^-])[^{}]*)\}/g;

/** What the engine makes of braces that it does not expect (E-5): all stays as it is, or the text from there on is lost. */
function lossOf(value: string): 'nothing expanded' | 'text lost' | undefined {
  let at = 0;
  for (let start = value.indexOf('${'); start !== -1; start = value.indexOf('${', at)) {
    const close = value.indexOf('}', at);
    if (close === -1) return at === 0 ? undefined : 'text lost';
    if (close < start) return at === 0 ? 'nothing expanded' : 'text lost';
    at = close + 1;
  }
  return undefined;
}
