import { counted } from '../diagnostics/words.js';
import type { Main } from '../project/read-mains.js';
import type { Graph } from './graph.js';
import { makeGraph, type UpstreamOf } from './make-graph.js';

/** A picture has at most this many boxes; several configurations share them. */
export const mostBoxes = 40;
/** Beyond this many sections, there may be as many lines as their square. */
export const mostSections = 1000;

/** Whether there is anything to draw. */
export function hasPipeline({ loaded }: Main): boolean {
  return loaded.config.sections.some(({ kind }) => kind === 'input' || kind === 'filter' || kind === 'output');
}

/** Draws what a main file loads, under its name and what keeps the picture from being whole; undefined if there is too much to draw. */
export function graphOf({ loaded, tree, leads }: Main, name: string): Graph | undefined {
  const { sections } = loaded.config;
  const remarks = [
    ...(loaded.errors.length > 0 ? ['not all of it could be read'] : []),
    ...(loaded.missing.length > 0 ? [`${counted(loaded.missing.length, 'file')} not found`] : []),
    ...(sections.some(({ kind }) => kind === 'output') ? [] : ['no output']),
    ...(sections.some(({ kind }) => kind === 'input') ? [] : ['no input']),
  ];
  const title = remarks.length === 0 ? name : `${name} (${remarks.join(', ')})`;
  const isWhole = tree.isWhole && !loaded.missing.some(({ reference }) => reference.kind === 'include');
  const byProperty = new Map(leads.map((lead) => [lead.reference.property, lead]));
  const upstreamOf: UpstreamOf = ({ properties }) => {
    const lead = properties.flatMap((property) => byProperty.get(property) ?? []).find(({ reference }) => reference.kind === 'upstream');
    if (lead === undefined) return undefined;
    const { target, reference } = lead;
    return target === undefined ? { path: reference.path } : { path: target.path, config: target.reading.config };
  };
  return makeGraph(loaded.config, { title, isOneFile: tree.files.size === 1, isWhole, upstreamOf });
}
