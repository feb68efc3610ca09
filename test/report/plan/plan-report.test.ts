import { describe, expect, it } from 'vitest';
import { repeatedKey } from '../../../src/check/repeated-keys.js';
import { sectionIgnored } from '../../../src/check/unknown-sections.js';
import { type Diagnostic, diagnostic } from '../../../src/diagnostics/diagnostic.js';
import { unindentedKey } from '../../../src/formats/classic/diagnostics.js';
import { commentsDropped } from '../../../src/formats/diagnostics.js';
import type { Plan, PlannedFile, PlannedOutput } from '../../../src/migrate/plan.js';
import { nextSteps } from '../../../src/report/plan/next-steps.js';
import { formatReport, type ReportSuffix, reportSuffixes } from '../../../src/report/plan/plan-report.js';
import { formatPlanSummary } from '../../../src/report/plan/plan-summary.js';
import { formatPlan } from '../../../src/report/plan/plan-text.js';
import { formatSarif } from '../../../src/report/sarif.js';
import { formatAnswer, type SpokenAnswer, type StartAnswer } from '../../../src/report/start-answers.js';
import { SourceFile } from '../../../src/source/source-file.js';
import { includeRenamed } from '../../../src/split/rename-includes.js';

const root = '/home/of/someone/';
const shown = (path: string) => (path.startsWith(root) ? path.slice(root.length) : path);

function output(name: string, state: PlannedOutput['state'] = 'new', content: PlannedOutput['content'] = { text: 0 }): PlannedOutput {
  return { path: root + name, state, content };
}

function planned(name: string, more: Partial<PlannedFile> = {}): PlannedFile {
  const empty = { outputs: [], references: [], diagnostics: [], isReplaced: false };
  return { path: root + name, name, role: 'main', action: 'convert', ...empty, ...more };
}

function kept(name: string, more: Partial<PlannedFile> = {}): PlannedFile {
  return planned(name, { role: 'other', action: 'keep', reason: "not Fluent Bit's", ...more });
}

function textOf(...args: Parameters<typeof formatPlan>): string {
  return [...formatPlan(...args)].join('');
}

function planOf(...files: PlannedFile[]): Plan {
  return { files, order: files.filter(({ outputs }) => outputs.some(({ state }) => state !== 'same')), textOf: () => '', to: 'yaml' };
}

/** A file with these diagnostics about its text. */
function diagnosed(name: string, text: string, diagnostics: readonly Diagnostic[], more: Partial<PlannedFile> = {}): PlannedFile {
  return planned(name, { source: new SourceFile(name, text), diagnostics, ...more });
}

const comments = diagnostic(commentsDropped, { start: 0, end: 1 }, { lines: 2, format: 'JSON' });
const unindented = diagnostic(unindentedKey, { start: 8, end: 12 }, { key: 'name' });
const unknownSection = diagnostic(sectionIgnored, { start: 1, end: 6 }, { section: 'INPTU', suggestion: 'INPUT' });
const renamed = diagnostic(includeRenamed, { start: 9, end: 15 }, { path: 'a.conf', renamed: 'a.yaml' });

/** Files of every kind, of every state. */
const plan = planOf(
  diagnosed('conf.d/tail.conf', '[INPTU]\n', [unknownSection], { role: 'part', outputs: [output('conf.d/tail.yaml')], isReplaced: true }),
  planned('current.conf', { action: 'link', outputs: [output('current.yaml', 'new', { link: `${root}fluent-bit.yaml` })] }),
  planned('fluent-bit.conf', {
    outputs: [output('fluent-bit.yaml'), output('fluent-bit-parsers.yaml', 'different')],
    references: [
      { line: 4, before: 'parsers.conf', after: ['parsers.yaml'] },
      { line: 9, before: 'conf.d/*.conf', after: ['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml', 'e.yaml'] },
    ],
    isReplaced: true,
  }),
  planned('other.yaml', {
    action: 'update',
    outputs: [output('other.yaml', 'source')],
    references: [{ line: 2, before: 'p.conf', after: ['p.yaml'] }],
  }),
  kept('scripts/split.lua', { outputs: [output('out/scripts/split.lua', 'new', 'copy')] }),
  kept('scripts/tag.lua'),
  planned('upstream.conf', { role: 'upstream', outputs: [output('upstream.yaml', 'same')], isReplaced: true }),
);

