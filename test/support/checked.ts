import { checkConfig, type Diagnostic, readConfig } from '../../src/index.js';

/** What the check says of a text that reads without errors: classic if it begins with a header or a command, else YAML. */
export async function checked(text: string): Promise<Diagnostic[]> {
  const { config, diagnostics } = await readConfig(text, { from: /^[[@]/.test(text) ? 'classic' : 'yaml' });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`the text does not read: ${errors.map(({ code }) => code).join(', ')}`);
  return checkConfig(config);
}

/** The same in short: `code severity`, and of each what it is about. */
export async function said(text: string): Promise<string[]> {
  return (await checked(text)).map(({ code, severity, args }) => [code, severity, ...Object.values(args)].join(' '));
}
