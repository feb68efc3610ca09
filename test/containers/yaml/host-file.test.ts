import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseHost } from '../../../src/containers/yaml/host-file.js';
import { SourceFile } from '../../../src/source/source-file.js';

/** In words, what is wrong with a file that holds other texts. */
async function problemIn(text: string): Promise<string | undefined> {
  const parsed = await parseHost('/k8s/secret.yaml', new SourceFile('secret.yaml', text));
  return 'problem' in parsed ? parsed.problem : undefined;
}

describe('what is said of a manifest that is not YAML', () => {
  it.each([
    ['|hunter2', 'Block scalar header includes extra characters'],
    ['>-hunter2 x', 'Block scalar header includes extra characters'],
    ['"\\hunter2"', 'Invalid escape sequence'],
    ['"\\uhunter2"', 'Invalid escape sequence'],
    ['!hunter2! x', 'The tag has no suffix'],
    ['!hunter!hunter2 x', 'Could not resolve tag'],
    ["'a'hunter2", 'Unexpected scalar at node end'],
  ])('shows nothing of its source: %s', async (value, problem) => {
    expect(await problemIn(`kind: Secret\nstringData:\n  password: ${value}\n`)).toBe(problem);
  });

  it('says that it is nested too deep', async () => {
    expect(await problemIn(`kind: Secret\nx: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`)).toBe('it is nested too deep to be read');
  });

  it('says so, too, where the stack of the package is full', async () => {
    vi.doMock('yaml', () => ({
      parseAllDocuments: () => {
        throw new RangeError('Maximum call stack size exceeded');
      },
    }));
    onTestFinished(() => vi.doUnmock('yaml'));
    expect(await problemIn('kind: Secret\n')).toBe('it is nested too deep to be read');
  });
});
