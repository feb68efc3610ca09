import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.js';
import { tempDir } from '../support/temp-dir.js';

/** Nodes without a port, each an error of `check`, and keys that nothing reads, each a warning. */
function upstream(nodes: number, keys: number): string {
  const unread = Array.from({ length: keys }, (_, i) => `    key_${i} 1\n`).join('');
  const node = (i: number) => `[NODE]\n    name n${i}\n    host h\n`;
  return `[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n${unread}${Array.from({ length: nodes }, (_, i) => node(i)).join('')}`;
}

const framesOf = (text: string, code: string) => text.match(new RegExp(`^\\S+: \\w+ ${code}: `, 'gm'))?.length ?? 0;

describe('many diagnostics', () => {
  it('of a code: 20, then the counts of the rest and how to see all', async () => {
    const { stdout } = await runCli(['check', '-', '--from', 'classic'], { stdin: upstream(3_000, 30) });
    expect([framesOf(stdout, 'FLB202'), framesOf(stdout, 'FLB211')]).toEqual([20, 20]);
    expect(stdout).toContain('\nnot shown: 2980 × FLB202, 10 × FLB211 (--verbose or --format json shows all)\n');
    expect(stdout).toContain('1 file checked: 3000 errors, 30 warnings, 0 notes, 0 fixed\n');
  });

  it.each([['--verbose'], ['-v']])('are all shown with %s', async (...options) => {
    const { stdout } = await runCli(['check', '-', '--from', 'classic', ...options], { stdin: upstream(60, 0) });
    expect(framesOf(stdout, 'FLB202')).toBe(60);
    expect(stdout).not.toContain('not shown');
  });

  it('are all in the forms for machines', async () => {
    const { stdout } = await runCli(['check', '-', '--from', 'classic', '--format', 'github'], { stdin: upstream(60, 0) });
    expect(stdout.match(/FLB202/g)).toHaveLength(60);
  });

  it('no more than 20 of a code are all shown', async () => {
    const { stdout } = await runCli(['check', '-', '--from', 'classic'], { stdin: upstream(20, 20) });
    expect([framesOf(stdout, 'FLB202'), framesOf(stdout, 'FLB211')]).toEqual([20, 20]);
    expect(stdout).not.toContain('not shown');
  });

  it('of a conversion as well', async () => {
    const { stderr } = await runCli(['-', '--from', 'classic'], { stdin: upstream(60, 0) });
    expect(framesOf(stderr, 'FLB202')).toBe(20);
    expect(stderr).toContain('not shown: 40 × FLB202 (--verbose shows all)\n60 warnings, 60 of which stop Fluent Bit\n');
    const all = await runCli(['-', '--from', 'classic', '-v'], { stdin: upstream(60, 0) });
    expect(framesOf(all.stderr, 'FLB202')).toBe(60);
  });
});

describe('what check calls an error, and a conversion a warning', () => {
  const stops = '  = Fluent Bit will not start with this\n';

  it('says that Fluent Bit will not start, and is counted', async () => {
    const { code, stderr } = await runCli(['-', '--from', 'classic'], { stdin: upstream(1, 1) });
    expect(code).toBe(0);
    expect(stderr.split(stops)).toHaveLength(2);
    expect(stderr).toMatch(/warning FLB202: .*\n.*\n.*\n {2}= Fluent Bit will not start with this\n/);
    expect(stderr).toMatch(/\n2 warnings, 1 of which stops Fluent Bit\n$/);
  });

  it('a plain warning says and counts nothing of it', async () => {
    const { stderr } = await runCli(['-', '--from', 'classic'], { stdin: upstream(0, 2) });
    expect(stderr).toContain('FLB211');
    expect(stderr).not.toMatch(/will not start|stops? Fluent Bit/);
  });

  it('a migration says and counts it as well', async () => {
    const dir = tempDir({ 'u.conf': upstream(1, 1) });
    const { stdout } = await runCli(['migrate', dir]);
    expect(stdout.split(stops)).toHaveLength(2);
    expect(stdout).toMatch(/; 0 errors, 2 warnings, 1 of which stops Fluent Bit, 0 infos\n$/);
  });

  it('check needs not say it: an error says it all', async () => {
    const { stdout } = await runCli(['check', '-', '--from', 'classic'], { stdin: upstream(1, 0) });
    expect(stdout).toContain('error FLB202');
    expect(stdout).not.toContain(stops);
  });
});
