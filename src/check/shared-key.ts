import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan } from '../model/config.js';
import { booleanOf } from '../model/text.js';
import type { NodeRule } from './rule.js';

/** The forward output wants a shared key beside a user's name or password (U-18). */
export const checkSharedKey: NodeRule = (properties, report) => {
  const login = properties.find(({ key }) => key === 'username' || key === 'password');
  const hasKey = properties.some(
    ({ key, property }) => key === 'shared_key' || (key === 'empty_shared_key' && booleanOf(property.value) !== false),
  );
  if (login === undefined || hasKey) return;
  report(diagnostic('FLB210', keySpan(login.property), { key: login.key }));
};