const odd = 'con|f`d\n<b>/*ü $x_*.conf';

describe('a plan on a terminal', () => {
  it('has a line for each file, its references below it, the diagnostics and the summary', () => {
    expect(textOf(plan, { shown })).toBe(`conf.d/tail.conf  part      -> conf.d/tail.yaml
current.conf      main      -> current.yaml, a link to fluent-bit.yaml
fluent-bit.conf   main      -> fluent-bit.yaml
    and -> fluent-bit-parsers.yaml, there with other content
    line 4: parsers.conf -> parsers.yaml
    line 9: conf.d/*.conf -> a.yaml, b.yaml, c.yaml, 2 more
other.yaml        main      updated in place
    line 2: p.conf -> p.yaml
upstream.conf     upstream  -> upstream.yaml, up to date
1 other file left alone and copied: not Fluent Bit's (-v lists them)
1 other file left alone: not Fluent Bit's (-v lists them)

conf.d/tail.conf:1:2: warning FLB221: Fluent Bit knows no section 'INPTU' and ignores it
  1 | [INPTU]
    |  ^^^^^
  = did you mean 'INPUT'?

nothing is written yet: --write puts the new files beside the old ones, -d DIR into a directory of their own
1 of them is there with other content, which stops that: --force overwrites it
7 files: 3 to convert, 1 to update, 1 up to date, 2 left alone, 0 refused; 0 errors, 1 warning, 0 infos
`);
  });

  it('says why an old file stays', () => {
    const stays = planned('p.conf', { outputs: [output('p.yaml')], stays: 'a\nb.conf refers to it' });
    expect(textOf(planOf(stays), { shown })).toContain('p.conf  main  -> p.yaml\n    the old file stays: a·b.conf refers to it\n');
    expect(report('.md', planOf(stays))).toContain('| p.conf | main | to convert: the old file stays, a·b.conf refers to it | p.yaml |');
    expect(JSON.parse(report('.json', planOf(stays)))).toMatchObject({ files: [{ replaced: false, stays: 'a\nb.conf refers to it' }] });
  });

  it('of no files is its summary', () => {
    expect(textOf(planOf(), { shown })).toBe(
      'nothing is left to migrate\n0 files: 0 to convert, 0 to update, 0 up to date, 0 left alone, 0 refused; 0 errors, 0 warnings, 0 infos\n',
    );
  });

  it('keeps its columns beside one very long name', () => {
    const long = `${'deep/'.repeat(40)}a.conf`;
    const lines = textOf(planOf(kept('a.lua'), kept(long), kept('ü\u{1f600}.lua')), { shown, detail: 'all' }).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      "a.lua   other  left alone: not Fluent Bit's",
      `${long}  other  left alone: not Fluent Bit's`,
      "ü\u{1f600}.lua  other  left alone: not Fluent Bit's",
    ]);
  });

  it('shows a name with a newline or an escape on one line', () => {
    const link = output('a\nb', 'new', { link: 'c\x1bd' });
    const references = [{ line: 1, before: 'x\ny', after: ['v\rw'] }];
    const text = textOf(planOf(planned('n\nm', { outputs: [link], references })), { shown });
    expect(text).toContain('n·m  main  -> a·b, a link to c·d\n    line 1: x·y -> v·w\n');
  });

  it('has colors where they are wanted', () => {
    const refused = diagnosed('a.conf', '[INPUT]\nname x\n', [unindented], { action: 'refuse' });
    expect(textOf(planOf(refused), { shown, color: true })).toContain('\x1b[1ma.conf\x1b[0m  \x1b[2mmain\x1b[0m  \x1b[31mrefused\x1b[0m\n');
    expect(textOf(planOf(refused), { shown })).not.toContain('\x1b');
  });
});

