import { expect } from 'vitest';
import { builtInFormats } from '../../src/formats/index.js';
import { planMigration } from '../../src/migrate/index.js';
import { targetOf } from '../../src/migrate/request.js';
import { plainTexts } from '../../src/project/text-store.js';
import { memoryHost } from './memory-host.js';

/** The new text of a manifest, or of values, that is migrated by itself to YAML; as it is if nothing in it changes. */
export async function migrateText(text: string): Promise<string> {
  const yaml = builtInFormats.find(({ name }) => name === 'yaml');
  if (yaml === undefined) throw new Error('no YAML');
  const plan = await planMigration(
    memoryHost({ '/k.yaml': text }),
    { files: [{ path: '/k.yaml', isLink: false }], takesIn: () => false, target: targetOf(yaml), roots: [] },
    plainTexts(),
  );
  const [file] = plan.files;
  const [output] = file?.outputs ?? [];
  expect(file?.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return output !== undefined && typeof output.content === 'object' && 'text' in output.content ? plan.textOf(output.content.text) : text;
}
