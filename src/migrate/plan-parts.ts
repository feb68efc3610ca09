import type { TextStore } from '../project/text-store.js';
import { SourceFile } from '../source/source-file.js';
import { FilesInUse } from './files-in-use.js';
import type { Plan, PlannedFile } from './plan.js';

/** What is planned of some files. */
export interface PlanPart {
  readonly files: readonly PlannedFile[];
  /** The same, in the order in which they are written. */
  readonly order: readonly PlannedFile[];
}

/** As many files are kept as they are; what is planned of more is packed. */
const mostPlain = 10_000;

/** A part of more files is never packed: it would be unpacked whole, each time that it is gone over. */
const mostPacked = 1000;

/** Puts a plan together from parts. What is in use may be known only once all are there. */
export class PlanParts {
  private readonly parts: (() => PlanPart)[] = [];
  /** How many files there are. */
  size = 0;

  /** `store` takes in what is packed. */
  constructor(
    private readonly store: TextStore,
    private readonly inUse = new FilesInUse(),
  ) {}

  add(part: PlanPart): void {
    const { length } = part.files;
    this.size += length;
    for (const file of part.files) this.inUse.note(file);
    const isPacked = this.size > mostPlain && length <= mostPacked;
    this.parts.push(isPacked ? packedIn(this.store, this.store.put(packPart(part))) : () => part);
  }

  *[Symbol.iterator](): Generator<PlanPart> {
    for (const part of this.parts) yield part();
  }

  /** `texts`: of the outputs. */
  planTo(to: string, texts: TextStore): Plan {
    const eachOf = (filesOf: (part: PlanPart) => readonly PlannedFile[]): Iterable<PlannedFile> => ({
      [Symbol.iterator]: () => this.filesOf(filesOf),
    });
    const files = eachOf((part) => part.files);
    this.inUse.find(files);
    return { files, order: eachOf(({ order }) => order), textOf: (number) => texts.get(number), to };
  }

  private *filesOf(filesOf: (part: PlanPart) => readonly PlannedFile[]): Generator<PlannedFile> {
    for (const part of this) for (const file of filesOf(part)) yield this.inUse.planned(file);
  }
}

/** A function of its own: one made within add() would keep the part itself. */
function packedIn(store: TextStore, number: number): () => PlanPart {
  return () => unpackPart(store.get(number));
}

/** A part as one text. */
export function packPart({ files, order }: PlanPart): string {
  const places = new Map(files.map((file, i) => [file, i]));
  return JSON.stringify({ files: files.map(plain), order: order.map((file) => places.get(file)) });
}

function plain({ source, ...file }: PlannedFile): object {
  return source === undefined ? file : { ...file, source: { name: source.name, text: source.text } };
}

export function unpackPart(text: string): PlanPart {
  const part: { files: PlannedFile[]; order: number[] } = JSON.parse(text);
  const files = part.files.map((file) =>
    file.source === undefined ? file : { ...file, source: new SourceFile(file.source.name, file.source.text) },
  );
  return { files, order: part.order.flatMap((i) => files[i] ?? []) };
}
