import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mention, type MentioningFile, type Scanned, whatMayGo } from '../../src/mentions/index.js';

function mention(line: number, ...files: string[]): Mention {
  return { line, level: 'mentions', files };
}

function file(path: string, ...mentions: Mention[]): MentioningFile {
  return { path, mentions };
}

/** As if all files of a tree had been searched. */
function scanned(all: readonly MentioningFile[], toGo: readonly string[], unreadable: readonly string[] = []): Scanned {
  const isOld = new Set(toGo);
  const byPath = new Map(all.map((one) => [one.path, one]));
  return {
    files: all.filter(({ path }) => !isOld.has(path)),
    unreadable,
    mentionsOf: (path) => byPath.get(path)?.mentions ?? [],
  };
}

function mayGoOf(toGo: readonly string[], all: readonly MentioningFile[], unreadable?: readonly string[]) {
  return whatMayGo(toGo, scanned(all, toGo, unreadable));
}

describe('what may go', () => {
  it('is all that nothing mentions', () => {
    expect(mayGoOf(['/a', '/b'], [])).toEqual({ mayGo: new Set(['/a', '/b']), kept: new Map() });
  });

  it('is not what a file mentions that stays, and what that mentions', () => {
    const files = [file('/a', mention(3, '/b')), file('/Dockerfile', mention(2, '/x'), mention(7, '/a'), mention(9, '/a'))];
    expect(mayGoOf(['/a', '/b', '/c'], files)).toEqual({
      mayGo: new Set(['/c']),
      kept: new Map([
        ['/a', { path: '/Dockerfile', line: 7, level: 'mentions' }],
        ['/b', { path: '/a', line: 3, level: 'mentions' }],
      ]),
    });
  });

  it('is what only files mention that go themselves, also in a circle', () => {
    const files = [file('/a', mention(1, '/b', '/a')), file('/b', mention(1, '/a'))];
    expect(mayGoOf(['/a', '/b'], files).mayGo).toEqual(new Set(['/a', '/b']));
  });

  it('is what only prose mentions, but an old file is not prose', () => {
    const prose = ['/README.md', '/x.MARKDOWN', '/x.rst', '/x.adoc', '/x.txt'].map((path) => file(path, mention(1, '/a.txt')));
    const ofOld = file('/a.txt', mention(1, '/b'));
    expect(mayGoOf(['/a.txt', '/b'], [...prose, ofOld]).mayGo.size).toBe(2);
    const kept = mayGoOf(['/a.txt', '/b'], [...prose, ofOld, file('/f', mention(1, '/a.txt'))]);
    expect(kept.mayGo.size).toBe(0);
  });

  it('is nothing where something cannot be read', () => {
    const kept = { path: '/d', level: 'may mention' } as const;
    const found = mayGoOf(['/a', '/b'], [file('/f', mention(1, '/a'))], ['/e', '/d']);
    expect([...found.kept]).toEqual([
      ['/a', kept],
      ['/b', kept],
    ]);
    expect(found.mayGo.size).toBe(0);
  });

  it('asks only old files that stay what they mention, and keeps everything if one cannot be read', () => {
    const asked: string[] = [];
    const mentionsOf = (path: string) => {
      asked.push(path);
      return path === '/b' ? undefined : [mention(1, '/b')];
    };
    const found = whatMayGo(['/a', '/b', '/c'], { files: [file('/f', mention(1, '/a'))], unreadable: [], mentionsOf });
    expect(asked).toEqual(['/a', '/b']);
    expect(found.kept.get('/c')).toEqual({ path: '/b', level: 'may mention' });
    asked.length = 0;
    expect(whatMayGo(['/a', '/b'], { files: [file('/f')], unreadable: [], mentionsOf }).mayGo.size).toBe(2);
    expect(asked).toEqual([]);
  });

  it('says the first mention, of the first file', () => {
    const files = [file('/z', mention(1, '/a')), file('/y', { line: 4, level: 'may mention', files: ['/a', '/b'] }, mention(5, '/a'))];
    expect([...mayGoOf(['/a'], files).kept]).toEqual([['/a', { path: '/y', line: 4, level: 'may mention' }]]);
  });
});

describe('in any tree', () => {
  const path = fc.constantFrom('/a', '/b', '/c', '/d', '/e', '/f.md', '/g', '/h');
  const tree = fc.uniqueArray(
    fc.record({
      path,
      mentions: fc.array(
        fc.uniqueArray(path, { maxLength: 3 }).map((files) => mention(1, ...files)),
        { maxLength: 3 },
      ),
    }),
    { selector: (file) => file.path },
  );
  const old = fc.uniqueArray(path, { maxLength: 6 });

  it('nothing goes that is mentioned by what stays, and nothing stays without such a mention', () => {
    fc.assert(
      fc.property(tree, old, (files, toGo) => {
        const { mayGo, kept } = mayGoOf(toGo, files);
        expect([...mayGo, ...kept.keys()].sort()).toEqual([...toGo].sort());
        const stays = (path: string) => !mayGo.has(path) && (kept.has(path) || !path.endsWith('.md'));
        for (const one of files) {
          for (const { files } of stays(one.path) ? one.mentions : []) for (const named of files) expect(mayGo.has(named)).toBe(false);
        }
        for (const start of kept.keys()) {
          // Reasons lead to a file that stays by itself.
          let at = start;
          for (let steps = 0; kept.has(at); steps++) {
            const keeper = kept.get(at)?.path as string;
            expect(files.find(({ path }) => path === keeper)?.mentions.some(({ files }) => files.includes(at))).toBe(true);
            expect(steps).toBeLessThan(toGo.length);
            at = keeper;
          }
        }
      }),
    );
  });

  it('the order of the files does not matter', () => {
    fc.assert(
      fc.property(tree, old, (files, toGo) => {
        const found = mayGoOf(toGo, files);
        expect(mayGoOf([...toGo].reverse(), [...files].reverse())).toEqual(found);
      }),
    );
  });

  it('each mention is looked at once, however long the chain is', () => {
    const count = 20_000;
    let looks = 0;
    const files = Array.from({ length: count }, (_, index) => ({
      path: `/${index}`,
      get mentions() {
        looks++;
        return [mention(1, `/${index + 1}`)];
      },
    }));
    const toGo = Array.from({ length: count }, (_, index) => `/${index + 1}`);
    expect(mayGoOf(toGo, files).kept.size).toBe(count);
    expect(looks).toBe(count);
  });

  it('the files of a pattern are looked at once, however often it stands', () => {
    let looks = 0;
    const all = Object.assign(['/a'], {
      *[Symbol.iterator]() {
        looks++;
        yield '/a';
      },
    });
    whatMayGo(['/a'], {
      files: Array.from({ length: 100 }, (_, index) => file(`/f${index}`, { line: 1, level: 'may mention', files: all })),
      unreadable: [],
      mentionsOf: () => [],
    });
    expect(looks).toBe(1);
  });
});
