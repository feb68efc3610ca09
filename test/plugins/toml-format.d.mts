import type { Format } from '../../src/index.js';

declare const toml: Format;
export default toml;
