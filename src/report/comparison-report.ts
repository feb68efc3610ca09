import type { ComparedDifference, ComparedPlace, ComparedSide, ComparisonResult, Consequence } from '../compare/comparison.js';
import type { ComparisonForm } from './forms.js';
import { jsonText } from './machine.js';
import { escaped, section } from './markdown.js';
import { counted, type Paint, painter } from './pretty.js';
import { printable } from './source-line.js';

export function formatComparison(result: ComparisonResult, form: ComparisonForm, color = false): string {
  switch (form) {
    case 'pretty':
      return formatText(result, painter(color));
    case 'json':
      return jsonText({ same: result.differences.length === 0, ...result });
    case 'markdown':
      return formatMarkdown(result);
  }
}

function formatText({ differences, consequences, notCompared, compared = [], before, after }: ComparisonResult, paint: Paint): string {
  const lines: string[] = [];
  for (const one of differences) {
    lines.push(paint(headingOf(one), 'strong'));
    if (one.before) lines.push(`  ${paint(`- ${sideText(one.before)}`, 'error')}`);
    if (one.after) lines.push(`  ${paint(`+ ${sideText(one.after)}`, 'info')}`);
    if (one.effect !== undefined) lines.push(`  = ${printable(one.effect)}`);
    lines.push(...one.consequences.map((found) => `  = ${consequenceText(found)}`), '');
  }
  if (consequences.length > 0)
    lines.push('What check says about one side only:', ...consequences.map((one) => `  ${consequenceText(one)}`), '');
  for (const { path, ...place } of notCompared)
    lines.push(`${placeText(place)}: what '${shown(path)}' holds was not compared: it cannot be read here`);
  for (const names of compared) lines.push(`compared: ${printable(names.before)} with ${printable(names.after)}`);
  lines.push(verdict(differences.length, before, after));
  return `${lines.join('\n')}\n`;
}

function verdict(count: number, before: string, after: string): string {
  const [from, to] = [printable(before), printable(after)];
  return count === 0 ? `${from} and ${to} mean the same to Fluent Bit` : `${from} and ${to}: ${counted(count, 'difference')}`;
}

function headingOf(difference: ComparedDifference): string {
  return printable(`${difference.label}: ${differenceText(difference)}`);
}

function differenceText({ what, key, before, after, isHidden }: ComparedDifference): string {
  switch (what) {
    case 'configuration':
    case 'section':
      return before === undefined ? 'added' : 'removed';
    case 'value':
      if (before?.values.length === 0 || before === undefined) return `${key} added`;
      if (after?.values.length === 0 || after === undefined) return `${key} removed`;
      return isHidden ? `${key} differs where a secret is hidden` : `${key} differs`;
    case 'keyOrder':
      return `the order of its keys differs from ${key} on`;
    case 'sectionOrder':
      return 'its place in the order differs';
  }
}

function sideText(side: ComparedSide): string {
  return [placeText(side), side.values.map((value) => `'${shown(value)}'`).join(', ')].filter((text) => text !== '').join(': ');
}

function placeText({ file, line, column }: ComparedPlace): string {
  return `${printable(file)}:${line}:${column}`;
}

function consequenceText({ code, severity, message, ...place }: Consequence): string {
  return `${placeText(place)}: ${severity} ${code}: ${printable(message)}`;
}

/** A value to the letter: what a terminal cannot show, or would obey, as escapes. */
function shown(value: string): string {
  return printable(value) === value ? value : jsonText([value]).slice('[\n  "'.length, -'"\n]\n'.length);
}

function formatMarkdown({ differences, consequences, notCompared, compared = [], before, after }: ComparisonResult): string {
  const cells = (side: ComparedSide | undefined) => (side === undefined ? '' : sideText(side));
  const effects = ({ effect, consequences: found }: ComparedDifference) =>
    [...(effect === undefined ? [] : [effect]), ...found.map(({ code, message }) => `${code}: ${message}`)].join('; ');
  return [
    `# Comparison\n\n${escaped(verdict(differences.length, before, after))}\n`,
    section(
      'Differences',
      ['Section', 'Difference', 'Before', 'After', 'Effect'],
      differences.map((one) => [one.label, differenceText(one), cells(one.before), cells(one.after), effects(one)]),
    ),
    section(
      'What check says about one side only',
      ['Place', 'Code', 'Message'],
      consequences.map((one) => [placeText(one), one.code, one.message]),
    ),
    section(
      'Compared',
      ['Before', 'After'],
      compared.map((names) => [names.before, names.after]),
    ),
    section(
      'Not compared',
      ['Place', 'File'],
      notCompared.map(({ path, ...place }) => [placeText(place), path]),
    ),
  ].join('');
}
