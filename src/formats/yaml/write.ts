import type { Config } from '../../model/config.js';
import type { Writing } from '../format.js';
import { writeConfigTree } from '../structured/write-config.js';
import { YamlEmitter } from './emitter.js';

/** Writes YAML as the Fluent Bit documentation does, quoted where any loader would read another text. */
export function writeYaml(config: Config): Writing {
  const emitter = new YamlEmitter();
  const diagnostics = writeConfigTree(config, emitter, 'YAML');
  return { text: emitter.text, diagnostics };
}
