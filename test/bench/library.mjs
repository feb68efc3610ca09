import calyptia from '@calyptia/fluent-bit-config-parser';
import { dump, load } from 'js-yaml';
import flb from '../../dist/index.js';
import { example, manyNodes, manySections } from './inputs.mjs';
import { medianRatio, repeated } from './measure.mjs';
import { atLeast, atMost } from './table.mjs';

const classic = flb.builtInFormats.find(({ name }) => name === 'classic');

/** The library against packages that do a part of the same. */
export async function* libraryRows() {
  yield await parsing('the example', example, { times: 200, pairs: 40, limit: 30 });
  yield await parsing('10,000 nodes', manyNodes(10_000), { times: 1, pairs: 10, limit: 15 });
  yield await writing('10,000 nodes', manyNodes(10_000));
  yield await writing('10,000 sections', manySections(10_000));
}

async function parsing(what, text, { times, pairs, limit }) {
  const ours = repeated(times, () => classic.read(new flb.SourceFile('upstream.conf', text)));
  const theirs = repeated(times, () => new calyptia.FluentBitSchema(text, '/upstream.conf').AST);
  const ratio = await medianRatio(theirs, ours, pairs);
  return atLeast(`reading ${what}, faster than fluent-bit-config-parser`, ratio, limit, { unit: ' ×' });
}

/** The whole way from classic to YAML but the check of the output, against writing alone. */
async function writing(what, text) {
  const convert = () => flb.convert(text, { from: 'classic', verify: false });
  const data = load((await convert()).outputs[0].text);
  const ratio = await medianRatio(convert, () => dump(data), 20);
  return atMost(`${what}, classic to YAML unverified, to js-yaml's dump of it`, ratio, 0.5, { unit: ' ×' });
}
