import { type Diagnostic, type Report, reportTo } from '../diagnostics/diagnostic.js';
import { type FormName, forms } from '../engine/versions/forms.js';
import { pluginHistories } from '../engine/versions/plugin-history.js';
import { replacements } from '../engine/versions/renames.js';
import { type Config, hasKey, keySpan, type Property, valueSpan } from '../model/config.js';
import { lowerCase } from '../model/text.js';
import { formNotRead, formReadOtherwise, keyNotInVersion, pluginNotInVersion, settingNotInVersion } from './diagnostics.js';
import { firstAfter, unreadBy } from './needs.js';
import { linesInWords } from './plugin-keys.js';
import { type PluginSection, pluginSections } from './plugin-sections.js';
import { isReadBy, type VersionTarget } from './target.js';
import { type TargetPlugin, TargetPlugins } from './target-plugins.js';
import type { Use } from './uses.js';
import { lineOf, newestRelease, type Release, rangeOfLines, textOf } from './version.js';

/** What a version does otherwise than the newest one with a configuration: forms that it does not read, plugins, keys. */
export function checkVersion(config: Config, uses: readonly Use[], target: VersionTarget): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = reportTo(diagnostics);
  const yaml = uses.find(({ form }) => form === 'yaml');
  if (yaml !== undefined && unreadBy('yaml', target.releases) !== undefined) {
    checkUses([yaml], target, report);
    return diagnostics;
  }
  checkUses(uses, target, report);
  if (target.releases.every((release) => lineOf(release) === lineOf(newestRelease))) return diagnostics;
  const plugins = new TargetPlugins(target);
  for (const section of pluginSections(config)) checkPlugin(section, plugins.of(section), target, report);
  for (const { kind, properties } of config.sections) if (kind === 'service') checkSettings(properties, target, report);
  return diagnostics;
}

/** Each form is looked up once, however often it is used. */
function checkUses(uses: readonly Use[], target: VersionTarget, report: Report): void {
  const unreadForms = new Map<FormName, Release | undefined>();
  for (const use of uses) {
    const { form } = use;
    if (!unreadForms.has(form)) unreadForms.set(form, unreadBy(form, target.releases));
    const unread = unreadForms.get(form);
    if (unread !== undefined) reportUse(use, unread, target, report);
  }
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

function checkPlugin(section: PluginSection, plugin: TargetPlugin, target: VersionTarget, report: Report): void {
  const { kind, what, name, history, properties } = section;
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
    const key = lowerCase(property.key);
    const lines = plugin.find(key);
    if (lines === 'known' || lines === undefined) continue;
    const expected = replacement(replacements.keys, `${lowerCase(name)}.${key}`);
    const args = { key: property.key, plugin: name, version: target.name, lines };
    report(keyNotInVersion, keySpan(property), expected === undefined ? args : { ...args, expected });
  }
}

/** Where the keys of plugins begin that a target knows: the newest version may know some of them no longer. */
export function knownKeys(config: Config, target: VersionTarget): ReadonlySet<number> {
  const plugins = new TargetPlugins(target);
  const known = new Set<number>();
  for (const section of pluginSections(config)) {
    const plugin = plugins.of(section);
    for (const { key, keyStart } of section.properties) {
      if (keyStart !== undefined && (plugin.takesAnyKey || plugin.find(lowerCase(key)) === 'known')) known.add(keyStart);
    }
  }
  return known;
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
