/**
 * What the official chart makes of its values (fluent/fluent-bit 0.32.0 to 0.58.1: templates/configmap.yaml and _pod.tpl): service, inputs,
 * filters and outputs, one after the other, are `fluent-bit.conf`; customParsers is `custom_parsers.conf`; the keys of `upstream` and
 * `extraFiles` are files of their names. All of them pass through `tpl`, and stand in one directory.
 */
export const textKeys = ['service', 'inputs', 'filters', 'outputs', 'customParsers'] as const;
export type TextKey = (typeof textKeys)[number];

/** What `fluent-bit.conf` consists of behind `service`. */
export const partKeys = ['inputs', 'filters', 'outputs'] as const satisfies readonly TextKey[];

/** Maps of files by their names. */
export const fileMaps = ['upstream', 'extraFiles'] as const;

/** The file that each text is, once those that the chart puts together are files of their own. */
export const fileOf: Readonly<Record<TextKey, string>> = {
  service: 'fluent-bit.conf',
  inputs: 'inputs.conf',
  filters: 'filters.conf',
  outputs: 'outputs.conf',
  customParsers: 'custom_parsers.conf',
};

/** The files that the chart writes itself, whatever is in `extraFiles`. */
export const ownFiles: ReadonlySet<string> = new Set([fileOf.service, fileOf.customParsers]);

export const filesDirectory = '/fluent-bit/etc/conf';
export const workingDirectory = '/fluent-bit/etc';
export const mainFile = `${filesDirectory}/${fileOf.service}`;

/** The image of the chart, where its values name none. */
export const chartImage = 'cr.fluentbit.io/fluent/fluent-bit';

/** The first version of the chart whose Fluent Bit reads parsers and upstreams from YAML (3.2). */
const firstVersion = [0, 48] as const;

/** What is known of a chart by what names it. */
export interface ChartName {
  /** Without one, nothing here says which chart it is. */
  readonly name: string | undefined;
  readonly repository: string;
  readonly version: string;
}

/** Why the texts of a chart that is known stay classic, in words; undefined of the official one. */
export function reasonToStay({ name = 'fluent-bit', repository, version }: ChartName): string | undefined {
  const other = otherCharts.find(({ names, from }) => names.test(name) && (from === undefined || from.test(repository)));
  if (other !== undefined) return other.reason;
  const [, major, minor] = /^[~^=v\s]*(\d+)\.(\d+)/.exec(version) ?? [];
  const isOld = minor !== undefined && Number(major) === firstVersion[0] && Number(minor) < firstVersion[1];
  return isOld ? `the chart ${version} runs a Fluent Bit before 3.2, which reads no parsers from YAML: use 0.48.0 or later` : undefined;
}

/** Whether it is known what a chart makes of its values. */
export function isKnown({ name = 'fluent-bit' }: ChartName): boolean {
  return name === 'fluent-bit' || otherCharts.some(({ names }) => names.test(name));
}

interface OtherChart {
  readonly names: RegExp;
  /** Of those that have the official one's name: where they come from. */
  readonly from?: RegExp;
  readonly reason: string;
}

/** Charts that run Fluent Bit and take no YAML by their values alone. */
const otherCharts: readonly OtherChart[] = [
  { names: /^fluent-bit$/, from: /bitnami/, reason: 'the chart bitnami/fluent-bit mounts fluent-bit.conf and custom_parsers.conf only' },
  { names: /^fluent-bit$/, from: /grafana/, reason: 'the templates of the chart grafana/fluent-bit hold the configuration' },
  { names: /^loki-stack$/, reason: 'the templates of the chart loki-stack hold the configuration' },
  {
    names: /^(?:newrelic-logging|nri-bundle)$/,
    reason: 'a template of the chart newrelic-logging names fluent-bit.conf as the file to start with',
  },
  {
    names: /^aws-for-fluent-bit$/,
    reason: 'the image of the chart aws-for-fluent-bit starts with fluent-bit.conf, whatever its values say',
  },
  { names: /^rancher-logging$|^logging-operator$|^kube-logging$/, reason: 'the operator of this chart writes the configuration' },
];
