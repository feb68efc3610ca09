import { type Diagnostic, type Report, reportTo } from '../diagnostics/diagnostic.js';
import { forms } from '../engine/versions/forms.js';
import { pluginHistories } from '../engine/versions/plugin-history.js';
import { replacements } from '../engine/versions/renames.js';
import { type Config, hasKey, keySpan, type Property, valueSpan } from '../model/config.js';
import { lowerCase } from '../model/text.js';
import { formNotRead, formReadOtherwise, keyNotInVersion, pluginNotInVersion, settingNotInVersion } from './diagnostics.js';
import { firstAfter, unreadBy } from './needs.js';
import { hasPlugin, keyRanges, linesInWords, takesAnyKey } from './plugin-keys.js';
import { type PluginSection, pluginSections } from './plugin-sections.js';
import { isReadBy, type VersionTarget } from './target.js';
import { type Use, usesOf, type Written } from './uses.js';
import { lineOf, newestRelease, type Release, rangeOfLines, textOf } from './version.js';

/** What a version does otherwise than the newest one with a configuration: forms that it does not read, plugins, keys. */
export function checkVersion(config: Config, written: Written, target: VersionTarget): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = reportTo(diagnostics);
  const uses = usesOf(config, written);
  const yaml = uses.find(({ form }) => form === 'yaml');
  if (yaml !== undefined && unreadBy('yaml', target.releases) !== undefined) {
    checkUse(yaml, target, report);
    return diagnostics;
  }
  for (const use of uses) checkUse(use, target, report);
  if (target.releases.every((release) => lineOf(release) === lineOf(newestRelease))) return diagnostics;
  for (const section of pluginSections(config)) checkPlugin(section, target, report);
  for (const { kind, properties } of config.sections) if (kind === 'service') checkSettings(properties, target, report);
  return diagnostics;
}

function checkUse({ form, span }: Use, { name, releases }: VersionTarget, report: Report): void {
  const unread = unreadBy(form, releases);
  if (unread === undefined) return;
  const { what, otherwise, severity, instead }: (typeof forms)[typeof form] & { instead?: string } = forms[form];
  const since = firstAfter(form, unread);
  // Of a line some releases may read it.
  const version = releases.length > 1 && since !== undefined && lineOf(since) === lineOf(unread) ? textOf(unread) : name;
  const args = {
    what,
    version,
    effect: otherwise,
    ...(since === undefined ? {} : { since: textOf(since) }),
    ...(instead === undefined ? {} : { expected: instead }),
  };
  report(severity === 'error' ? formNotRead : formReadOtherwise, span, args);
}

function checkPlugin(section: PluginSection, target: VersionTarget, report: Report): void {
  const { kind, what, name, history, properties } = section;
  const release = target.releases[0] ?? newestRelease;
  if (!hasPlugin(history, release)) {
    const place = properties.find((property) => hasKey(property, 'name'));
    if (place === undefined) return;
    const expected = replacement(replacements.plugins, `${kind}.${lowerCase(name)}`);
    const args = { kind: what, plugin: name, version: target.name, lines: linesInWords(history.in) };
    report(pluginNotInVersion, valueSpan(place), expected === undefined ? args : { ...args, expected });
    return;
  }
  if (takesAnyKey(history, release)) return;
  for (const property of properties) {
    const key = lowerCase(property.key);
    const lines = linesWithout(section, key, target);
    if (lines === undefined) continue;
    const expected = replacement(replacements.keys, `${lowerCase(name)}.${key}`);
    const args = { key: property.key, plugin: name, version: target.name, lines: linesInWords(lines) };
    report(keyNotInVersion, keySpan(property), expected === undefined ? args : { ...args, expected });
  }
}

/** The lines that have a key which the target has not; undefined if it has it, or if nothing is known. */
function linesWithout({ kind, history }: PluginSection, key: string, target: VersionTarget): string | undefined {
  const ranges = keyRanges(kind, history, key);
  if (ranges === undefined || ranges.length === 0 || isReadBy(target, ranges)) return undefined;
  return ranges.map(({ lines }) => lines).join(', ');
}

/** Whether a target knows a key of a plugin that the newest version does not know, or no longer. */
export function isKnownKey(config: Config, at: number, { releases }: VersionTarget): boolean {
  const release: Release = releases[0] ?? newestRelease;
  for (const { kind, history, properties } of pluginSections(config)) {
    const property = properties.find((one) => one.keyStart === at);
    if (property === undefined) continue;
    return takesAnyKey(history, release) || isReadBy({ name: '', releases }, keyRanges(kind, history, lowerCase(property.key)) ?? []);
  }
  return false;
}

function checkSettings(properties: readonly Property[], target: VersionTarget, report: Report): void {
  const { service } = pluginHistories();
  for (const property of properties) {
    const key = lowerCase(property.key);
    const lines = Object.hasOwn(service, key) ? service[key] : undefined;
    if (lines === undefined || isReadBy(target, [rangeOfLines(lines)])) continue;
    report(settingNotInVersion, keySpan(property), { key: property.key, version: target.name, lines: linesInWords(lines) });
  }
}

function replacement(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
