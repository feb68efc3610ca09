import { type Diagnostic, type Report, reportTo } from '../diagnostics/diagnostic.js';
import { type Change, changes, forms } from '../engine/versions/forms.js';
import { type Config, hasKey, keySpan, valueSpan } from '../model/config.js';
import { isPluginKind } from '../model/kinds.js';
import { lowerCase } from '../model/text.js';
import type { Span } from '../source/span.js';
import { defaultChanged, startChanged, takesEffect, typeChanged } from './diagnostics.js';
import { hasPlugin, keyRanges, typeIn } from './plugin-keys.js';
import { type PluginSection, pluginSections } from './plugin-sections.js';
import type { VersionTarget } from './target.js';
import { tablesOf } from './target-tables.js';
import type { Use } from './uses.js';
import { isIn, newestRelease, type Release, rangeOfLines, releaseOf } from './version.js';

/**
 * What an upgrade changes for a configuration that it may have relied on: types and defaults of keys, forms that take effect now,
 * what stops the start. Keys and forms that the new version does not read are what `checkVersion` reports.
 */
export function checkUpgrade(config: Config, uses: readonly Use[], from: VersionTarget, to: VersionTarget): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = reportTo(diagnostics);
  const [before, after] = [lastOf(from), lastOf(to)];
  const reported = new Set<string>();
  for (const { form, span } of uses) {
    if (form === 'yaml' || tablesOf(from).unreadBy(form) === undefined || tablesOf(to).unreadBy(form) !== undefined) continue;
    const place = `${form} ${span.start}`;
    if (reported.has(place)) continue;
    reported.add(place);
    report(takesEffect, span, { what: forms[form].what, effect: forms[form].otherwise, from: from.name, version: to.name });
  }
  for (const section of pluginSections(config)) {
    checkTypes(section, { before, after, from, to }, report);
    checkDefaults(section, before, after, report);
  }
  for (const change of changes) {
    const since = releaseOf(change.since);
    const span = since > before && since <= after ? placeOf(change, config) : undefined;
    if (span !== undefined) report(startChanged, span, { effect: change.now, problem: change.before, since: change.since });
  }
  return diagnostics;
}

function lastOf({ releases }: VersionTarget): Release {
  return releases.at(-1) ?? newestRelease;
}

interface Step {
  readonly before: Release;
  readonly after: Release;
  readonly from: VersionTarget;
  readonly to: VersionTarget;
}

function checkTypes({ kind, name, history, properties }: PluginSection, { before, after, from, to }: Step, report: Report): void {
  for (const property of properties) {
    const ranges = keyRanges(kind, history, lowerCase(property.key)) ?? [];
    const [old, now] = [before, after].map((release) => typeIn(ranges, release));
    if (old === undefined || now === undefined || old === now || old === '?' || now === '?') continue;
    report(typeChanged, keySpan(property), { key: property.key, plugin: name, before: old, after: now, from: from.name, version: to.name });
  }
}

/** Defaults that have changed. A plugin or a key that is new brings what it does by itself. */
function checkDefaults({ name, history, properties }: PluginSection, before: Release, after: Release, report: Report): void {
  const place = properties.find((property) => hasKey(property, 'name'));
  if (place === undefined || !hasPlugin(history, before)) return;
  for (const [key, values] of Object.entries(history.defaults ?? {})) {
    if (properties.some((property) => hasKey(property, key))) continue;
    const [old, now] = [before, after].map((release) => valueIn(values, release));
    if (old === undefined || now === undefined || old.value === now.value) continue;
    report(defaultChanged, valueSpan(place), { key, plugin: name, before: shown(old.value), after: shown(now.value), lines: now.first });
  }
}

function valueIn(values: Readonly<Record<string, string | null>>, release: Release): { value: string | null; first: string } | undefined {
  for (const [lines, value] of Object.entries(values)) {
    if (isIn(release, [rangeOfLines(lines)])) return { value, first: lines.split('-')[0] ?? '' };
  }
  return undefined;
}

function shown(value: string | null): string {
  return value === null ? 'nothing' : value === '' ? 'an empty text' : `'${value}'`;
}

/** The first place of what a change concerns. */
function placeOf({ concerns }: Change, { sections }: Config): Span | undefined {
  for (const { kind, properties } of sections) {
    for (const property of properties) {
      const key = lowerCase(property.key);
      if (concerns === 'sideFiles' && kind === 'service' && sideFiles.has(key)) return keySpan(property);
      if (concerns === 'processors' && key === 'processors' && property.nested !== undefined) return keySpan(property);
      if (concerns === 'maps' && isPluginKind(kind) && property.nested !== undefined && !readAsMaps.has(key)) return keySpan(property);
      if (concerns === 'plugins' && isPluginKind(kind) && key === 'name') return valueSpan(property);
    }
  }
  return undefined;
}

const readAsMaps: ReadonlySet<string> = new Set(['processors', 'routes', 'telemetry']);

const sideFiles: ReadonlySet<string> = new Set(['parsers_file', 'plugins_file', 'streams_file']);
