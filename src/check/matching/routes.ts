import type { Nested } from '../../model/nested.js';

/** The outputs below each `to` of routes. */
export function routedOutputs(nested: Nested): string[] {
  if (nested.type === 'list') return nested.items.flatMap(({ value }) => routedOutputs(value));
  if (nested.type === 'scalar') return [];
  return nested.entries.flatMap(({ key, value }) => (key === 'to' && value.type === 'map' ? namesIn(value) : routedOutputs(value)));
}

/** An output's alias or name in a route: the engine numbers outputs of one name. */
export function outputNameOf(written: string): string {
  return written.replace(/\.\d+$/, '');
}

function namesIn(to: Nested): string[] {
  if (to.type === 'scalar') return [to.text];
  if (to.type === 'list') return to.items.flatMap(({ value }) => namesIn(value));
  return to.entries.flatMap(({ key, value }) => (key === 'outputs' || key === 'name' ? namesIn(value) : []));
}
