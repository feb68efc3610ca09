import { kinds } from '../model/kinds.js';
import { requires } from './required-keys.js';
import type { Vocabulary } from './rule.js';

const { what } = kinds.stream_task;

/** A query of the stream processor. Nothing in it is expanded (E-6, M-8). */
export const streamTaskVocabulary: Vocabulary = {
  what,
  keyNamed: (name) => ({ name, repeats: 'all', isExpanded: false, rules: [] }),
  rules: [requires(kinds.stream_task)],
};

/** Files of plugins, whose paths are not expanded either (M-13). */
export const pluginFilesVocabulary: Vocabulary = {
  what: kinds.plugins.what,
  keyNamed: (name) => ({ name, repeats: 'all', isExpanded: false, rules: [] }),
  rules: [],
};
