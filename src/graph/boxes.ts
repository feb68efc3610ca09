import { isKept, type Taker } from '../check/matching/pipeline.js';
import type { Source } from '../check/matching/sources.js';
import { hasVariable } from '../check/values.js';
import { withoutSecret } from '../diagnostics/secrets.js';
import { firstValue, lastProperty, type Section } from '../model/config.js';
import { processorsWithin } from '../model/processors.js';
import type { UpstreamNode } from '../model/upstream.js';
import type { Box, BoxKind } from './graph.js';

/** @param source the tags of an input's records; `taker`: how a filter or output takes records */
export function boxOfSection(section: Section, source?: Source, taker?: Taker): Box {
  const kind = (section.kind === 'stream_task' ? 'stream task' : section.kind) as BoxKind;
  const alias = firstValue(section, 'alias');
  const processors = processorsWithin(section);
  const notes = [
    ...(alias === undefined ? [] : [`alias ${alias}`]),
    ...(kind === 'input' ? [tagNote(section, source)] : []),
    ...(taker === undefined ? [] : [`${taker.property.key} ${taker.written}`]),
    ...(processors.length === 0 ? [] : [`processors ${processors.map((one) => firstValue(one, 'name') ?? '?').join(', ')}`]),
    ...(kind === 'input' && isKept(section) ? ['routable off'] : []),
    ...(kind === 'custom' ? ['adds sections of its own'] : []),
  ];
  return box(kind, firstValue(section, 'name') ?? 'without a name', notes);
}

/** A tag that cannot be told is shown as it is written if a variable is what hides it. */
function tagNote(section: Section, source: Source | undefined): string {
  const tag = lastProperty(section, 'tag')?.value ?? '';
  const written = source?.written ?? (hasVariable(tag) ? tag : undefined);
  return written === undefined ? 'tag known at run time' : `tag ${written}`;
}

export function boxOfTag({ written }: Source): Box {
  return box('tag', written ?? 'known at run time', []);
}

export function boxOfNode({ name = 'without a name', host = '', port }: UpstreamNode): Box {
  return box('node', name, [port === undefined ? host : `${host}:${port}`]);
}

/** Of an upstream whose file could not be read. */
export function boxOfUnread(path: string): Box {
  return box('node', path, ['not read here']);
}

function box(kind: BoxKind, title: string, notes: readonly string[]): Box {
  return { kind, titles: [withoutSecret(title)], notes: notes.map(withoutSecret), count: 1 };
}
