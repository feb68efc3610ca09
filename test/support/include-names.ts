import type { Config } from '../../src/index.js';

/** A path without the suffix of a format: an include changes its suffix with the format of the file that it stands in. */
export function withoutSuffix(path: string): string {
  return path.replace(/\.(?:conf|ya?ml|json)$/i, '');
}

/** A configuration that includes its files under names without suffixes. */
export function withoutSuffixes(config: Config): Config {
  const sections = config.sections.map((section) => {
    if (section.kind !== 'include') return section;
    return { ...section, properties: section.properties.map((include) => ({ ...include, value: withoutSuffix(include.value) })) };
  });
  return { ...config, sections };
}
