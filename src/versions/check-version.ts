import { type Diagnostic, type Report, reportTo } from '../diagnostics/diagnostic.js';
import { forms } from '../engine/versions/forms.js';
import { replacements } from '../engine/versions/renames.js';
import { type Config, hasKey, keySpan, type Property, valueSpan } from '../model/config.js';
import { lowerCase } from '../model/text.js';
import { formNotRead, formReadOtherwise, keyNotInVersion, pluginNotInVersion, settingNotInVersion } from './diagnostics.js';
import { firstAfter } from './needs.js';
import { linesInWords } from './plugin-keys.js';
import { type PluginSection, pluginSections } from './plugin-sections.js';
import type { Versions, VersionTarget } from './target.js';
import { pluginTables, type TargetTables, tablesOf } from './target-tables.js';
import type { Use } from './uses.js';
import { lineOf, type Release, textOf } from './version.js';

/** What a version does otherwise than the newest one with a configuration: forms that it does not read, plugins, keys. */
export function checkVersion(config: Config, uses: readonly Use[], { target, from }: Versions): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = reportTo(diagnostics);
  const yaml = uses.find(({ form }) => form === 'yaml');
  if (yaml !== undefined && tablesOf(target).unreadBy('yaml') !== undefined) {
    checkUse(yaml, target, report);
    return diagnostics;
  }
  for (const use of uses) checkUse(use, target, report);
  const tables = pluginTables(target, from);
  if (tables === undefined) return diagnostics;
  for (const section of pluginSections(config)) checkPlugin(section, tables, target, report);
  for (const { kind, properties } of config.sections) if (kind === 'service') checkSettings(properties, tables, target, report);
  return diagnostics;
}

/** What a version says of a form that it does not read. */
export function checkForm(use: Use, target: VersionTarget): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  checkUse(use, target, reportTo(diagnostics));
  return diagnostics;
}

function checkUse(use: Use, target: VersionTarget, report: Report): void {
  const unread = tablesOf(target).unreadBy(use.form);
  if (unread !== undefined) reportUse(use, unread, target, report);
}

function reportUse({ form, span }: Use, unread: Release, { name, releases }: VersionTarget, report: Report): void {
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

function checkPlugin(section: PluginSection, tables: TargetTables, target: VersionTarget, report: Report): void {
  const { kind, what, name, history, properties } = section;
  const plugin = tables.plugin(kind, history);
  if (!plugin.isThere) {
    const place = properties.find((property) => hasKey(property, 'name'));
    if (place === undefined) return;
    const expected = replacement(replacements.plugins, `${kind}.${lowerCase(name)}`);
    const args = { kind: what.replace(/^an? /, ''), plugin: name, version: target.name, lines: linesInWords(history.in) };
    report(pluginNotInVersion, valueSpan(place), expected === undefined ? args : { ...args, expected });
    return;
  }
  if (plugin.takesAnyKey) return;
  for (const property of properties) {
    // A map is a form.
    if (property.nested?.type === 'map') continue;
    const lines = plugin.versionsOf(property.key);
    if (lines === '') continue;
    const expected = replacement(replacements.keys, `${lowerCase(name)}.${lowerCase(property.key)}`);
    const args = { key: property.key, plugin: name, version: target.name, lines };
    report(keyNotInVersion, keySpan(property), expected === undefined ? args : { ...args, expected });
  }
}

function checkSettings(properties: readonly Property[], tables: TargetTables, { name }: VersionTarget, report: Report): void {
  for (const property of properties) {
    const lines = tables.versionsOfSetting(property.key);
    if (lines !== '') report(settingNotInVersion, keySpan(property), { key: property.key, version: name, lines });
  }
}

function replacement(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
