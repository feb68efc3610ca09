import { define } from '../../diagnostics/define.js';

export const defaultsMissing = define({
  code: 'FLB822',
  name: 'chart-defaults-missing',
  severity: 'error',
  facts: [],
  why: 'Keys that the values of a release do not set come from the defaults of the chart, which go on counting.',
  sample: { keys: 'service, inputs', command: 'helm show values fluent/fluent-bit --version 0.58.1 > chart-values.yaml' },
  says: ({ keys, command }: { keys: string; command: string }) => ({
    text: `these values do not set ${keys} of 'config', so that the chart's defaults count, which are not known here`,
    help: `run '${command}' and name the file with --chart-values; or name all values files of the release together`,
  }),
});

export const notTheChartsValues = define({
  code: 'FLB823',
  name: 'not-the-charts-values',
  severity: 'error',
  facts: [],
  why: 'The defaults must be those of the chart that is installed.',
  sample: { why: "there is no 'config.inputs' in it" },
  says: ({ why }: { why: string }) => ({
    text: `these are not the defaults of the chart fluent/fluent-bit: ${why}`,
    help: "'helm show values fluent/fluent-bit --version VERSION' prints them, with the version that the release has (0.48.0 or later)",
  }),
});

export const valueTwice = define({
  code: 'FLB824',
  name: 'value-twice',
  severity: 'error',
  facts: [],
  why: 'Helm takes the last of two equal keys, without a word.',
  sample: { name: 'inputs' },
  says: ({ name }: { name: string }) => ({
    text: `'${name}' stands here twice, and Helm takes the last one without a word`,
    help: 'remove one of them',
  }),
});

export const valueNotText = define({
  code: 'FLB825',
  name: 'value-not-a-text',
  severity: 'error',
  facts: [],
  why: "The chart passes it through 'tpl', which takes nothing but a text.",
  sample: { name: 'config.inputs', what: 'a list' },
  says: ({ name, what }: { name: string; what: string }) => ({
    text: `'${name}' is ${what}, and the chart takes a text only: Helm stops with "wrong type for value; expected string"`,
    help: `write a text, or "" for none`,
  }),
});

export const chartsOwnFile = define({
  code: 'FLB826',
  name: 'charts-own-file',
  severity: 'error',
  facts: [],
  why: 'The chart writes this file as well, so that the ConfigMap has the key twice.',
  sample: { name: 'custom_parsers.conf', key: 'customParsers' },
  says: ({ name, key }: { name: string; key: string }) => ({
    text: `the chart makes '${name}' from '${key}', so that it is in the ConfigMap twice, and nobody knows which one counts`,
    help: `put its text into '${key}', or give it another name`,
  }),
});

export const fileNameTaken = define({
  code: 'FLB827',
  name: 'file-name-taken',
  severity: 'error',
  facts: [],
  why: 'Each text of the chart becomes a file of its own below extraFiles, under a name that layers can override.',
  sample: { name: 'inputs.conf', key: 'inputs' },
  says: ({ name, key }: { name: string; key: string }) => ({
    text: `'${name}' is the name that '${key}' needs as a file of its own`,
    help: 'give this file another name',
  }),
});

export const beginsWithSpaces = define({
  code: 'FLB828',
  name: 'begins-with-spaces',
  severity: 'error',
  facts: [],
  why: 'What stands first sets the indentation of the whole text in the ConfigMap: a line that is less indented stops Helm, and else spaces are lost.',
  sample: { name: 'config.inputs' },
  says: ({ name }: { name: string }) => ({
    text: `the text of '${name}' begins with spaces, which the chart takes for its indentation`,
    help: 'begin the first line at its start',
  }),
});

export const goesOnInSection = define({
  code: 'FLB829',
  name: 'goes-on-in-section',
  severity: 'error',
  facts: [],
  why: 'A text that begins with keys belongs to the section before it, and cannot be a file of its own.',
  sample: { name: 'config.filters' },
  says: ({ name }: { name: string }) => ({
    text: `the text of '${name}' goes on in a section of the text before it, and cannot become a file of its own`,
    help: 'begin it with the header of a section',
  }),
});

export const valuesShape = define({
  code: 'FLB830',
  name: 'values-shape',
  severity: 'error',
  facts: [],
  why: 'Values are changed where they stand, key by key, and nothing else changes.',
  sample: { what: "'config' is written between braces" },
  says: ({ what }: { what: string }) => ({
    text: `${what}: these values cannot be changed where they stand`,
    help: 'write it as keys one below the other, without anchors, with texts in literal blocks (|)',
  }),
});

export const argumentsWithoutMain = define({
  code: 'FLB831',
  name: 'arguments-without-main',
  severity: 'error',
  facts: [],
  why: 'With arguments of their own, values say what Fluent Bit starts with.',
  says: () => ({
    text: "'args' names no configuration, so that nobody knows what Fluent Bit starts with",
    help: "add '--config=/fluent-bit/etc/conf/fluent-bit.conf', or remove 'args': the chart's own name that file",
  }),
});

export const refusedTogether = define({
  code: 'FLB833',
  name: 'refused-together',
  severity: 'error',
  facts: [],
  why: 'All values of a release change together: where some stayed classic, what they override would be read by nobody.',
  sample: { other: 'values.yaml' },
  says: ({ other }: { other: string }) => ({
    text: `these values are of the same release as those in '${other}', which cannot be converted yet`,
    help: 'correct those first',
  }),
});

export const filesNotMap = define({
  code: 'FLB834',
  name: 'files-not-a-map',
  severity: 'error',
  facts: [],
  why: 'The chart makes a file of each key, and Helm stops at anything else.',
  sample: { name: 'config.extraFiles' },
  says: ({ name }: { name: string }) => ({
    text: `'${name}' is not a map of names and texts`,
    help: 'write each file as a key with a literal block (|), or {} for none',
  }),
});

export const strayExpression = define({
  code: 'FLB835',
  name: 'stray-expression',
  severity: 'warning',
  facts: [],
  why: "The chart passes all its texts through 'tpl', comments, scripts and regular expressions included: Helm replaces what stands between two braces, or stops.",
  sample: { expression: '{{1}}', where: 'a value' },
  says: ({ expression, where }: { expression: string; where: string }) => ({
    text: `Helm takes '${expression}' in ${where} for an expression of its own: it puts in what that results in, or stops`,
    help: `write '{{ "{{" }}' in place of two braces that are to stay`,
  }),
});

export const numberWithExponent = define({
  code: 'FLB836',
  name: 'number-with-exponent',
  severity: 'warning',
  facts: [],
  why: 'Helm reads numbers as floating-point ones, and Fluent Bit reads no exponent where it wants a whole number.',
  sample: { path: 'buffer', value: '1048576', written: '1.048576e+06' },
  says: ({ path, value, written }: { path: string; value: string; written: string }) => ({
    text: `Helm writes the number ${value} as ${written} where '{{ .Values.${path} }}' stands, which Fluent Bit misreads as a whole number`,
    help: 'put it between quotes',
  }),
});

export const valuesElsewhere = define({
  code: 'FLB837',
  name: 'values-elsewhere',
  severity: 'error',
  facts: [],
  why: 'What values do not set may come from others that are named here, and only else from the defaults of the chart.',
  sample: { keys: 'service, inputs' },
  says: ({ keys }: { keys: string }) => ({
    text: `other values belong to this release, which may set ${keys} of 'config'`,
    help: "put all texts of 'config' into one place first",
  }),
});
