import { commandPath, runNode, temporaryFiles } from './command.mjs';
import { example } from './inputs.mjs';
import { medianRatio } from './measure.mjs';
import { atMost } from './table.mjs';

const pairs = 40;

/** The whole command against a Node that does nothing. */
export async function* startRows() {
  const { file, remove } = temporaryFiles();
  const upstream = file('upstream.conf', example);
  const nothing = () => runNode('-e', '0');
  const convert = () => runNode(commandPath, upstream);
  const help = () => runNode(commandPath, '--help');
  yield atMost('the example to YAML, verified, to `node -e 0`', await medianRatio(convert, nothing, pairs), 1.6, { unit: ' ×' });
  yield atMost('--help, to `node -e 0`', await medianRatio(help, nothing, pairs), 1.6, { unit: ' ×' });
  remove();
}
