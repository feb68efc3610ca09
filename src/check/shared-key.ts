import { diagnostic } from '../diagnostics/diagnostic.js';
import { keySpan } from '../model/config.js';
import { booleanOf } from '../model/text.js';
import type { PropertyRule } from './rule.js';

/** The forward output wants a shared key beside a user's name or password (U-18). Looks at the first of the two. */
export const checkLogin: PropertyRule = (property, facts, report) => {
  if (property !== (facts.first('username') ?? facts.first('password')) || facts.has('shared_key')) return;
  const empty = facts.first('empty_shared_key');
  if (empty === undefined || booleanOf(empty.value) === false) report(diagnostic('FLB210', keySpan(property), { key: property.key }));
};
