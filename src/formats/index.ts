import { classic } from './classic/index.js';
import type { Format } from './format.js';
import { json } from './json/index.js';
import { yaml } from './yaml/index.js';

/** The formats that come with the package, in the order in which content is sniffed. */
export const builtInFormats: readonly Format[] = [classic, json, yaml];
