import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/host/node-host.js';
import { isError, readConfig } from '../../src/index.js';
import { checkProject } from '../../src/project/check/check-project.js';
import { targetOf } from '../../src/versions/target.js';
import features from '../engine/versions/features.json' with { type: 'json' };
import { tempDir } from '../support/temp-dir.js';

/** Where the record and a check of files are not about the same thing, by the feature and the reason. */
const apart: Record<string, string> = {
  'yaml: - dummy: {...} (1.9 form)': '1.9 has a YAML of its own, which flb-convert does not read',
  'singular top-level input:/output:': '1.9 has a YAML of its own, which flb-convert does not read',
  'unknown flat map sets variables': 'a variable that no file sets may be set where Fluent Bit is started',
  'Streams_File s.yaml (stream_task: {...}, old form)': 'nothing in the file tells that it is one of Fluent Bit (FLB518)',
  'Plugins_File p.yaml (plugins: {path:}, old form)': 'the newest version stops at it, whatever older ones did',
  'Upstream u.yaml (upstream:, node:, old form)': 'nothing in the file tells that it is one of Fluent Bit (FLB518)',
  'classic: ${VAR} in a node (forward)': 'its result is the same for all versions: no host answered',
  'parsers: decode_field_as variants (inline)': 'its result is what the decoders made of the record',
};

/** Whether `check --fluent-bit` finds errors in a feature's files, started as the feature was. */
async function isRefused(feature: (typeof features.features)[number], version: string): Promise<boolean> {
  const dir = tempDir();
  for (const [name, text] of Object.entries(feature.files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), (text ?? '').replaceAll('%DIR%', dir));
  }
  const target = targetOf(version);
  if ('problem' in target) throw new Error(target.problem);
  const host = nodeHost(undefined, dir);
  const names = feature.main.split(' ').filter((word) => !word.startsWith('-'));
  const named = await Promise.all(
    names.map(async (name) => {
      const path = name.startsWith('%DIR%') ? name.replace('%DIR%', dir) : join(dir, name);
      const content = host.read(path);
      if ('problem' in content) throw new Error(content.problem);
      return { path, reading: await readConfig(content.bytes, { fileName: path }) };
    }),
  );
  const files = await checkProject(host, named, { versions: { target } });
  return files.some(({ diagnostics }) => diagnostics.some(isError));
}

describe('check for a version', () => {
  const judged = features.features.filter(({ what }) => !(what in apart));

  it('is held to nearly all measured features', () => {
    expect(features.features).toHaveLength(78);
    expect(judged).toHaveLength(78 - Object.keys(apart).length);
  });

  it.each(judged)('refuses where that version refuses or ignores it: $what', async (feature) => {
    // Some features are that something is refused: `yes` is what the newest version does, too.
    const asNewest = feature.result['5.1.1'] === 'yes' && (await isRefused(feature, 'latest'));
    const wrong: string[] = [];
    for (const [version, result] of Object.entries(feature.result)) {
      if ((await isRefused(feature, version)) !== (result === 'yes' ? asNewest : true)) wrong.push(`${version}: ${result}`);
    }
    expect(wrong).toEqual([]);
  });
});
