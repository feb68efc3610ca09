import fc from 'fast-check';

/** One of these keys, now and then in another case: repeated keys meet their case variants. */
export function keyInSomeCase(keys: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...keys), fc.constantFrom('', '', 'upper', 'capital')).map(([key, form]) => {
    if (form === 'upper') return key.toUpperCase();
    return form === 'capital' ? key.charAt(0).toUpperCase() + key.slice(1) : key;
  });
}
