import { define } from '../diagnostics/define.js';
import type { Report } from '../diagnostics/diagnostic.js';
import { type Config, type Property, sectionsOf, valueSpan } from '../model/config.js';
import type { Key } from './rule.js';

export const variableNotExpanded = define({
  code: 'FLB215',
  name: 'variable-not-expanded',
  severity: 'warning',
  facts: ['E-6', 'U-12'],
  why: 'Fluent Bit expands variables in most values, but not in this one: it takes the text as it is.',
  example: {
    classic:
      '[UPSTREAM]\n    name ${CLUSTER}\n[NODE]\n    name ${N}\n    host h\n    port 1\n    tls ${T}\n    tls.verify ${V}\n    tls.debug ${D}\n',
  },
  says: ({ key, what }: { key: string; what: string }) => ({
    text: `Fluent Bit does not expand variables in '${key}' of ${what}`,
    help: 'write the value out',
  }),
});

export const unexpectedBraces = define({
  code: 'FLB243',
  name: 'unexpected-braces',
  severity: 'warning',
  facts: ['E-5'],
  why: "Fluent Bit looks for the '}' of a variable from the beginning of the text, so that braces of JSON get in its way.",
  example: { classic: '[INPUT]\n    name  dummy\n    dummy {"a":{},"h":"${HOSTNAME}"}\n    tag   ${A}{}${A}\n' },
  says: ({ key, loss }: { key: string; loss: 'nothing expanded' | 'text lost' }) => ({
    text:
      loss === 'text lost'
        ? `Fluent Bit loses a part of '${key}': a '}' stands alone, or a '\${' does not end, behind a variable`
        : `Fluent Bit does not expand the variables in '${key}': a '}' stands before the first of them`,
    help: 'move the whole value into one variable',
  }),
});

export const oddDefault = define({
  code: 'FLB244',
  name: 'odd-default',
  severity: 'warning',
  facts: ['E-3'],
  why: "The only operator is ':-'. With any other, Fluent Bit looks for a variable whose name contains it, and finds none.",
  example: { classic: '[INPUT]\n    name dummy\n    tag  ${TAG-none}\n' },
  says: ({ key, variable }: { key: string; variable: string }) => ({
    text: `Fluent Bit takes all of '\${${variable}…}' in '${key}' for the name of a variable`,
    help: 'write a default behind :- within the braces',
  }),
});

/** Looks at values that hold a `${`, knowing the variables that the file sets. `what` names the section. */
export type CheckVariables = (property: Property, key: Key, what: string) => void;

/** `${VAR}` that is not expanded at all (E-6, U-12), or not as it looks (E-3, E-5). */
export function variablesCheck(config: Config, report: Report): CheckVariables {
  const given = new Set(sectionsOf(config, 'env').flatMap(({ properties }) => properties.map(({ key }) => key)));
  return (property, key, what) => {
    const { value } = property;
    // A template is filled in before Fluent Bit sees it, and so is what another engine's '$$' stands before.
    if (!value.includes('${') || /\{\{|\$\$\{/.test(value)) return;
    const span = valueSpan(property);
    if (!key.isExpanded) {
      report(variableNotExpanded, span, { key: key.name, what });
      return;
    }
    const loss = lossOf(value);
    if (loss !== undefined) report(unexpectedBraces, span, { key: property.key, loss });
    // Few values have such a default, and matchAll() copies its pattern: a fiftieth of a conversion.
    if (value.search(oddVariable) === -1) return;
    for (const [, variable = '', rest = ''] of value.matchAll(oddVariable)) {
      if (!given.has(variable + rest)) report(oddDefault, span, { key: property.key, variable });
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
