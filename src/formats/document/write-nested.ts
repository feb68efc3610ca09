import type { Report } from '../../diagnostics/diagnostic.js';
import type { ValueType } from '../../engine/key-types.js';
import { keySpan, type Property, type SectionKind, valueSpan } from '../../model/config.js';
import { processorTypes } from '../../model/keys.js';
import { kindOf } from '../../model/kinds.js';
import { isTyped, type Nested, type NestedMap, type NestedScalar } from '../../model/nested.js';
import { lowerCase } from '../../model/text.js';
import type { Span } from '../../source/span.js';
import { keyNotWritable, valueNotWritable } from '../diagnostics.js';
import type { Emitter } from './emitter.js';
import { shapeOf } from './read-nested.js';

/** What a writer of nested values needs of the writer of sections: to report what cannot be written. */
interface Reporter {
  readonly report: Report;
  checkComments(lines: readonly string[] | undefined, span: Span): void;
}

/** How many levels down the texts stand that are never typed: the own values of processors, of maps that nothing reads (Y-21, Y-43). */
const textLevel = { processors: 3, group: 1, short: -1, telemetry: -1, free: -1 } as const;

/** Tells an emitter a nested value, with the types that its texts have to the engine (Y-42). */
export class NestedWriter {
  constructor(
    private readonly emitter: Emitter,
    private readonly format: string,
    private readonly reporter: Reporter,
  ) {}

  write(kind: SectionKind, property: Property, key: string): void {
    const { nested } = property;
    if (nested === undefined) return;
    const isFree = kindOf(kind).yaml === 'map';
    const shape = isFree ? 'free' : (shapeOf(kind, key) ?? 'group');
    // The engine does not take a list of processors without signals.
    this.value(nested, property, nested.type === 'list' ? -1 : textLevel[shape]);
  }

  /** `type` is that of the key which has the value, as far as it is known. */
  private value(nested: Nested, property: Property, textsAt: number, type?: ValueType): void {
    const { emitter } = this;
    switch (nested.type) {
      case 'scalar':
        this.scalar(nested, property, textsAt === 0, type);
        return;
      case 'list':
        emitter.openList();
        for (const { value, comments } of nested.items) {
          this.reporter.checkComments(comments, keySpan(property));
          emitter.item(comments);
          this.value(value, property, textsAt - 1);
        }
        emitter.closeList();
        return;
      case 'map': {
        const types = textsAt === 1 && property.key === 'processors' ? processorTypes(nameOf(nested)) : undefined;
        emitter.openMap();
        for (const { key, value, comments } of nested.entries) {
          this.reporter.checkComments(comments, keySpan(property));
          if (key.includes('\0') || !key.isWellFormed() || !emitter.holdsKey(key))
            this.reporter.report(keyNotWritable, keySpan(property), { key, format: this.format });
          emitter.key(key, comments);
          this.value(value, property, textsAt - 1, types?.get(lowerCase(key)));
        }
        emitter.closeMap();
      }
    }
  }

  private scalar({ text, typed }: NestedScalar, property: Property, isText: boolean, type?: ValueType): void {
    const { emitter, format, reporter } = this;
    const { key } = property;
    const reason = text.includes('\0') ? 'nul' : text.isWellFormed() ? undefined : 'surrogate';
    if (reason !== undefined) reporter.report(valueNotWritable, valueSpan(property), { key, format, reason });
    if (typed) {
      if (!emitter.typed(text)) reporter.report(valueNotWritable, valueSpan(property), { key, format, reason: 'number' });
    } else if (!isText && isTyped(text)) {
      emitter.quoted(text);
    } else {
      emitter.scalar(text, type);
    }
  }
}

/** The name of a processor; only in lower case (Y-43). */
function nameOf({ entries }: NestedMap): string {
  const name = entries.find(({ key }) => key === 'name')?.value;
  return name?.type === 'scalar' ? name.text : '';
}
