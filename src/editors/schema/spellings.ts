import { anyCase, escaped } from './patterns.js';

/**
 * The pattern of all spellings of a key that Fluent Bit takes: in any case, if it does not begin in lower case or has a `_`; in
 * lower case; and in camel case (Y-23). Of a key that is the beginning of others, with something behind it.
 */
export function spellingsOf(key: string, isPrefix = false): string {
  const rest = isPrefix ? '.+' : '$';
  const [first = '', ...others] = key;
  const capital = first.toUpperCase() + others.map(anyCase).join('');
  const forms = key.includes('_') ? [anyCase(key), ...camelCase(key)] : [escaped(key), capital];
  return `^(?:${forms.join('|')})${rest}`;
}

/** One form with a capital for each `_` and the letter behind it; none if there is another character behind one. */
function camelCase(key: string): string[] {
  const camel = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return camel.includes('_') || !/^[a-z]/.test(key) ? [] : [escaped(camel)];
}

/** The pattern of a name that is not translated, as one at the top, below `pipeline` or within processors: in any case. */
export function inAnyCase(name: string, isPrefix = false): string {
  return `^${anyCase(name)}${isPrefix ? '.+' : '$'}`;
}
