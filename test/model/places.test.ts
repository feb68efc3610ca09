import { expect, it } from 'vitest';
import { readConfig } from '../../src/index.js';
import { keySpan, valueSpan, withValue } from '../../src/model/config.js';

const text = '@INCLUDE in.conf\n[INPUT]\n    Name   cpu\n    tag    a\n';

it('a property with another value has its place still', async () => {
  const { config } = await readConfig(text, { fileName: 'a.conf' });
  const properties = config.sections.flatMap((section) => section.properties);
  expect(properties.map((property) => text.slice(valueSpan(property).start, valueSpan(property).end))).toEqual(['in.conf', 'cpu', 'a']);
  for (const property of properties) {
    const other = withValue(withValue(property, ''), 'something longer');
    expect(other.value).toBe('something longer');
    expect([keySpan(other), valueSpan(other)]).toEqual([keySpan(property), valueSpan(property)]);
  }
  expect(valueSpan(withValue({ key: 'a', value: 'b' }, 'c'))).toEqual({ start: 0, end: 0 });
});