describe('the summary of a plan', () => {
  it('ends with a line of one shape, before and after it is carried out', () => {
    const shape =
      /^\d+ files?: \d+ (to convert|converted), \d+ (to update|updated), \d+ up to date, \d+ left alone, \d+ refused; \d+ errors?, \d+ warnings?, \d+ infos?$/;
    for (const one of [plan, planOf(), planOf(planned('a.conf', { action: 'refuse' }))]) {
      for (const isDone of [false, true]) expect(formatPlanSummary(one, isDone).split('\n').at(-2)).toMatch(shape);
    }
    expect(formatPlanSummary(plan, true)).toBe(
      '7 files: 3 converted, 1 updated, 1 up to date, 2 left alone, 0 refused; 0 errors, 1 warning, 0 infos\n',
    );
  });

  it('says what stops the writing, and only of what can be overwritten that it can', () => {
    const at = (state: PlannedOutput['state']) => planned('a.conf', { outputs: [output('a.yaml', state)] });
    const [, ...said] = formatPlanSummary(planOf(at('different'), at('different'), at('blocked')), false).split('\n');
    expect(said.slice(0, 2)).toEqual([
      '2 of them are there with other content, which stops that: --force overwrites them',
      '1 of them has no place, which stops that: what stands there is not a file and must be moved away',
    ]);
    expect(formatPlanSummary(planOf(at('blocked'), at('blocked')), false)).not.toContain('--force');
    expect(formatPlanSummary(planOf(at('different')), true)).not.toContain('stops');
  });

  it('says that nothing is left, or that errors stand in the way', () => {
    const same = planned('a.conf', { outputs: [output('a.yaml', 'same')] });
    expect(formatPlanSummary(planOf(same), true)).toMatch(/^nothing is left to migrate\n1 file: /);
    const refused = diagnosed('b.conf', '[INPUT]\nname x\n', [unindented], { action: 'refuse' });
    expect(formatPlanSummary(planOf(same, refused), false)).toBe(
      'nothing is written before the errors are fixed\nwithout that file, the others can be migrated: --exclude ./b.conf\n2 files: 0 to convert, 0 to update, 1 up to date, 0 left alone, 1 refused; 1 error, 0 warnings, 0 infos\n',
    );
  });
});

describe('what is left for a person', () => {
  const verified = { isVerified: true };

  function main(name: string): PlannedFile {
    return planned(`${name}.conf`, { outputs: [output(`${name}.yaml`)], isReplaced: true });
  }

  it('is the new start of Fluent Bit, wherever it is written down, and the old files', () => {
    expect(nextSteps(planOf(main('conf/fluent-bit')), { ...verified, hasOldFiles: true })).toBe(
      `
What is left for you: start Fluent Bit with the new file
    fluent-bit -c ${root}conf/fluent-bit.yaml
wherever the old name stands: in ExecStart of the service unit, in the arguments of the container, as a key of the
ConfigMap (fluent-bit.conf: becomes fluent-bit.yaml:).

1 old file can go once the new ones run: --delete-source removes it.
`,
    );
  });

  it('says of how many old files the plan says that they stay', () => {
    const stays = planned('p.conf', { outputs: [output('p.yaml', 'same')], role: 'parsers', stays: 'b.conf refers to it' });
    expect(nextSteps(planOf(stays), { ...verified, hasOldFiles: true })).toBe('\n1 old file stays: the plan says why below each name.\n');
    expect(nextSteps(planOf(main('a'), stays, stays), { ...verified, hasOldFiles: true })).toContain(
      '\n\n1 old file can go once the new ones run: --delete-source removes it.\n2 old files stay: ',
    );
    expect(nextSteps(planOf(main('a'), stays), { ...verified, hasOldFiles: false })).not.toContain('can go');
  });

  it('does not list the starts of a whole fleet', () => {
    const steps = nextSteps(planOf(...Array.from({ length: 8 }, (_, i) => main(`host ${i}`))), { ...verified, hasOldFiles: false });
    expect(steps).toContain(`with the new files\n    fluent-bit -c '${root}host 0.yaml'\n`);
    expect(steps).toContain(`    fluent-bit -c '${root}host 4.yaml'\n    and 3 more\n`);
    expect(steps).not.toContain('--delete-source');
  });

  it('goes by the format that was asked for', () => {
    const back = planned('fluent-bit.yaml', { outputs: [output('fluent-bit.conf')] });
    expect(nextSteps(planOf(back), { ...verified, hasOldFiles: true })).toContain('(fluent-bit.yaml: becomes fluent-bit.conf:)');
  });

  it('is to go on with the old files if a Fluent Bit does not start from a new one', () => {
    const steps = nextSteps(planOf(main('a')), { isVerified: false, hasOldFiles: true });
    expect(steps).toContain('go on with the old ones: none\nwas removed');
    expect(steps).not.toMatch(/with the new|can go/);
  });

  it('is nothing where no file that Fluent Bit starts with has moved', () => {
    const files = [
      kept('a.lua'),
      planned('b.conf', { outputs: [output('b.yaml', 'same')] }),
      planned('p.conf', { role: 'parsers', outputs: [output('p.yaml')] }),
    ];
    expect(nextSteps(planOf(...files), { ...verified, hasOldFiles: true })).toBe('');
  });
});

