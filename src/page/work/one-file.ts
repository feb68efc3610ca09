import { type Conversion, convert, readConfig } from '../../convert.js';
import { isError } from '../../diagnostics/diagnostic.js';
import { upstreamsNotWritable } from '../../formats/diagnostics.js';
import { checkAlone } from '../../project/check-alone.js';
import { locate } from '../../report/located.js';
import { upstreamsInOneFile } from '../../split/take-apart.js';
import { greatestNeed, needInWords } from '../../versions/needs.js';
import type { VersionTarget } from '../../versions/target.js';
import type { ChosenLook, Form, PageFile } from '../protocol.js';
import { formsBeside } from './forms.js';
import { countsOf, problemsOf } from './problems.js';

/** What there is to say of one configuration by itself, as `check` and `convert` say it. */
export async function lookAtOne({ path, bytes }: PageFile, target: VersionTarget | undefined): Promise<ChosenLook> {
  const reading = await readConfig(bytes, { fileName: path });
  const { source, format } = reading;
  const { diagnostics } = checkAlone(reading, target && { target });
  const conversions: Conversion[] = [];
  for (const to of formsBeside(format?.name)) conversions.push(await convertTo(to, { path, bytes }, target));
  const ways = conversions.map((one) => ({ format: one.to.name, diagnostics: one.diagnostics }));
  const problems = problemsOf(source, diagnostics, ways);
  return { format: format?.name, problems, counts: countsOf(problems), forms: conversions.map(formOf) };
}

/** Several upstreams become several files, since no format holds them in one. */
async function convertTo(to: string, { path, bytes }: PageFile, target: VersionTarget | undefined): Promise<Conversion> {
  const options = { fileName: path, to, separate: true, ...(target === undefined ? {} : { target: target.name }) };
  const conversion = await convert(bytes, options);
  return conversion.diagnostics.some(({ code }) => severalUpstreams.has(code))
    ? await convert(bytes, { ...options, upstreams: 'split' })
    : conversion;
}

const severalUpstreams: ReadonlySet<string> = new Set([upstreamsNotWritable.code, upstreamsInOneFile.code]);

function formOf({ to, source, outputs, diagnostics }: Conversion): Form {
  const texts = outputs.map(({ fileName, text }) => ({ path: fileName, text }));
  if (texts.length === 0) {
    const errors = locate([{ source, diagnostics: diagnostics.filter(isError) }]);
    return { format: to.name, texts, notes: errors.map(({ start, message }) => `${start.line}:${start.column}: ${message}`) };
  }
  const needs = greatestNeed(outputs.flatMap((output) => output.needs ?? []));
  return { format: to.name, texts, notes: needs === undefined ? [] : [needInWords(needs)] };
}
