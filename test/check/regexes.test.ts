import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayNeedParser, partsOf } from '../../src/check/regexes.js';
import type { RegexPlace } from '../../src/engine/regex-keys.js';
import { applyFixes, checkConfig, convert, isError, readConfig } from '../../src/index.js';
import { needsParser } from '../../src/regex/onigmo.js';
import { checked } from '../support/checked.js';

const bad = '(?P<x>a)';

/** What is said of regular expressions in a text: the code, and the piece of the text that it is said of. */
async function shown(text: string): Promise<string[]> {
  const found = (await checked(text)).filter(({ code }) => /^FLB2(?:49|50|51)$/.test(code));
  return found.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

function section(header: string, ...lines: string[]): string {
  return `[${header}]\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

describe('a regular expression that Fluent Bit refuses (I-26)', () => {
  it.each([
    ['of a parser', section('PARSER', 'name p', 'format regex', `regex /^${bad}$/`)],
    ['of a multiline parser', section('MULTILINE_PARSER', 'name m', 'type regex', `rule "start_state" "/${bad}/" "start_state"`)],
    ['of grep', section('FILTER', 'name grep', 'match *', `regex log ${bad}`)],
    ['of grep, to exclude', section('FILTER', 'name grep', 'match *', `exclude $log['a'] x ${bad}`)],
    ['of rewrite_tag', section('FILTER', 'name rewrite_tag', 'match *', `rule $log "${bad}" new false`)],
    ['of modify', section('FILTER', 'name modify', 'match *', `remove_regex ${bad}`)],
    ['of a condition of modify', section('FILTER', 'name modify', 'match *', `condition A_Key_Matches ${bad}`, 'add a b')],
    ['of the second of two', section('FILTER', 'name modify', 'match *', `condition matching_keys_have_matching_values a ${bad}`)],
    ['of log_to_metrics', section('FILTER', 'name log_to_metrics', 'match *', `exclude a ${bad}`)],
    ['of a filter', section('FILTER', 'name stdout', `match_regex ${bad}`)],
  ])('%s is an error where it goes wrong, and right when it is fixed', async (_, text) => {
    expect(await shown(text)).toEqual(['FLB249 (?P<']);
    const fixed = applyFixes(text, await checked(text)).text;
    expect(fixed).toBe(text.replace('(?P<', '(?<'));
    expect(await shown(fixed)).toEqual([]);
  });

  it.each([
    ['an output', section('OUTPUT', 'name stdout', `match_regex ${bad}`)],
    ['the tag of tail', section('INPUT', 'name tail', 'path /a', `tag_regex ${bad}`)],
    ['the names of thermal', section('INPUT', 'name thermal', `name_regex ${bad}`)],
    ['the types of thermal', section('INPUT', 'name thermal', `type_regex ${bad}`)],
  ])('of %s is left out', async (_, text) => {
    expect(await shown(text)).toEqual(['FLB250 (?P<']);
  });

  it.each([
    ['plain', `regex: ^${bad}$`, '(?P<'],
    ['in single quotes', `regex: '^${bad}$'`, '(?P<'],
    ['with escapes', 'regex: "^\\\\d(?P<x>a)$"', '"^\\\\d(?P<x>a)$"'],
  ])('of YAML is found where it is written: %s', async (_, line, piece) => {
    expect(await shown(`parsers:\n  - name: p\n    format: regex\n    ${line}\n`)).toEqual([`FLB249 ${piece}`]);
  });

  it('of a processor is one, too', async () => {
    const text = `pipeline:\n  inputs:\n    - name: dummy\n      processors:\n        logs:\n          - name: grep\n            regex: log ${bad}\n`;
    expect(await shown(text)).toHaveLength(1);
  });

  it('weighs less in a conversion', async () => {
    const { diagnostics } = await convert(section('FILTER', 'name grep', 'match *', `regex log ${bad}`), { from: 'classic' });
    expect(diagnostics.filter(isError)).toEqual([]);
    expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toContain('FLB249 warning');
  });

  it('gives way to one that lets the point match a newline', async () => {
    const text = section('FILTER', 'name grep', 'match *', 'regex log (?is)a.b');
    expect(applyFixes(text, await checked(text)).text).toBe(text.replace('(?is)', '(?im)'));
  });
});

describe('nothing is said', () => {
  it.each([
    ['of a good one', section('FILTER', 'name grep', 'match *', 'regex log ^(?<x>a)$')],
    ['of one with a variable', section('FILTER', 'name grep', 'match *', `regex log \${R}(`)],
    ['of a parser in another format', section('PARSER', 'name p', 'format json', `regex ${bad}`)],
    [
      'of a rule without one',
      section('MULTILINE_PARSER', 'name m', 'type endswith', 'match_string x', 'rule "start_state" "/(/" "start_state"'),
    ],
    ['of a condition on keys', section('FILTER', 'name modify', 'match *', 'condition key_exists (', 'add a b')],
    ['of a plugin that nobody knows', section('FILTER', 'name mine', 'match *', `regex log ${bad}`)],
  ])('%s', async (_, text) => {
    expect(await shown(text)).toEqual([]);
  });

  it('if the configuration was made by hand, and no judge was needed yet', () => {
    expect(checkConfig({ sections: [{ kind: 'filter', properties: [{ key: 'name', value: 'stdout' }] }] })).toEqual(expect.any(Array));
  });
});

describe('what judges regular expressions', () => {
  // Of the texts that need nothing, a part may not need it either: as a whole, after a word, or a word of a rule.
  const word = fc.array(
    fc.constantFrom('a', 'b', '(', ')', '[', ']', '*', '?', '{2}', '|', '/', '/x', '"', "'", '\\', '(?i)', '(?:', '^'),
    {
      maxLength: 6,
    },
  );
  const value = fc.array(
    word.map((signs) => signs.join('')),
    { maxLength: 4 },
  );

  it('is loaded wherever a part of a value needs it', () => {
    const places: RegexPlace[] = ['all', 'rest', [0, 1, 2, 3]];
    fc.assert(
      fc.property(value, fc.constantFrom(' ', '  ', '\t'), (words, blank) => {
        const text = words.join(blank);
        const isNeeded = places.flatMap((place) => partsOf(text, place)).some((part) => needsParser(part.text));
        expect(isNeeded && !mayNeedParser(text)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a regular expression that means something else (I-26)', () => {
  it('is a warning at each of its doubtful parts', async () => {
    expect(await shown(section('FILTER', 'name grep', 'match *', 'regex log %{IP:ip} \\<a'))).toEqual(['FLB251 %{IP:ip}', 'FLB251 \\<']);
  });

  it.each([
    ['node_exporter_metrics', 'diskstats.ignore_device_regex'],
    ['node_exporter_metrics', 'filesystem.ignore_mount_point_regex'],
    ['node_exporter_metrics', 'systemd_include_pattern'],
    ['process_exporter_metrics', 'process_exclude_pattern'],
    ['thermal', 'type_regex'],
  ])('is looked for in the patterns of inputs: %s, %s', async (name, key) => {
    expect(await shown(section('INPUT', `name ${name}`, `${key} ^a\\<b`))).toEqual(['FLB251 \\<']);
  });

  it('is known from what readConfig read', async () => {
    const { config } = await readConfig(section('FILTER', 'name grep', 'match *', 'regex log \\Qa\\E'));
    expect(checkConfig(config).filter(({ code }) => code === 'FLB251')).toHaveLength(2);
  });
});
