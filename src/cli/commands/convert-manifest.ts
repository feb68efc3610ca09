import { resolve } from 'node:path';
import { JobError } from '../../host/job-error.js';
import { nodeHost } from '../../host/node-host.js';
import { packedTexts } from '../../host/packed-texts.js';
import { modeOf } from '../../host/read.js';
import { realOf } from '../../host/write/places.js';
import { writeTexts } from '../../host/write/write-texts.js';
import { formatPretty, isError } from '../../index.js';
import { planMigration } from '../../migrate/index.js';
import type { PlannedFile } from '../../migrate/plan.js';
import { targetOf } from '../../migrate/request.js';
import { formatStopping } from '../../report/pretty.js';
import type { VersionTarget } from '../../versions/target.js';
import type { Io } from '../io.js';
import { formatNamed } from '../plugins.js';
import type { ConvertFlags } from './convert-command.js';

/** Converts the configurations in a manifest, to standard output, into another file, or in place. Undefined if it holds none. */
export async function convertManifest(
  path: string,
  flags: ConvertFlags,
  version: VersionTarget | undefined,
  io: Io,
): Promise<number | undefined> {
  const { to = 'yaml', upstreams, strict = false, output, directory, force = false } = flags;
  const full = realOf(resolve(path));
  const texts = await packedTexts({ plainSize: 1 << 24 });
  const target = { ...targetOf(formatNamed(to, '--to', [])), upstreams, strict, version };
  const files = [{ path: full, isLink: false }];
  const chartValues = chartValuesOf(flags.chartValues);
  const plan = await planMigration(nodeHost(), { files, takesIn: () => false, target, chartValues, roots: [] }, texts);
  const planned = plan.files.find((file) => file.path === full && file.role === 'manifest');
  if (planned === undefined) return undefined;
  if (directory !== undefined) throw new JobError('-d does not go with a manifest: -o names the file, and may be the manifest itself');
  const { source, diagnostics } = planned;
  const said = flags.quiet ? diagnostics.filter(isError) : diagnostics;
  if (source !== undefined && said.length > 0) {
    const shown = [{ source, diagnostics: said }];
    const howToSeeAll = flags.verbose ? undefined : '--verbose';
    io.writeStderr(formatPretty(shown, { color: io.stderrColor, codesPage: io.codesPage, howToSeeAll }) + formatStopping(shown));
  }
  if (planned.action === 'refuse') return 1;
  const text = textOf(planned, plan.textOf) ?? new TextDecoder().decode(bytesOf(full));
  if (output === undefined) io.writeStdout(text);
  else await writeTexts([{ path: output, text }], { force: force || realOf(resolve(output)) === full, mode: modeOf(path) });
  return 0;
}

/** The file with the chart's defaults that a flag names, in full. Throws a JobError if it cannot be read. */
export function chartValuesOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const full = realOf(resolve(path));
  const content = nodeHost().read(full);
  if ('problem' in content) throw new JobError(`--chart-values ${path}: ${content.problem}`);
  return full;
}

function textOf({ outputs }: PlannedFile, text: (number: number) => string): string | undefined {
  const [output] = outputs;
  return output !== undefined && typeof output.content === 'object' && 'text' in output.content ? text(output.content.text) : undefined;
}

function bytesOf(path: string): Uint8Array {
  const content = nodeHost().read(path);
  if ('problem' in content) throw new JobError(`cannot read ${path}: ${content.problem}`);
  return content.bytes;
}
