import flb from '../../dist/index.js';
import { peakMemory, temporaryFiles } from './command.mjs';
import { manyNodes } from './inputs.mjs';
import { atMost, told } from './table.mjs';

const limits = new Map([
  [10_000, 100],
  [100_000, 350],
]);

/** Peak memory of the whole command, verified. */
export async function* memoryRows({ all }) {
  for (const [count, limit] of limits) {
    const { file, remove } = temporaryFiles();
    const text = manyNodes(count);
    const classic = file('upstream.conf', text);
    const yaml = file('upstream.yaml', (await flb.convert(text, { from: 'classic' })).outputs[0].text);
    const what = (way) => `${count.toLocaleString('en')} nodes, ${way}, peak memory`;
    yield atMost(what('classic to YAML'), peakMemory(classic), limit, { unit: ' MiB', digits: 0, gate: true });
    if (all) yield* otherWays(what, classic, yaml);
    remove();
  }
}

function* otherWays(what, classic, yaml) {
  yield told(what('classic to JSON'), peakMemory(classic, '--to', 'json'), { unit: ' MiB' });
  yield told(what('YAML to classic'), peakMemory(yaml, '--to', 'classic'), { unit: ' MiB' });
  yield told(what('check'), peakMemory('check', classic), { unit: ' MiB' });
}