function report(suffix: ReportSuffix, one: Plan = plan, answers: readonly StartAnswer[] = []): string {
  return formatReport(one, suffix, { shown, isDone: false, version: '1.2.3', answers });
}

/** A file's name and its diagnostics of every severity, in the wrong order. */
const mixed = planOf(
  diagnosed(odd, '[INPUT]\nname x\n', [renamed, unindented, comments], {
    action: 'refuse',
    references: [{ line: 1, before: odd, after: ['x.yaml', 'y|z.yaml'] }],
  }),
  diagnosed('a.conf', '[INPTU]\n', [unknownSection], { outputs: [output('a.yaml')] }),
);

describe('every report', () => {
  it.each(reportSuffixes)('%s names all files, references and diagnostics, and no path in full', (suffix) => {
    const text = report(suffix);
    for (const { name } of plan.files) expect(text).toContain(name);
    for (const word of ['conf.d/tail.yaml', 'FLB221', 'parsers.yaml', 'p.yaml', 'e.yaml']) expect(text).toContain(word);
    expect(text).not.toContain(root);
    expect(report(suffix)).toBe(text);
  });

  it.each(reportSuffixes)('%s of no files is one, too', (suffix) => {
    expect(report(suffix, planOf())).toMatch(/\n$/);
  });

  it.each(reportSuffixes)('%s has no secrets', (suffix) => {
    const text = '[NODE]\nshared_key=hunter2\n';
    const secret = diagnostic(unindentedKey, { start: 7, end: 25 }, { key: 'shared_key=hunter2' });
    const shownText = report(suffix, planOf(diagnosed('a.conf', text, [secret])));
    expect(shownText).toContain('FLB104');
    expect(shownText).not.toContain('hunter2');
  });
});

