import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.js';
import { tempDir } from '../support/temp-dir.js';

const { stdout: script } = await runCli(['completion', 'bash']);

/** What bash offers for the last of the words, which it splits at equals signs. */
function offered(...words: string[]): string[] {
  const all = ['flb-convert', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${all}); COMP_CWORD=${words.length}; COMPREPLY=(); _flb_convert; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `${script}\n${ask}`], { cwd: tempDir({}), encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((word) => word !== '');
}

describe('completion in bash', () => {
  it.each([
    [['ch'], ['check']],
    [['co'], ['convert', 'completion']],
    [['check', '--fo'], ['--format']],
    [
      ['check', '--format', ''],
      ['pretty', 'json', 'github'],
    ],
    [['check', '--format', '=', 'j'], ['json']],
    [
      ['check', '--format', '='],
      ['pretty', 'json', 'github'],
    ],
    [['a.conf', '--to', 'y'], ['yaml']],
    [
      ['a.conf', '-t', ''],
      ['classic', 'json', 'yaml'],
    ],
    [['migrate', '.', '--ups'], ['--upstreams']],
    [['migrate', '.', '--upstreams', 's'], ['split']],
    [['undo', '--f'], ['--force']],
    [
      ['report', '--format', ''],
      ['pretty', 'markdown', 'json', 'sarif'],
    ],
    [['completion', 'f'], ['fish']],
    [['--outp'], ['--output']],
    [['check', 'a'], []],
    [['check', '--stdin-filepath', 'p'], []],
  ])('%j: %j', (words, expected) => expect(offered(...words)).toEqual(expect.arrayContaining(expected)));

  it('offers the options of the command alone', () => {
    expect(offered('undo', '-')).toEqual(['--force', '-h', '--help']);
  });

  it('leaves files to bash: it offers nothing else then', () => {
    for (const words of [
      ['check', 'p'],
      ['a.conf', '-o', 'y'],
      ['migrate', '-d', 'c'],
    ])
      expect(offered(...words)).toEqual([]);
  });
});

describe('completion in zsh and fish', () => {
  it.each(['bash', 'zsh', 'fish'])('%s: every command and every long option of its help is there', async (shell) => {
    const { code, stdout: text } = await runCli(['completion', shell]);
    expect(code).toBe(0);
    for (const command of ['convert', 'check', 'fmt', 'migrate', 'undo', 'report', 'explain', 'page', 'schema', 'lsp', 'completion']) {
      expect(text).toContain(command);
      const { stdout: help } = await runCli([command, '--help']);
      for (const [, name = ''] of help.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm))
        expect(text).toContain(shell === 'fish' ? `-l ${name}` : `--${name}`);
    }
  });
});
