import { describe, expect, it } from 'vitest';
import { runIn } from '../support/run-in.js';
import { tempDir } from '../support/temp-dir.js';

const classicMain = '[SERVICE]\n    flush 1\n\n@INCLUDE part.conf\n\n[OUTPUT]\n    name stdout\n    match *\n';
const yamlMain = "service:\n  flush: 1\nincludes:\n  - part.yaml\npipeline:\n  outputs:\n    - name: stdout\n      match: '*'\n";

const unknown = '[INPU x]\n    name cpu\n';

/** Parts that are wrong, and the only thing that is to be said of each where its main file is migrated with it. */
const parts: [what: string, part: string, said: string][] = [
  ['an unknown section', unknown, 'part.conf:1:1: warning FLB221'],
  ['unknown sections, among comments', `# a\n${unknown}\n# b\n[INPU]\n    name mem\n`, 'part.conf:2:1: warning FLB221'],
  ['an unknown section and an input', `${unknown}\n[INPUT]\n    name cpu\n`, 'part.conf:1:1: warning FLB221'],
  ['a header that goes on', '[INPUT\n    name cpu\n', 'part.conf:1:1: error FLB111'],
  ['two indentations', '[INPUT]\n\tname cpu\n    tag x\n', 'part.conf:3:1: error FLB107'],
  ['a key alone', '[INPUT]\n    name\n', 'part.conf:2:5: error FLB108'],
  ['a line without an indentation', '[INPUT]\nname cpu\n', 'part.conf:2:1: error FLB104'],
];

const yamlParts: typeof parts = [
  ['an unknown map', 'inpu:\n  name: cpu\n', 'part.yaml:1:1: warning FLB126'],
  ['an unknown list', 'inpu:\n  - name: cpu\n', 'part.yaml:1:1: error FLB146'],
  ['open quotes', 'pipeline:\n  inputs:\n    - name: "cpu\n', 'error FLB131'],
];

/** The findings of a plan, each with its place. */
const findings = (stdout: string) => stdout.match(/^.*:\d+:\d+: (?:error|warning) FLB\d+/gm) ?? [];

describe('a part that is wrong is told so, and nothing is blamed on the conversion', () => {
  const cases = [
    ...parts.map(([what, part, said]) => [what, { 'main.conf': classicMain, 'part.conf': part }, 'yaml', said] as const),
    ...yamlParts.map(([what, part, said]) => [what, { 'main.yaml': yamlMain, 'part.yaml': part }, 'classic', said] as const),
  ];
  it.each(cases)('%s', async (_, files, to, said) => {
    const { stdout } = await runIn(tempDir(files), ['migrate', '--to', to, ...Object.keys(files)]);
    expect(stdout).not.toContain('FLB403');
    expect(findings(stdout)[0]).toContain(said);
  });

  it('in a ConfigMap and in values of a chart, too', async () => {
    const lines = (text: string) => text.replace(/^(?=.)/gm, '    ');
    const manifest = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: fb\ndata:\n  main.conf: |\n${lines(classicMain)}  part.conf: |\n${lines(unknown)}`;
    const sections = { service: '[SERVICE]\n    Flush 1\n', inputs: unknown, outputs: '[OUTPUT]\n    Name stdout\n    Match *\n' };
    const entries = Object.entries(sections).map(([key, text]) => `  ${key}: |\n${lines(text)}`);
    const values = `config:\n${entries.join('')}  filters: ""\n  customParsers: ""\n`;
    for (const files of [{ 'cm.yaml': manifest }, { 'values.yaml': values }]) {
      const { stdout, code } = await runIn(tempDir(files), ['migrate', '.']);
      expect(findings(stdout)).toEqual([expect.stringContaining('warning FLB221')]);
      expect(code).toBe(0);
    }
  });
});
