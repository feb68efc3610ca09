import fc from 'fast-check';

const states = ['start_state', 'cont', 'start_state, cont', 'a b', 'a"b', 'C:\\', 'é'];
const regexes = ['/^a/', '/(\\d+) "x"/', '/\\\\/', '/a b$/i', '\\', '/x\\"y/', 'no_slash'];

const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`;

/** Rules as most people write them, the texts in quotes. */
export const canonicalRule = fc
  .tuple(fc.constantFrom(...states.slice(0, 5)), fc.constantFrom(...regexes.slice(0, 4)), fc.constantFrom('cont', 'next one'))
  .map((texts) => texts.map(quoted).join(' '));

/** Rules that the engine reads in ways of its own (M-7): no next state, text behind, no quotes, quotes and backslashes anywhere. */
const oddRule = fc.constantFrom(
  '"start_state" "/a/"',
  '"start_state" "/a/" "cont" # why',
  '"start_state" "/a/" "cont" more "and more"',
  'start_state /a/ cont',
  "'start_state' '/a/' 'cont'",
  '"start_state"  "/a b/"   cont',
  '"start_state" /a"b/ c"d"',
  '"start_state" "/a\\"b/" "cont\\"',
  '"start_state" "/a/" "cont',
  '"start_state" "/a/" "next state\\',
  '"start_state" /a\\ cont\\',
  '"" "/a/" "cont"',
  '" a" "/a/" "cont "',
  '"start_state"\t"/a/"\t"cont"',
  '"start_state""/a/""cont"',
  '"',
  '\\',
);

const piecedRule = fc
  .array(fc.constantFrom('"', '\\', ' ', 'a', '/b/', ',', "'", '\t', '" "', '\\"'), { minLength: 1, maxLength: 12 })
  .map((pieces) => pieces.join(''));

/** Any text of a rule as a file may have it. */
export const writtenRule = fc.oneof({ arbitrary: canonicalRule, weight: 3 }, oddRule, piecedRule);

/** A text that may be one of a rule. */
export const ruleTextPart = fc
  .array(fc.constantFrom('"', '\\', ' ', 'a', '/b/', ',', "'", '\t', '\\"', '\\\\', 'é', '\n', '\u00a0'), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''));
