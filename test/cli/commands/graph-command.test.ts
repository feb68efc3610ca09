import { describe, expect, it } from 'vitest';
import { runCli } from '../../support/run-cli.js';
import { runIn } from '../../support/run-in.js';
import { tempDir } from '../../support/temp-dir.js';

const input = (name: string, tag?: string) => `[INPUT]\n    name ${name}\n${tag === undefined ? '' : `    tag ${tag}\n`}`;
const filter = (name: string, match: string, more = '') => `[FILTER]\n    name ${name}\n    match ${match}\n${more}`;
const output = (name: string, match?: string, more = '') =>
  `[OUTPUT]\n    name ${name}\n${match === undefined ? '' : `    match ${match}\n`}${more}`;

/** The lines that a graph draws, as `tail --> es`: boxes by their first lines, without their kinds. */
async function linesOf(text: string, more: Record<string, string> = {}, name = 'main.conf'): Promise<string[]> {
  const { code, stdout, stderr } = await runIn(tempDir({ [name]: text, ...more }), ['graph', name]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return linesIn(stdout);
}

function linesIn(mermaid: string): string[] {
  const boxes = [...mermaid.matchAll(/^ {4}(b\d+)\W+"(?:\d+ × )?(?:stream )?\w+ ([^"<]*)/gm)];
  const names = new Map(boxes.map(([, id = '', title = '']) => [id, title]));
  return [...mermaid.matchAll(/^ {4}(b\d+) (\S+) (b\d+)$/gm)]
    .map(([, from = '', how, to = '']) => `${names.get(from)} ${how} ${names.get(to)}`)
    .sort();
}

describe('graph draws how records go', () => {
  it('through each filter that takes their tag, in order, to each output that does', async () => {
    const text =
      input('cpu', 'a.1') +
      input('mem', 'b') +
      filter('grep', 'a.*') +
      filter('modify', 'b') +
      filter('lua', '*') +
      output('es', 'a.*') +
      output('http', '*');
    expect(await linesOf(text)).toEqual(['cpu --> grep', 'grep --> lua', 'lua --> es', 'lua --> http', 'mem --> modify', 'modify --> lua']);
  });

  it('past a filter where only some of the tags match, which is dashed', async () => {
    const text = input('forward') + filter('grep', 'a.*') + filter('modify', 'a.b.*') + filter('lua', '*') + output('es', 'a.*');
    expect(await linesOf(text)).toEqual([
      'forward --> lua',
      'forward -.-> grep',
      'grep --> lua',
      'grep -.-> modify',
      'lua -.-> es',
      'modify --> lua',
    ]);
  });

  it('again from the first filter on under a new tag', async () => {
    const rule = '    rule $log ^E new.$0 false\n    rule $log ^W warned true\n';
    const text =
      input('cpu', 'a') + filter('grep', '*') + filter('rewrite_tag', 'a', rule) + output('es', 'new.*') + output('http', 'warned');
    expect(await linesOf(text)).toEqual(
      [
        'cpu --> grep',
        'grep --> es',
        'grep --> http',
        'grep --> rewrite_tag',
        'new.$0 --> grep',
        'rewrite_tag --> new.$0',
        'rewrite_tag --> warned',
        'warned --> grep',
      ]
        .map((line) => line.replaceAll('$', '#36;'))
        .sort(),
    );
  });

  it('from inputs and filters of included files, in the order of Fluent Bit', async () => {
    const text = `${input('cpu', 'a')}${filter('grep', '*')}@INCLUDE more.conf\n${filter('modify', '*')}${output('es', '*')}`;
    expect(await linesOf(text, { 'more.conf': filter('lua', '*') })).toEqual([
      'cpu --> grep',
      'grep --> lua',
      'lua --> modify',
      'modify --> es',
    ]);
  });

  it('to the nodes of an upstream, which may be missing', async () => {
    const up = '[UPSTREAM]\n    name u\n[NODE]\n    name n1\n    host h\n    port 1\n[NODE]\n    name n2\n    host h\n    port 2\n';
    const text = input('cpu', 'a') + output('forward', '*', '    upstream up.conf\n') + output('es', 'a', '    upstream gone.conf\n');
    expect(await linesOf(text, { 'up.conf': up })).toEqual([
      'cpu --> es',
      'cpu --> forward',
      'es -.-> gone.conf',
      'forward --> n1',
      'forward --> n2',
    ]);
  });

  it('from one input to one output without a match', async () => {
    expect(await linesOf(input('cpu') + output('es'))).toEqual(['cpu --> es']);
    expect(await linesOf(input('cpu') + output('es') + output('http', '*'))).toEqual(['cpu --> http']);
  });

  it('from a stream task on', async () => {
    const task = "[STREAM_PROCESSOR]\n    name t\n    exec CREATE STREAM x WITH (tag='new') AS SELECT * FROM TAG:'a';\n";
    expect(await linesOf(input('cpu', 'a') + task + output('es', 'new') + output('http', 'a'))).toEqual(['cpu --> http', 't --> es']);
  });

  it('takes nothing for sure that a variable decides', async () => {
    expect(await linesOf(input('cpu', '${TAG}') + output('es', 'a') + output('http', '*'))).toEqual(['cpu --> http', 'cpu -.-> es']);
    expect(await linesOf(input('cpu', 'a') + output('es', '${MATCH}') + output('http', '*'))).toEqual(['cpu --> http', 'cpu -.-> es']);
  });
});

