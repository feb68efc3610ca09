import { hasVariable } from '../../check/values.js';
import { diagnostic } from '../../diagnostics/diagnostic.js';
import { firstValue, lastProperty, type Property, type Section, valueSpan } from '../../model/config.js';
import { pluginOf } from '../../model/plugins.js';
import { processorsWithin } from '../../model/processors.js';
import { scriptNotFound } from '../diagnostics.js';
import type { Finding, IncludeTree } from '../include-tree.js';
import { isAbsolute, isInside, pathIn } from '../paths.js';
import type { LoadedFile } from './section-references.js';

/**
 * Scripts of the filter lua that the engine does not find where it looks: in its working directory and beside the file that it
 * is started with (R-7, I-10). Says nothing where a path begins elsewhere on the machine, and of files that are only parts.
 */
export function checkScripts<File>(
  { start, kinds }: Pick<IncludeTree<File>, 'start' | 'kinds'>,
  main: readonly LoadedFile<File>[],
): Finding<File>[] {
  if (!kinds.has('input') && !kinds.has('service')) return [];
  const { host } = start;
  const isThere = (path: string) => [host.cwd, start.home].some((directory) => host.identify(pathIn(directory, path)) !== undefined);
  return main.flatMap(({ file, config }) =>
    config.sections.flatMap(scriptsOf).flatMap((script): Finding<File>[] => {
      const { value: path } = script;
      if (path === '' || hasVariable(path) || (isAbsolute(path) && !isInside(path, start.home)) || isThere(path)) return [];
      return [{ file, diagnostic: diagnostic(scriptNotFound, valueSpan(script), { path }) }];
    }),
  );
}

/** The script of a filter, or those of an input's or output's processors. */
function scriptsOf(section: Section): Property[] {
  if (section.kind === 'filter') return scriptOf(section);
  return section.kind === 'input' || section.kind === 'output' ? processorsWithin(section).flatMap(scriptOf) : [];
}

/** Code in the configuration counts before a script. */
function scriptOf(section: Section): Property[] {
  if (pluginOf('filter', firstValue(section, 'name') ?? '')?.name !== 'lua' || lastProperty(section, 'code') !== undefined) return [];
  const script = lastProperty(section, 'script');
  return script === undefined ? [] : [script];
}
