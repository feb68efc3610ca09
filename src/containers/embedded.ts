import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../source/span.js';
import type { HostFile } from './yaml/host-file.js';
import type { HostNode } from './yaml/nodes.js';
import type { Splice } from './yaml/splice.js';

/** A configuration that stands in another file, or is a file of its own that the other one names. */
export interface EmbeddedText {
  /** The name that it has in the pod, unless what mounts it gives it another one. */
  readonly name: string;
  /** What people call it where it stands, if that is not its name. */
  readonly label?: string;
  readonly text: string;
  /** Where it stands, or is named. */
  readonly host: HostFile;
  /** Where its name stands. */
  readonly nameSpan: Span;
  /** The file that it is, in full, if it is one of its own. */
  readonly path?: string;
  /** Whether nothing of it may be shown. */
  readonly isSecret: boolean;
  /** The stretch of the host file that holds it. */
  readonly span: Span;
  /** Where a character of the text stands in the host file. */
  placeOf(offset: number): number;
  /** What gives it another name and text, each where it is to be changed. */
  changedTo(change: Change): readonly Splice[];
  /** In values of a chart: where it stands, so that it can be read back. */
  readonly slot?: Slot;
}

export interface Slot {
  /** The values that it is a part of. */
  readonly map: HostNode;
  readonly path: readonly string[];
  /** What stands there once it has another name and text. */
  after(change: Change): readonly Leaf[];
}

/** A text within maps and lists, and the keys that lead to it. */
export interface Leaf {
  readonly path: readonly string[];
  readonly text: string;
}

export interface Change {
  readonly name: string;
  readonly text: string;
  /** If it is a file of its own: the path by which the host file is to name it. */
  readonly path?: string;
}

/** What holds texts under names: a ConfigMap, a Secret, what a generator makes. */
export interface Container {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly host: HostFile;
  /** Where it is named. */
  readonly span: Span;
  readonly texts: readonly EmbeddedText[];
  /** The keys of what is encrypted in it. */
  readonly encryptedKeys?: readonly string[];
  /** What is wrong with it; it is not reported for objects of other programs. */
  readonly faults: readonly Diagnostic[];
  /** What is worth to know of it. */
  readonly marks: Marks;
}

export interface Marks {
  /** Whether it is Fluent Bit's by its name, a key or a text. */
  readonly isFluentBits: boolean;
  readonly isImmutable: boolean;
  /** Whether Helm owns it. */
  readonly isHelms: boolean;
  /** Whether it holds its own old text once more. */
  readonly hasLastApplied: boolean;
  /** Whether its values are encrypted. */
  readonly isEncrypted: boolean;
}
