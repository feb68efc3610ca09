import { describe, expect, it } from 'vitest';
import { said } from '../../support/checked.js';

describe('the service', () => {
  it.each([
    ['http_server 1', 'FLB207 warning http_server 1 the server is off'],
    ['storage.metrics enabled', 'FLB207 warning storage.metrics enabled what it does then is undefined'],
    ['storage.backlog.mem_limit much', 'FLB227 warning storage.backlog.mem_limit much a size such as 512K or 10M'],
    ['grace 5s', 'FLB227 warning grace 5s a whole number'],
  ])('has values of their types: %s (E-7)', async (line, expected) => {
    expect(await said(`[SERVICE]\n    ${line}\n`)).toEqual([expected]);
  });

  it.each([
    ['flush half', 'write a number of seconds above 0, such as 1 or 0.5'],
    ['log_level verbose', 'write off, error, warn, warning, info, debug or trace'],
    ['coro_stack_size 10', 'write a number of bytes, 4096 or more, without a unit'],
    ['storage.sync fast', 'write normal or full'],
  ])('has values that the engine refuses: %s (I-24)', async (line, help) => {
    expect(await said(`[SERVICE]\n    ${line}\n`)).toEqual([`FLB247 error ${line} ${help}`]);
  });

  it('is one, however many sections it is spread over, and the last value counts (C-22, D-9)', async () => {
    expect(await said('[SERVICE]\n    flush 1\n[INPUT]\n    name dummy\n[SERVICE]\n    flush 2\n')).toEqual(['FLB206 warning flush last']);
  });

  it('loads all files of parsers and plugins, and the last one of streams (D-9, Q-18)', async () => {
    const files = ['parsers_file a', 'parsers_file b', 'plugins_file a', 'plugins_file b', 'streams_file a', 'streams_file b'];
    expect(await said(`[SERVICE]\n${files.map((file) => `    ${file}\n`).join('')}`)).toEqual(['FLB206 warning streams_file last']);
  });

  it('ignores keys that the engine does not translate (Y-23), and others, of which only those like a setting are spoken of (M-2)', async () => {
    expect(await said('service:\n  LogLevel: debug\n  HTTPServer: on\n  hc_retry_failure_cuont: 5\n  mine: 1\n')).toEqual([
      'FLB224 warning LogLevel the service log_level',
      'FLB224 warning HTTPServer the service http_server',
      'FLB224 warning hc_retry_failure_cuont the service hc_retry_failure_count',
    ]);
  });

  it('reads no maps but telemetry (Y-22, Q-17)', async () => {
    expect(await said('service:\n  storage: {path: /a}\n  telemetry: {metrics: true}\n')).toEqual(['FLB231 error storage']);
  });
});
