import flb from '../../dist/index.js';
import { commandPath, runNode, temporaryFiles } from './command.mjs';
import { example, mainFile } from './inputs.mjs';
import { medianRatio } from './measure.mjs';
import { atMost } from './table.mjs';

const pairs = 40;

/** The whole command against a Node that does nothing. */
export async function* startRows() {
  const { file, remove } = temporaryFiles();
  const nothing = () => runNode('-e', '0');
  const upstream = file('upstream.conf', example);
  const classic = file('fluent-bit.conf', mainFile);
  const yaml = file('fluent-bit.yaml', (await flb.convert(mainFile, { from: 'classic' })).outputs[0].text);
  for (const [what, argv, limit] of [
    ['the example to YAML, verified', [upstream], 1.6],
    ['--help', ['--help'], 1.6],
    ['a main file of 200 lines to YAML, verified', [classic], 1.8],
    ['the same back to classic, verified', [yaml, '--to', 'classic'], 3],
  ]) {
    const ratio = await medianRatio(() => runNode(commandPath, ...argv), nothing, pairs);
    yield atMost(`${what}, to \`node -e 0\``, ratio, limit, { unit: ' ×' });
  }
  remove();
}
