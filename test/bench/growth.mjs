import flb from '../../dist/index.js';
import { awkward, manyNodes, manySections } from './inputs.mjs';
import { growth } from './measure.mjs';
import { atMost } from './table.mjs';

const formats = ['classic', 'yaml', 'json'];

const ways = [
  ['classic', 'yaml'],
  ['classic', 'json'],
  ['yaml', 'classic'],
  ['json', 'classic'],
];

/** How time grows with size: over many nodes and sections, and over whatever else a file may have much of. */
export async function* growthRows({ all }) {
  for (const [what, text] of [
    ['nodes', manyNodes],
    ['sections', manySections],
  ]) {
    for (const [from, to] of all ? ways : ways.slice(0, 1)) {
      const texts = new Map();
      for (const size of [10_000, 100_000]) texts.set(size, await written(text(size), from));
      const work = (size) => () => flb.convert(texts.get(size), { from, to });
      yield row(`100,000 ${what}, ${from} to ${to}`, await growth(work, 10_000, 100_000, all ? 15_000 : 5000), 1.1);
    }
  }
  if (all) yield* awkwardRows();
}

async function* awkwardRows() {
  for (const { name, size, from, text } of awkward) {
    const others = formats.filter((format) => format !== from);
    yield row(`${name}, converted`, await awkwardGrowth(size, text, (input) => convertTo(others, input, from)), awkwardLimit);
    yield row(`${name}, checked`, await awkwardGrowth(size, text, (input) => check(input, from)), awkwardLimit);
  }
}

/** Short runs scatter, and what is quadratic grows by 2. */
const awkwardLimit = 1.7;

function awkwardGrowth(size, text, work) {
  const at = (size) => {
    const input = text(size);
    return () => work(input);
  };
  return growth(at, size / 4, size, 1000);
}

function row(what, { exponent, milliseconds }, limit) {
  const { figure, ...rest } = atMost(what, exponent, limit, { gate: true });
  return { ...rest, figure: `${milliseconds.toFixed(1)} ms, grows ^${figure}` };
}

async function written(text, to) {
  return (await flb.convert(text, { from: 'classic', to })).outputs[0].text;
}

async function convertTo(targets, text, from) {
  for (const to of targets) {
    const { source, diagnostics } = await flb.convert(text, { from, to, upstreams: 'split' });
    flb.formatPretty([{ source, diagnostics }]);
  }
}

async function check(text, from) {
  const { source, config, diagnostics } = await flb.readConfig(text, { from });
  flb.formatPretty([{ source, diagnostics: [...diagnostics, ...flb.checkConfig(config)] }]);
}
