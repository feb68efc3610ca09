import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { processIo } from '../../src/cli/io.js';
import { manPage } from '../../src/cli/man-page.js';
import { wholeProgram } from '../../src/cli/run.js';
import { isInstalled } from '../support/programs.js';
import { project, requireBuild, runCli } from '../support/run-cli.js';
import { tempDir } from '../support/temp-dir.js';

const program = wholeProgram(processIo((url) => import(url), '.'));
const commands = program.commands.map((command) => command.name());
const page = manPage(program);

describe('the manual page', () => {
  it('is where the package says, as the build made it', () => {
    requireBuild();
    // npm makes a link to each of a list; of a single name it makes none.
    expect(manifest.man).toEqual(['./dist/flb-convert.1']);
    expect(readFileSync(join(project, 'dist/flb-convert.1'), 'utf8')).toBe(page);
  });

  it('has no line that roff takes for a request unless it is one', () => {
    const requests = page.split('\n').flatMap((line) => /^[.'](.*?)(?: |$)/.exec(line)?.[1] ?? []);
    expect(new Set(requests)).toEqual(new Set(['TH', 'SH', 'SS', 'PP', 'TP']));
    expect(page).not.toContain('\t');
  });

  it('is the same of each build, without a date', () => {
    expect(page).toMatch(new RegExp(`^\\.TH FLB\\\\-CONVERT 1 "" "flb\\\\-convert ${manifest.version}" "User Commands"\n`));
    expect(manPage(program)).toBe(page);
  });
});

describe.skipIf(!isInstalled('groff'))('the manual page as groff shows it', () => {
  const groff = ['-man', '-Tascii', '-ww', '-P-cbou', '-rLL=500n', '-rHY=0'];
  const { status, stdout, stderr } = spawnSync('groff', groff, { input: page, encoding: 'utf8' });
  // Lines are filled up with spaces.
  const shown = stdout.replace(/ +/g, ' ');

  it('has no warning', () => expect({ status, stderr }).toEqual({ status: 0, stderr: '' }));

  it.each(commands)('%s: has what --help says of it, to the letter', async (name) => {
    const { stdout: help } = await runCli([name, '--help'], { columns: 1000 });
    const lines = help.split('\n').filter((line) => line.startsWith('  '));
    expect(lines.length).toBeGreaterThan(3);
    for (const part of lines.flatMap((line) => line.trim().replace(/^\$ /, '').split(/ {2,}/))) {
      expect(shown).toContain(part.replace(/<([^>]*)>/g, '$1'));
    }
  });
});

describe.skipIf(!isInstalled('mandoc'))('the manual page as mandoc judges it', () => {
  it('lacks a date alone', () => {
    const dir = tempDir({ 'flb-convert.1': page });
    const { stdout } = spawnSync('mandoc', ['-Tlint', '-Wwarning', 'flb-convert.1'], { cwd: dir, encoding: 'utf8' });
    expect(stdout).toBe('mandoc: flb-convert.1:1:20: WARNING: missing date, using "": TH\n');
  });
});

describe.skipIf(!isInstalled('lexgrog'))('the manual page as apropos finds it', () => {
  it('says in one line what the program is', () => {
    const dir = tempDir({ 'flb-convert.1': page });
    const { stdout } = spawnSync('lexgrog', ['flb-convert.1'], { cwd: dir, encoding: 'utf8' });
    expect(stdout).toBe(`flb-convert.1: "flb-convert - ${program.description().replace(/\.$/, '')}"\n`);
  });
});
