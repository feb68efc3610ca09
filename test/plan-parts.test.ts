import { expect, it } from 'vitest';
import { diagnostic } from '../src/diagnostics/diagnostic.js';
import { packedTexts } from '../src/host/packed-texts.js';
import { servicesJoined } from '../src/migrate/diagnostics.js';
import type { PlannedFile } from '../src/migrate/plan.js';
import { PlanParts } from '../src/migrate/plan-parts.js';
import { SourceFile } from '../src/source/source-file.js';

function planned(i: number): PlannedFile {
  const path = `/fleet/ä-${i}.conf`;
  const common = { path, name: path, role: 'main', action: 'convert', isReplaced: true } as const;
  const outputs = [{ path: `/fleet/ä-${i}.yaml`, state: 'new', content: { text: i } } as const];
  if (i % 5 > 0) return { ...common, outputs, references: [], diagnostics: [] };
  const source = new SourceFile(path, '\ufeff[SERVICE]\n    a \ud800\n');
  source.positionAt(3);
  return {
    ...common,
    outputs,
    references: [{ line: 3, before: 'x', after: ['y', 'z'] }],
    diagnostics: [diagnostic(servicesJoined, { start: 3, end: 5 }, { files: i })],
    source,
  };
}

it('a plan of many files is the same however much of it is packed', async () => {
  const texts = await packedTexts({ plainSize: 0 });
  const parts = new PlanParts(texts);
  const files = Array.from({ length: 15_000 }, (_, i) => planned(i));
  for (let i = 0; i < files.length; i += 1000) parts.add({ files: files.slice(i, i + 1000), order: files.slice(i, i + 500).reverse() });
  const plan = parts.planTo('yaml', texts);
  for (const [i, file] of [...plan.files].entries()) {
    const { source, ...rest } = file;
    const { source: before, ...wanted } = files[i] ?? planned(i);
    expect(rest).toEqual(wanted);
    expect([source?.name, source?.text]).toEqual([before?.name, before?.text]);
    expect(source?.positionAt(15)).toEqual(before?.positionAt(15));
  }
  const order = files.flatMap((_, i) => (i % 1000 === 0 ? files.slice(i, i + 500).reverse() : []));
  expect(Array.from(plan.order, ({ path }) => path)).toEqual(order.map(({ path }) => path));
});
