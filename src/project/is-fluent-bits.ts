import type { ReadResult } from '../convert.js';
import { isError } from '../diagnostics/diagnostic.js';
import { otherServiceKeys, serviceKeys } from '../engine/service-keys.js';
import { firstValue, type Section } from '../model/config.js';
import { kindOf } from '../model/kinds.js';
import { kindOfList } from '../model/section-kinds.js';
import { lowerCase } from '../model/text.js';

/** Whether what was read is Fluent Bit's: other programs' files have sections of the same names, too. */
export function isFluentBits(reading: ReadResult): boolean {
  const { format, source, config, diagnostics } = reading;
  const isClassic = format?.name === 'classic';
  if (isClassic && isIni(source.text)) return false;
  // fluentd and syslog-ng include files by the same command, among lines that are not Fluent Bit's.
  const isWhole = !diagnostics.some(isError);
  const abbreviated = new Set(diagnostics.flatMap(({ code, span }) => (code === 'FLB126' ? [span.start] : [])));
  return config.sections.some((section) => {
    if (section.kind === 'include') return isWhole;
    return isClassic ? isOwnKind(section) : isOwnInYaml(section) && !abbreviated.has(section.span?.start ?? -1);
  });
}

/**
 * Whether a file that a configuration refers to is one itself: its sections are Fluent Bit's, or it reads without an error and has
 * nothing else in it, as a file of variables. Nothing of any other file is shown: it may be one that nobody is to see.
 */
export function isConfiguration(reading: ReadResult): boolean {
  const { config, diagnostics, format, source } = reading;
  if (isFluentBits(reading)) return true;
  if (diagnostics.some(isError)) return format?.name !== 'classic' && ownList.test(source.text);
  return config.sections.every(isOwnKind);
}

/** Lists that no other program's files have. */
export const ownList = new RegExp(`^["{ ]*(?:${['pipeline', ...kindOfList.keys()].join('|')})"?[ \\t]*:`, 'm');

/**
 * Whether what was read is beyond doubt a classic configuration as it is: of a file whose name does not say so, which may be a
 * template or anything else.
 */
export function isSurelyFluentBits(reading: ReadResult): boolean {
  const { format, source, config, diagnostics } = reading;
  if (format?.name !== 'classic' || diagnostics.some(isError) || template.test(source.text) || isIni(source.text)) return false;
  return config.sections.every(isSure) && config.sections.some(({ kind }) => kind !== 'env');
}

/** What Helm, Jinja and ERB replace. */
const template = /\{\{|\{%|<%/;

/** Whether a section has what Fluent Bit does not start without, or reads there. */
function isSure(section: Section): boolean {
  const { kind, properties } = section;
  const { role, joins = false } = kindOf(kind);
  switch (role) {
    case 'include':
      // Doxygen and syslog-ng have a command of the same name.
      return properties.every(({ value }) => !/^[="']/.test(value));
    case 'settings':
      return properties.some(({ key }) => settings.has(familyOf(key)));
    case 'plugin':
    case 'used':
      // Sections that count as one have no names.
      return joins || firstValue(section, 'name') !== undefined;
    case 'nothing':
      return false;
  }
}

/** Whether the first setting is written `key = value`: a unit of systemd has a `[Service]` as well. */
function isIni(text: string): boolean {
  const [first = ''] = /^[ \t]*[^\s#;[@].*/m.exec(text) ?? [];
  return /^[ \t]*[\w.-]+[ \t]*=/.test(first);
}

function isOwnKind({ kind }: Section): boolean {
  return kind !== 'other' && kind !== 'command';
}

/** Whether no other program's YAML is likely to have such a section: the values of a chart have `env` and `service`, too. */
function isOwnInYaml({ kind, properties }: Section): boolean {
  switch (kindOf(kind).role) {
    case 'settings':
      return properties.length > 0 && properties.every(({ key }) => settings.has(familyOf(key)));
    case 'used':
      if (kind === 'plugins') return properties.some(({ value }) => /\.(?:so|dll|dylib)\b/.test(value));
      return kind !== 'env';
    case 'plugin':
    case 'include':
      return true;
    case 'nothing':
      return false;
  }
}

/** The settings of the engine, those of a family by its name: a later engine has more of them. */
const settings: ReadonlySet<string> = new Set([...serviceKeys.keys(), ...otherServiceKeys.keys()].map(familyOf));

/** `storage` of `storage.path`. */
function familyOf(key: string): string {
  return lowerCase(key).split('.', 1)[0] ?? '';
}
