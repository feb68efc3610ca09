import { classicPlaceAt } from './classic-place.js';
import type { Place } from './place.js';
import { yamlPlaceAt } from './yaml-place.js';

/** What is typed at an offset of a text. */
export function placeAt(text: string, offset: number, format: 'classic' | 'yaml'): Place | undefined {
  return format === 'classic' ? classicPlaceAt(text, offset) : yamlPlaceAt(text, offset);
}