describe('graph', () => {
  it('draws a directory, a configuration each', async () => {
    const dir = tempDir({
      'tree/a.conf': `${input('cpu', 'a')}@INCLUDE b.conf\n`,
      'tree/b.conf': output('es', '*'),
      'tree/c.conf': input('mem', 'c') + output('http', '*'),
    });
    const { code, stdout } = await runIn(dir, ['graph', 'tree']);
    expect(code).toBe(0);
    expect([...stdout.matchAll(/subgraph \w+ \["(.*)"\]/g)].map(([, title]) => title)).toEqual(['a.conf', 'c.conf']);
    expect(linesIn(stdout)).toEqual(['cpu --> es', 'mem --> http']);
    expect((await runIn(dir, ['graph', 'tree', '--exclude', 'c.conf'])).stdout).not.toContain('c.conf');
  });

  it('draws what could be read of a file with errors, says so, and calls nothing a dead end', async () => {
    const dir = tempDir({ 'main.conf': `${input('cpu', 'a')}[FILTER\n    name x\n${output('es', 'b')}` });
    const { code, stdout, stderr } = await runIn(dir, ['graph', 'main.conf']);
    expect(code).toBe(1);
    expect(stdout).toContain('["main.conf #40;not all of it could be read#41;"]');
    expect(stdout).not.toContain('deadEnd');
    expect(stderr).toMatch(/^main\.conf:4:1: error FLB111: .*\n {2}4 \| \[FILTER\n/);
  });

  it('says where there is no output, and what was not found', async () => {
    const dir = tempDir({ 'main.conf': `${input('cpu', 'a')}@INCLUDE gone.conf\n` });
    const { code, stdout } = await runIn(dir, ['graph', 'main.conf', '--format', 'dot']);
    expect({ code, title: /label="(main.conf[^"]*)"/.exec(stdout)?.[1] }).toEqual({
      code: 0,
      title: 'main.conf (1 file not found, no output)',
    });
  });

  it.each([
    [
      'a file without a pipeline',
      { 'x.conf': '[PARSER]\n    name p\n    format json\n' },
      'x.conf',
      /x\.conf: nothing to draw: no input, filter or output is here\n$/,
    ],
    [
      'filters of which each takes a part of what the others take',
      {
        'x.conf':
          input('forward').repeat(99) + Array.from({ length: 300 }, (_, i) => filter('grep', `*${i}*`)).join('') + output('es', '*'),
      },
      'x.conf',
      /x\.conf has too many filters that take a part of each other's records/,
    ],
    [
      'a file of which nothing could be read',
      { 'x.yaml': 'pipeline: [\n' },
      'x.yaml',
      /nothing to draw: no input, filter or output could be read\n$/,
    ],
    ['nothing of that name', {}, 'x.conf', /cannot read x\.conf: no such file/],
    ['a directory without configurations', { 'd/x.txt': 'x' }, 'd', /d: none of the files is a configuration/],
    [
      'more sections than can be drawn',
      { 'x.conf': input('cpu', 'a').repeat(1001) },
      'x.conf',
      /x\.conf has 1001 sections, more than can be drawn \(1000\)/,
    ],
    [
      'more configurations than a picture shows',
      Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`d/${i}.conf`, input('cpu', 'a') + output('es', '*')])),
      'd',
      /d holds 9 configurations, .*name one of them \(0\.conf, /,
    ],
  ])('does not draw %s', async (_, files, path, message) => {
    const { code, stdout, stderr } = await runIn(tempDir({ 'other.txt': '', ...files }), ['graph', path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('draws what comes through standard input', async () => {
    const { code, stdout } = await runCli(['graph', '-'], {
      stdin: `pipeline:\n  inputs:\n    - name: cpu\n  outputs:\n    - name: es\n      match: '*'\n`,
    });
    expect({ code, lines: linesIn(stdout) }).toEqual({ code: 0, lines: ['cpu --> es'] });
  });

  it.each(['mermaid', 'dot', 'svg'])('shows no secret and no control character in %s', async (form) => {
    const alias = '    alias https://u:s3cret@h/?token=s3cret\n';
    const up = '[UPSTREAM]\n    name u\n[NODE]\n    name password=s3cret\n    host https://u:s3cret@h\n    port 1\n    shared_key s3cret\n';
    const odd = '\x1b[31m"\\\u202e<b>&amp;</text>\u0085';
    const text = `${input('cpu', odd)}${output('es', '*', alias)}${output('forward', '*', '    upstream up.conf\n')}`;
    const { code, stdout } = await runIn(tempDir({ 'main.conf': text, 'up.conf': up }), ['graph', 'main.conf', '--format', form]);
    expect(code).toBe(0);
    expect(stdout).not.toContain('s3cret');
    expect(stdout).not.toMatch(/[\p{Cf}\u2028\u2029]|(?!\n)\p{Cc}/u);
    const escaped = { mermaid: '#34;#92;·#60;b#62;#38;amp#59;', dot: '\\"\\\\·<b>&amp;amp;</text>', svg: '&#34;\\·&#60;b&#62;&#38;amp;' }[
      form
    ];
    expect(stdout).toContain(escaped);
  });

  it('has help of its own, and refuses other forms', async () => {
    const help = await runCli(['graph', '--help']);
    expect(help).toMatchObject({ code: 0 });
    expect(help.stdout).toContain('draw how records go through a configuration');
    expect(await runCli(['graph', 'x', '--format', 'png'])).toMatchObject({ code: 2, stdout: '' });
  });
});
