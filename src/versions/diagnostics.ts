import { define } from '../diagnostics/define.js';

/** A form that a version does not read as it is written, and what that version does. */
export interface FormArgs {
  readonly what: string;
  readonly version: string;
  readonly effect: string;
  /** The first version after it that reads the form. */
  readonly since?: string;
  /** What to write instead. */
  readonly expected?: string;
}

export const formNotRead = define({
  code: 'FLB701',
  name: 'form-not-read',
  severity: 'error',
  facts: [],
  why: 'The Fluent Bit that the configuration is for does not read it as it is written. docs/versions.md has the table.',
  sample: {
    what: "'upstream_servers' in YAML",
    version: '3.1',
    effect: 'it refuses the file',
    since: '3.2.0',
    expected: 'keep a classic upstream file',
  },
  says: ({ what, version, effect, since, expected }: FormArgs) => ({
    text: `Fluent Bit ${version} does not read ${what}: ${effect}${since === undefined ? '' : `; ${since} reads it`}`,
    ...(expected === undefined ? {} : { help: expected }),
  }),
});

export const formReadOtherwise = define({
  code: 'FLB702',
  name: 'form-read-otherwise',
  severity: 'warning',
  facts: [],
  why: 'The Fluent Bit that the configuration is for reads this in another way than the newest one does. docs/versions.md has the table.',
  sample: { what: "spaces around a value in 'env'", version: '4.0', effect: 'it trims them', since: '5.0.3' },
  says: ({ what, version, effect, since, expected }: FormArgs) => ({
    text: `Fluent Bit ${version} reads ${what} otherwise: ${effect}${since === undefined ? '' : `; ${since} reads it as written`}`,
    ...(expected === undefined ? {} : { help: expected }),
  }),
});

export const pluginNotInVersion = define({
  code: 'FLB703',
  name: 'plugin-not-in-version',
  severity: 'error',
  facts: [],
  why: 'A plugin that the version does not have stops its start; a processor is left out with a line in the log before 4.0.2.',
  sample: { kind: 'input', plugin: 'blob', version: '3.0', lines: '3.2 and later' },
  says: ({
    kind,
    plugin,
    version,
    lines,
    expected,
  }: {
    kind: string;
    plugin: string;
    version: string;
    lines: string;
    expected?: string;
  }) => ({
    text: `Fluent Bit ${version} has no ${kind} '${plugin}', which is in ${lines}`,
    ...(expected === undefined ? {} : { help: `use '${expected}'` }),
  }),
});

export const keyNotInVersion = define({
  code: 'FLB704',
  name: 'key-not-in-version',
  severity: 'error',
  facts: [],
  why: 'Every version stops at a key that its plugin does not know.',
  sample: { key: 'file_cache_advise', plugin: 'tail', version: '3.0', lines: '3.1 and later' },
  says: ({
    key,
    plugin,
    version,
    lines,
    expected,
  }: {
    key: string;
    plugin: string;
    version: string;
    lines: string;
    expected?: string;
  }) => ({
    text: `${plugin} of Fluent Bit ${version} does not know '${key}', which is in ${lines}: it does not start`,
    help: expected === undefined ? 'remove the key' : `write ${expected}`,
  }),
});

export const settingNotInVersion = define({
  code: 'FLB705',
  name: 'setting-not-in-version',
  severity: 'warning',
  facts: [],
  why: 'Fluent Bit ignores a setting of the service that it does not know.',
  sample: { key: 'hot_reload', version: '2.0', lines: '2.1 and later' },
  says: ({ key, version, lines }: { key: string; version: string; lines: string }) => ({
    text: `Fluent Bit ${version} ignores '${key}', which is in ${lines}`,
    help: 'remove it',
  }),
});

export const typeChanged = define({
  code: 'FLB706',
  name: 'type-changed',
  severity: 'info',
  facts: [],
  why: 'The newer version reads the value as another type. Reported with `--upgrade-from`.',
  sample: { key: 'buf_size', plugin: 'head', before: 'integer', after: 'size', from: '2.2', version: '5.1' },
  says: ({
    key,
    plugin,
    before,
    after,
    from,
    version,
  }: {
    key: string;
    plugin: string;
    before: string;
    after: string;
    from: string;
    version: string;
  }) => ({
    text: `'${key}' of ${plugin} is of the type ${after} in Fluent Bit ${version}, ${before} in ${from}`,
    help: 'look whether the value is still right',
  }),
});

export const defaultChanged = define({
  code: 'FLB707',
  name: 'default-changed',
  severity: 'info',
  facts: [],
  why: 'The section leaves a key out whose default is another one in the newer version. Reported with `--upgrade-from`.',
  sample: { key: 'retain_metadata_in_forward_mode', plugin: 'forward', before: "'false'", after: "'true'", lines: '5.0.5' },
  says: ({ key, plugin, before, after, lines }: { key: string; plugin: string; before: string; after: string; lines: string }) => ({
    text: `without '${key}', ${plugin} takes ${after} since ${lines}, and ${before} before`,
    help: `set '${key}' to keep what it does now`,
  }),
});

export const takesEffect = define({
  code: 'FLB708',
  name: 'takes-effect',
  severity: 'info',
  facts: [],
  why: 'The older version does not read this, the newer one does. Reported with `--upgrade-from`.',
  sample: { what: 'a list as a value', effect: 'it loses the values without a word', from: '2.1', version: '5.1' },
  says: ({ what, effect, from, version }: { what: string; effect: string; from: string; version: string }) => ({
    text: `Fluent Bit ${version} reads ${what}; in ${from}, ${effect}`,
  }),
});

export const startChanged = define({
  code: 'FLB709',
  name: 'start-changed',
  severity: 'info',
  facts: [],
  why: 'Between the two versions, Fluent Bit became stricter about something that the configuration has. Reported with `--upgrade-from`.',
  sample: { effect: '--dry-run finds keys that a plugin does not know', problem: 'it checked the syntax only', since: '5.0.0' },
  says: ({ effect, problem, since }: { effect: string; problem: string; since: string }) => ({
    text: `since Fluent Bit ${since}, ${effect}; before, ${problem}`,
  }),
});

export const versionAssumed = define({
  code: 'FLB710',
  name: 'version-assumed',
  severity: 'warning',
  facts: [],
  why: 'Nothing was measured of that version, so a known one beside it was taken.',
  sample: { effect: 'Fluent Bit 9.9 is newer than 5.1, the newest that is known: taken as 5.1' },
  says: ({ effect }: { effect: string }) => ({ text: effect }),
});
