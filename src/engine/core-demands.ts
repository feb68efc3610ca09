import { boolean, type Demand, integer, interval, size, sizeOrOff, stack, starts, time, word } from './demands.js';

type Demands = ReadonlyMap<string, Demand>;

const logLevel = word('off error warn warning info debug trace');

/** What the engine itself demands of every plugin of a kind (I-24). */
const common: readonly (readonly [string, Demand])[] = [
  ['log_level', logLevel],
  ['log_suppress_interval', time],
];

export const coreDemands: Readonly<Record<'custom' | 'input' | 'filter' | 'output' | 'processor', Demands>> = {
  custom: new Map([['log_level', logLevel]]),
  processor: new Map([['log_level', logLevel]]),
  filter: new Map(common),
  input: new Map([
    ...common,
    ['mem_buf_limit', size],
    ['storage.type', word('memory filesystem memrb')],
    ['storage.pause_on_chunks_overlimit', boolean],
    ['threaded', boolean],
    ['thread.ring_buffer.capacity', integer(1)],
    ['thread.ring_buffer.window', integer(1, 100)],
    ['tls.verify_client_cert', boolean],
  ]),
  output: new Map([...common, ['storage.total_limit_size', sizeOrOff]]),
};

/** What it demands of its settings (I-24). */
export const serviceDemands: Demands = new Map([
  ['flush', interval],
  ['log_level', logLevel],
  ['coro_stack_size', stack],
  ['storage.sync', word('normal full')],
]);

/** What it demands of the keys of a parser (I-10). */
export const parserDemands: Demands = new Map([
  ['format', word('regex json ltsv logfmt')],
  ['time_offset', starts('+', '-', 'Z')],
]);