describe('what a Fluent Bit said of a new main file', () => {
  const plain: SpokenAnswer = { path: `${root}etc/a.yaml`, problem: undefined, lines: ['hello'] };
  const failing = { ...plain, problem: 'stopped by SIGSEGV' };

  it('is shown with its last words', () => {
    const lines = ['1', '2', '3', '4', '5', '6'];
    expect(formatAnswer({ ...plain, lines }, './fluent-bit', shown)).toBe(
      'etc/a.yaml: ./fluent-bit starts from it\n    2\n    3\n    4\n    5\n    6\n',
    );
    expect(formatAnswer({ ...failing, lines: [] }, 'fluent-bit', shown)).toBe(
      'etc/a.yaml: fluent-bit does not start from it: stopped by SIGSEGV\n',
    );
  });

  it('is shown without secrets and control characters', () => {
    // The key is not among the lines that are shown.
    const lines = ['shared_key:', '  hunter1', 'x', '[error] password hunter2', '\x1b[31mred\x1b[0m', 'y'];
    expect(formatAnswer({ ...plain, lines }, 'f', shown)).toBe(
      'etc/a.yaml: f starts from it\n    ***\n    x\n    [error] password ***\n    ·[31mred·[0m\n    y\n',
    );
  });

  it('is in each report, save for its words, which have times in them', () => {
    const one = planOf(planned('a.conf', { outputs: [output('etc/a.yaml')] }));
    for (const suffix of reportSuffixes) expect(report(suffix, one, [failing])).not.toContain('hello');
    expect(report('.md', one, [failing])).toContain(
      '\n## Starts\n\n| File | Fluent Bit |\n| --- | --- |\n| etc/a.yaml | does not start from it: stopped by SIGSEGV |\n',
    );
    const asked = (problem: string | null) => [{ file: 'etc/a.yaml', starts: problem === null, problem }];
    expect(JSON.parse(report('.json', one, [plain])).files).toMatchObject([{ outputs: asked(null) }]);
    expect(JSON.parse(report('.json', one, [failing])).files).toMatchObject([{ outputs: asked('stopped by SIGSEGV') }]);
    const [run] = JSON.parse(report('.sarif', one, [failing])).runs;
    expect(run.artifacts).toMatchObject([{ properties: { outputs: asked('stopped by SIGSEGV') } }]);
  });
});

describe('a report in JSON', () => {
  it('has the documented shape', () => {
    const { files, diagnostics, ...head } = JSON.parse(report('.json')) as Record<string, unknown[]>;
    expect(head).toEqual({
      to: 'yaml',
      done: false,
      needs: null,
      summary: { files: 7, convert: 3, update: 1, same: 1, keep: 2, refuse: 0, errors: 0, warnings: 1, infos: 0 },
    });
    expect(files?.slice(1, 3)).toEqual([
      {
        file: 'current.conf',
        role: 'main',
        outcome: 'convert',
        reason: null,
        replaced: false,
        stays: null,
        outputs: [{ file: 'current.yaml', state: 'new', content: 'link', link: 'fluent-bit.yaml' }],
        references: [],
      },
      {
        file: 'fluent-bit.conf',
        role: 'main',
        outcome: 'convert',
        reason: null,
        replaced: true,
        stays: null,
        outputs: [
          { file: 'fluent-bit.yaml', state: 'new', content: 'text' },
          { file: 'fluent-bit-parsers.yaml', state: 'different', content: 'text' },
        ],
        references: [
          { line: 4, before: 'parsers.conf', after: ['parsers.yaml'] },
          { line: 9, before: 'conf.d/*.conf', after: ['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml', 'e.yaml'] },
        ],
      },
    ]);
    expect(diagnostics).toEqual([
      {
        file: 'conf.d/tail.conf',
        line: 1,
        column: 2,
        endLine: 1,
        endColumn: 7,
        severity: 'warning',
        code: 'FLB221',
        name: 'section-ignored',
        message: "Fluent Bit knows no section 'INPTU' and ignores it",
        help: "did you mean 'INPUT'?",
        related: [],
        fixable: false,
      },
    ]);
  });

  it('sorts diagnostics by file and place', () => {
    const { diagnostics } = JSON.parse(report('.json', mixed)) as { diagnostics: { file: string; code: string }[] };
    expect(diagnostics.map(({ file, code }) => [file, code])).toEqual([
      ['a.conf', 'FLB221'],
      [odd, 'FLB303'],
      [odd, 'FLB104'],
      [odd, 'FLB311'],
    ]);
  });
});

