import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/index.js';
import { checkProject } from '../../../src/project/check/check-project.js';
import { checkSectionReferences } from '../../../src/project/check/section-references.js';
import { locate } from '../../../src/report/located.js';
import { memoryHost } from '../../support/memory-host.js';

/** What is said of references between sections, if Fluent Bit is started with the first of the files. */
async function said(files: Record<string, string>): Promise<string[]> {
  const [path = ''] = Object.keys(files);
  const checked = await checkProject(memoryHost(files), [{ path, reading: await readConfig(files[path] ?? '', { fileName: path }) }]);
  return locate(checked)
    .filter(({ code }) => /^FLB5(?:19|2[0-3])$/.test(code))
    .map(({ file, start, severity, code }) => `${file}:${start.line} ${severity} ${code}`);
}

function section(header: string, ...lines: string[]): string {
  return `[${header}]\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

const service = section('SERVICE', 'parsers_file parsers.conf');
const parsers = `${section('PARSER', 'name app', 'format json')}${section('MULTILINE_PARSER', 'name multi', 'type endswith', 'match_string x')}`;

async function withParsers(...sections: string[]): Promise<string[]> {
  return said({ '/main.conf': service + sections.join(''), '/parsers.conf': parsers });
}

describe('a parser that no file defines (I-9)', () => {
  it.each([
    ['FILTER', 'name parser', 'match *', 'key_name log', 'parser ap'],
    ['FILTER', 'name multiline', 'match *', 'mode parser', 'multiline.parser go, app'],
    ['FILTER', 'name kubernetes', 'match *', 'merge_log on', 'regex_parser nothing'],
    ['INPUT', 'name tail', 'path /a', 'tag t', 'multiline.parser multi,nothing'],
    ['INPUT', 'name tail', 'path /a', 'multiline on', 'parser_firstline nothing'],
    ['INPUT', 'name syslog', 'mode tcp', 'tag t', 'parser nothing'],
    ['INPUT', 'name stdin', 'tag t', 'buffer_size 1M', 'parser multi'],
  ])('stops Fluent Bit: %s with %s, %s, %s, %s', async (header, ...lines) => {
    expect(await withParsers(section(header, ...lines))).toEqual(['/main.conf:7 error FLB519']);
  });

  it.each([
    ['INPUT', 'name tail', 'path /a', 'tag t', 'parser nothing'],
    ['INPUT', 'name tail', 'path /a', 'docker_mode on', 'docker_mode_parser nothing'],
    ['INPUT', 'name exec', 'command ls', 'tag t', 'parser nothing'],
    ['FILTER', 'name kubernetes', 'match *', 'merge_log on', 'merge_parser nothing'],
  ])('is left out: %s with %s, %s, %s, %s', async (header, ...lines) => {
    expect(await withParsers(section(header, ...lines))).toEqual(['/main.conf:7 warning FLB520']);
  });

  it('is missed in included files and in processors, too', async () => {
    const main = `includes: [part.yaml]\nservice: {flush: 1}\nparsers: [{name: app, format: json}]\n`;
    const processor =
      '      processors:\n        logs:\n          - name: parser\n            key_name: log\n            parser: nothing\n';
    const part = `pipeline:\n  inputs:\n    - name: dummy\n${processor}`;
    expect(await said({ '/main.yaml': main, '/part.yaml': part })).toEqual(['part.yaml:8 error FLB519']);
  });
});

describe('nothing is said of a parser', () => {
  const filter = section('FILTER', 'name parser', 'match *', 'key_name log', 'parser nothing');

  it.each([
    ['that a parsers file defines', { '/main.conf': service + filter.replace('nothing', 'app'), '/parsers.conf': parsers }],
    ['if a parsers file is not there', { '/main.conf': service + filter }],
    ['if it cannot be told which file is loaded', { '/main.conf': section('SERVICE', `parsers_file \${P}`) + filter }],
    ['if an included file is not there', { '/main.conf': `@INCLUDE more.conf\n${service}${filter}`, '/parsers.conf': parsers }],
    ['if a parsers file cannot be read', { '/main.conf': service + filter, '/parsers.conf': `${parsers}oops\n` }],
    ['if none is defined, since -R may load them (I-14)', { '/main.conf': section('SERVICE', 'flush 1') + filter }],
    ['whose name only Fluent Bit knows', { '/main.conf': service + filter.replace('nothing', `\${P}`), '/parsers.conf': parsers }],
    [
      'if the name of one that there is has a variable',
      { '/main.conf': service + filter, '/parsers.conf': parsers.replace('app', `\${P}`) },
    ],
    [
      'that is built in',
      { '/main.conf': service + section('INPUT', 'name tail', 'path /a', 'multiline.parser docker, cri'), '/parsers.conf': parsers },
    ],
    [
      'that is not asked for',
      { '/main.conf': service + section('INPUT', 'name tail', 'path /a', 'multiline off', 'parser_firstline x'), '/parsers.conf': parsers },
    ],
    [
      'by a key that only looks known',
      { '/main.conf': service + section('INPUT', 'name tail', 'path /a', 'constructor x', '__proto__ x'), '/parsers.conf': parsers },
    ],
  ])('%s', async (_, files) => {
    expect(await said(files)).toEqual([]);
  });
});

describe('storage.type filesystem (I-8)', () => {
  const input = section('INPUT', 'name dummy', 'storage.type FileSystem');

  it('needs a path in the service', async () => {
    expect(await said({ '/main.conf': section('SERVICE', 'flush 1') + input })).toEqual(['/main.conf:5 error FLB521']);
  });

  it('may get it on the command line, if the service has other settings of the storage', async () => {
    expect(await said({ '/main.conf': section('SERVICE', 'storage.sync full') + input })).toEqual(['/main.conf:5 warning FLB521']);
  });

  it.each([
    ['has one', section('SERVICE', 'storage.path /var/lib/fb') + input],
    ['may be a part of a configuration', input],
    ['is another type', section('SERVICE', 'flush 1') + input.replace('FileSystem', 'memory')],
  ])('needs nothing if it %s', async (_, main) => {
    expect(await said({ '/main.conf': main })).toEqual([]);
  });

  it('finds it in an included file', async () => {
    const files = { '/main.conf': `@INCLUDE s.conf\n${input}`, '/s.conf': section('SERVICE', 'storage.path /var/lib/fb') };
    expect(await said(files)).toEqual([]);
  });

  it('is looked for once, however many inputs need it', async () => {
    let looks = 0;
    const looksWith = async (inputs: number) => {
      const { config } = await readConfig(section('SERVICE', 'flush 1') + input.repeat(inputs), { fileName: 'main.conf' });
      const file = {
        file: undefined,
        get config() {
          looks++;
          return config;
        },
        place: () => ({ file: 'main.conf', line: 1 }),
      };
      looks = 0;
      const found = checkSectionReferences({ main: [file], all: [file], isWhole: true, hasAllIncludes: true });
      expect(found).toHaveLength(inputs);
      return looks;
    };
    expect(await looksWith(5)).toBe(await looksWith(1));
  });
});

describe('two inputs', () => {
  it('with one database read the positions of each other (I-11)', async () => {
    const tail = (db: string) => section('INPUT', 'name tail', 'path /a', `db ${db}`);
    const files = { '/main.conf': `${tail('/a.db')}${tail('/b.db')}@INCLUDE more.conf\n`, '/more.conf': tail('/b.db') };
    expect(await said(files)).toEqual(['more.conf:4 warning FLB522']);
  });
});

describe('a route (I-10)', () => {
  const main = (output: string, alias = '') => `pipeline:
  inputs:
    - name: dummy
      routes:
        logs:
          - name: all
            condition: {default: true}
            to: {outputs: [${output}]}
  outputs:
    - name: stdout
      match: '*'
${alias}`;

  it('that leads to no output leads nowhere', async () => {
    expect(await said({ '/main.yaml': main('nothing') })).toEqual(['/main.yaml:4 warning FLB523']);
    expect(await said({ '/main.yaml': main('{name: nothing}') })).toEqual(['/main.yaml:4 warning FLB523']);
  });

  it.each([
    ['name', main('stdout')],
    ['numbered name', main('stdout.0')],
    ['alias', main('mine', '      alias: mine\n')],
    ['alias that has a variable', main('mine', `      alias: \${X}\n`)],
  ])('may lead to an output by its %s', async (_, text) => {
    expect(await said({ '/main.yaml': text })).toEqual([]);
  });
});
