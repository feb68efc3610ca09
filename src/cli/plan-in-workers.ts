import { nodeHost } from '../host/node-host.js';
import type { Stamp, Stamps } from '../host/stamps.js';
import { inWorkers } from '../host/worker-pool.js';
import { KnownTexts } from '../migrate/known-texts.js';
import type { NamedSource, Request } from '../migrate/migration.js';
import type { PlannedOutput } from '../migrate/plan.js';
import { planGroup } from '../migrate/plan-group.js';
import type { PlanGroups } from '../migrate/plan-migration.js';
import { type PlanPart, packPart, unpackPart } from '../migrate/plan-parts.js';
import { rememberingHost } from '../migrate/remembering-host.js';
import type { Asked } from '../migrate/watched-host.js';
import type { TextStore } from '../project/text-store.js';
import { type MigrationJob, requestFor } from './migration-job.js';

/** What comes of a group of files in a worker: its part of the plan packed, with the texts of its outputs by their numbers. */
interface Answer {
  readonly part: string;
  readonly texts: readonly string[];
  readonly asked: Asked;
  readonly notes: readonly { readonly path: string; readonly stamp: Stamp }[];
}

/** Where workers leave what they find. */
export interface Sinks {
  readonly texts: TextStore;
  readonly stamps: Stamps;
}

/** Plans groups in several threads. `file` is the script that runs in each, `planForOthers()`. */
export function planInWorkers(job: MigrationJob, file: string, count: number, { texts, stamps }: Sinks): PlanGroups {
  return async function* (groups) {
    const answers = inWorkers<readonly NamedSource[], Answer>(groups, { file, data: job, count });
    for await (const answer of answers) {
      for (const { path, stamp } of answer.notes) stamps.note(path, stamp);
      const numbers = answer.texts.map((text) => texts.put(text));
      yield { part: renumbered(unpackPart(answer.part), numbers), asked: answer.asked };
    }
  };
}

/** A part whose texts have other numbers: `numbers` by those that they had. */
function renumbered({ files, order }: PlanPart, numbers: readonly number[]): PlanPart {
  const renewed = new Map(files.map((file) => [file, { ...file, outputs: file.outputs.map((output) => withNumber(output, numbers)) }]));
  return { files: [...renewed.values()], order: order.flatMap((file) => renewed.get(file) ?? []) };
}

function withNumber(output: PlannedOutput, numbers: readonly number[]): PlannedOutput {
  const { content } = output;
  if (typeof content !== 'object' || 'link' in content) return output;
  return { ...output, content: { text: numbers[content.text] ?? content.text } };
}

/** What a worker does: it plans one group of files after another. */
export async function planForOthers(): Promise<void> {
  const { parentPort, workerData } = await import('node:worker_threads');
  const job = requestFor(workerData as MigrationJob);
  const known = new KnownTexts();
  parentPort?.on('message', async (files: readonly NamedSource[]) => {
    parentPort.postMessage(await planOne({ ...job, files, takesIn: () => false }, known));
  });
}

async function planOne(request: Request, known: KnownTexts): Promise<Answer> {
  const notes: { path: string; stamp: Stamp }[] = [];
  const note = (path: string, { size, mtimeMs, ino }: Stamp) => void notes.push({ path, stamp: { size, mtimeMs, ino } });
  const texts: string[] = [];
  const store: TextStore = { put: (text) => texts.push(text) - 1, get: (number) => texts[number] ?? '' };
  const { part, asked } = await planGroup(rememberingHost(nodeHost({ note })), request, store, known);
  return { part: packPart(part), texts, asked, notes };
}