describe('a report in Markdown', () => {
  it('is tables of the files, the references and the diagnostics by severity', () => {
    const path = 'con&#124;f&#96;d·&#60;b&#62;/&#42;ü &#36;x&#95;&#42;.conf';
    expect(report('.md', mixed)).toBe(`# Migration to yaml

2 files: 1 to convert, 0 to update, 0 up to date, 0 left alone, 1 refused; 1 error, 2 warnings, 1 info

## Files

| File | Role | Outcome | Outputs |
| --- | --- | --- | --- |
| ${path} | main | refused |  |
| a.conf | main | to convert | a.yaml |

## References

| File | Line | Before | After |
| --- | --- | --- | --- |
| ${path} | 1 | ${path} | x.yaml, y&#124;z.yaml |

## Errors

| Place | Code | Message | Help |
| --- | --- | --- | --- |
| ${path}:2:1 | FLB104 unindented-key | the key 'name' is not indented: Fluent Bit takes the first letter of such a line for the indentation of the file and loses it | indent every key by four spaces |

## Warnings

| Place | Code | Message | Help |
| --- | --- | --- | --- |
| a.conf:1:2 | FLB221 section-ignored | Fluent Bit knows no section 'INPTU' and ignores it | did you mean 'INPUT'? |
| ${path}:1:1 | FLB303 comments-dropped | 2 lines of comments dropped: JSON has no comments |  |

## Notes

| Place | Code | Message | Help |
| --- | --- | --- | --- |
| ${path}:2:2 | FLB311 include-renamed | 'a.conf' is now 'a.yaml': Fluent Bit reads included files in the format of the file that includes them | convert that file, too |
`);
  });
});

describe('a report in SARIF', () => {
  it('has the rules, the results and the files that they are about', () => {
    const log = JSON.parse(report('.sarif', mixed));
    expect(log).toMatchObject({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' });
    const [run] = log.runs;
    expect(run.tool.driver).toMatchObject({ name: 'flb-convert', version: '1.2.3' });
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['FLB104', 'FLB221', 'FLB303', 'FLB311']);
    expect(run.tool.driver.rules[1]).toEqual({
      id: 'FLB221',
      name: 'section-ignored',
      shortDescription: { text: 'section ignored' },
      defaultConfiguration: { level: 'warning' },
    });
    expect(run.columnKind).toBe('unicodeCodePoints');
    expect(run.results[0]).toEqual({
      ruleId: 'FLB221',
      ruleIndex: 1,
      level: 'warning',
      message: { text: "Fluent Bit knows no section 'INPTU' and ignores it\ndid you mean 'INPUT'?" },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'a.conf' }, region: { startLine: 1, startColumn: 2, endLine: 1, endColumn: 7 } },
        },
      ],
    });
    expect(run.results.map(({ level }: { level: string }) => level)).toEqual(['warning', 'warning', 'error', 'note']);
    expect(run.artifacts[0]).toMatchObject({
      location: { uri: 'con%7Cf%60d%0A%3Cb%3E/*%C3%BC%20%24x_*.conf' },
      properties: { role: 'main', outcome: 'refuse' },
    });
  });

  it('names a file of any name by a relative URI', () => {
    for (const [name, uri] of [
      ['c:d.conf', 'c%3Ad.conf'],
      ['../a b.conf', '../a%20b.conf'],
      ['half \ud800.conf', 'half%20%EF%BF%BD.conf'],
    ] as const) {
      const [run] = JSON.parse(formatSarif([{ source: new SourceFile(name, ''), diagnostics: [comments] }], { version: '1' })).runs;
      expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
      expect(run.artifacts).toBeUndefined();
    }
  });

  it('shows the other places that belong to a result', () => {
    const repeated = diagnostic(repeatedKey, { start: 4, end: 5 }, { key: 'a', wins: 'last' }, { related: [{ start: 0, end: 1 }] });
    const [run] = JSON.parse(
      formatSarif([{ source: new SourceFile('a.conf', 'a 1\na 2\n'), diagnostics: [repeated] }], { version: '1' }),
    ).runs;
    expect(run.results[0].relatedLocations).toMatchObject([{ physicalLocation: { region: { startLine: 1, startColumn: 1 } } }]);
  });
});
