import { describe, expect, it } from 'vitest';
import { nodeHost } from '../src/host/node-host.js';
import { isError, readConfig } from '../src/index.js';
import { checkProject } from '../src/project/check/check-project.js';
import { familyOfName } from '../src/project/files.js';
import { type Case, cases, casesFolder, type EngineConfig, type EngineUpstream, readingOf } from './support/engine/cases.js';
import { readingAsEngine } from './support/engine/reading.js';
import { readTree } from './support/engine/tree.js';
import { loadAsEngine } from './support/engine/upstream.js';

// What Fluent Bit 5.1.1 made of each of these inputs. It read them where they are.
const host = { ...nodeHost(), cwd: casesFolder };
const lists = cases.find(({ name }) => name === 'y-lists') as Case;

/** Read by the engine, though not as anyone means it: refused here, with the code that says what the engine would do. */
const refusedOnPurpose = new Map([
  ['c-cr-only', 'FLB125'], // the whole file is one header (C-1)
  ['c-lost-last-line-4095', 'FLB119'], // the last line is lost (C-4)
  ['c-noindent-key', 'FLB104'], // the first letter of the key is lost (C-10)
  ['c-noindent-keys', 'FLB104'],
  ['c-nul', 'FLB118'], // the next line is swallowed (C-18)
  ['y-lists', 'FLB149'], // read, but then the engine does not start: an empty list (Y-20)
]);

/**
 * Where the engine names the included file, and we the include: no line of that file is to blame (C-36), or nothing of it is shown,
 * since nothing in it is Fluent Bit's (C-35).
 */
const toldElsewhere = new Set(['c-include-yaml', 'c-include-fragment']);

describe('a configuration is read as Fluent Bit reads it', () => {
  const configurations = cases.filter(({ mode }) => mode === 'cf');

  it.each(configurations)('$name $facts', async (one) => {
    const expected = readingOf<EngineConfig>(one);
    const { errors, sections } = await readTree(host, one.file);
    if ('error' in expected) {
      expect(errors).not.toEqual([]);
      const place = /error in (\S+):(\d+)/.exec(expected.error);
      if (place === null || toldElsewhere.has(one.name)) return;
      expect(errors).toContainEqual({ code: expect.any(String), file: place[1], line: Number(place[2]) });
      return;
    }
    const refused = refusedOnPurpose.get(one.name);
    expect([...new Set(errors.map(({ code }) => code))]).toEqual(refused === undefined ? [] : [refused]);
    if (refused !== undefined) return;
    const metas = expected.metas.map(([name, value]) => [name.toUpperCase(), value]);
    expect(readingAsEngine(sections())).toEqual({ ...expected, metas });
  });

  it('y-lists: the items of lists are read as the engine reads them, but for the empty list', async () => {
    const [section] = (readingOf(lists) as EngineConfig).sections;
    const { sections } = await readTree(host, lists.file);
    const items = section?.properties.filter(([, value]) => !Array.isArray(value) || value.length > 0);
    expect(readingAsEngine(sections()).sections[0]?.properties).toEqual(items);
  });
});

describe('an upstream file is loaded as Fluent Bit loads it', () => {
  const upstreams = cases.filter(({ mode }) => mode === 'ha');
  // Set while the engine read the cases (U-12).
  const env = { FX_H: 'hh', FX_P: '99', FX_T: 'on' };

  it.each(upstreams)('$name $facts', async (one) => {
    const expected = readingOf<EngineUpstream>(one);
    if ('error' in expected) {
      const found = await errorsOfUpstream(one.file);
      // A certificate that is not there is the machine's business, not the file's.
      if (one.name === 'u-bad-ca') expect(found).toEqual([]);
      else expect(found).not.toEqual([]);
      return;
    }
    const { errors, sections } = await readTree(host, one.file);
    expect(errors).toEqual([]);
    const config = { sections: sections().map(({ section }) => section) };
    expect(loadAsEngine(config, { isClassic: familyOfName(one.file) === 'classic', env })).toEqual(expected);
  });
});

/** The errors that are found where an output takes its upstream from the file. */
async function errorsOfUpstream(file: string): Promise<string[]> {
  const path = 'main.conf';
  const reading = await readConfig(`[OUTPUT]\n    name forward\n    match *\n    upstream ${file}\n`, { fileName: path });
  const files = await checkProject(host, [{ path, reading }]);
  return files.flatMap(({ diagnostics }) => diagnostics.filter(isError).map(({ code }) => code));
}
