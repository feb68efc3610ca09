import type { FormName } from '../engine/versions/forms.js';
import type { SectionKind } from '../model/config.js';

/** The kinds of sections that not every version reads in YAML, each as a form. */
export const formsOfKinds: Readonly<Partial<Record<SectionKind, FormName>>> = {
  parser: 'parsers',
  multiline_parser: 'parsers',
  stream_task: 'streams',
  plugins: 'plugins',
  upstream: 'upstreams',
  custom: 'customs',
  extensions: 'extensions',
  other: 'unknownMap',
};
