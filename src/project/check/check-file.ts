import { checkConfig } from '../../check/check-config.js';
import { CheckTables } from '../../check/check-tables.js';
import { withOneCause } from '../../check/one-cause.js';
import type { ReadResult } from '../../convert.js';
import { type Code, type Diagnostic, isError } from '../../diagnostics/diagnostic.js';
import type { Format } from '../../formats/format.js';
import type { SourceFile } from '../../source/source-file.js';
import { forVersions } from '../../versions/for-target.js';
import { pluginTables, type Versions } from '../../versions/target.js';
import { hasIncludes } from '../references.js';

/** A file and its diagnostics. */
export interface CheckedFile {
  readonly source: SourceFile;
  /** Undefined if neither its name nor its content tells it. */
  readonly format: Format | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What an upstream lacks: it may stand in another file of the same tree (U-17). */
export const lacks: ReadonlySet<Code> = new Set<Code>(['FLB201', 'FLB203']);

/** What a file is to the configuration that it belongs to. */
export interface FileRole {
  /** Whether it is only a part of it. */
  readonly isPart?: boolean;
  /** Whether any file of it loads plugins of the user's own. */
  readonly loadsPlugins?: boolean;
  /** The version that it is for; the newest one by default. */
  readonly versions?: Versions | undefined;
  /** What checks of other files have found out so far. */
  readonly tables?: CheckTables;
}

/** The diagnostics of a file by itself, be it all that the engine reads or a part. */
export function checkFile(
  reading: ReadResult,
  { isPart = hasIncludes(reading.config), loadsPlugins, versions, tables = tablesFor(versions) }: FileRole = {},
): CheckedFile {
  const { source, config, diagnostics, format } = reading;
  if (format === undefined) return { source, format, diagnostics };
  const found = checkConfig(config, {
    isWhole: !diagnostics.some(isError),
    ...(loadsPlugins ? { loadsPlugins } : {}),
    tables,
  });
  const all = withOneCause([...diagnostics, ...(isPart ? found.filter(({ code }) => !lacks.has(code)) : found)]);
  return { source, format, diagnostics: versions === undefined ? all : forVersions(reading, all, versions) };
}

/** Tables for checks of files that are for a version. */
export function tablesFor(versions: Versions | undefined): CheckTables {
  return new CheckTables(pluginTables(versions?.target, versions?.from));
}
