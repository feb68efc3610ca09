import { type Conversion, convert, readConfig } from '../../convert.js';
import { upstreamsNotWritable } from '../../formats/diagnostics.js';
import { checkAlone } from '../../project/check/check-alone.js';
import { ProjectFiles } from '../../project/files.js';
import { memoryHost } from '../../project/memory-host.js';
import { upstreamsInOneFile } from '../../split/take-apart.js';
import type { VersionTarget } from '../../versions/target.js';
import type { PageFile } from '../protocol.js';
import { pictureOf } from './picture.js';
import { countsOf, problemsOf, worstOf } from './problems.js';
import { formOf, formsBeside, type Sight } from './sight.js';

/** What there is to say of one configuration by itself, as `check` and `convert` say it. */
export async function lookAtOne({ path, bytes }: PageFile, target: VersionTarget | undefined): Promise<Sight> {
  const reading = await readConfig(bytes, { fileName: path });
  const { source, format } = reading;
  const { diagnostics } = checkAlone(reading, target && { target });
  const conversions: Conversion[] = [];
  for (const to of formsBeside(format?.name)) conversions.push(await convertTo(to, { path, bytes }, target));
  const ways = conversions.map((one) => ({ format: one.to.name, diagnostics: one.diagnostics }));
  const problems = problemsOf(source, diagnostics, ways);
  const store = new ProjectFiles(memoryHost([`/${path}`], { cwd: '/', bytesOf: () => bytes }));
  const forms = conversions.map(({ to, outputs, ...one }) => {
    const texts = outputs.map(({ fileName, text }) => ({ path: fileName, text }));
    return formOf(to.name, texts, { ...one, needs: outputs.flatMap(({ needs }) => needs ?? []) });
  });
  const look = {
    files: [{ path, role: '', severity: worstOf(problems) }],
    others: 0,
    chosen: path,
    format: format?.name,
    problems,
    counts: countsOf(problems),
    forms,
    picture: format === undefined ? undefined : await pictureOf(`/${path}`, store, [store.add(`/${path}`, reading)]),
    archived: forms.flatMap((form) => (form.texts.length > 0 ? [form.format] : [])),
  };
  const encoder = new TextEncoder();
  const results = forms.flatMap((form) => form.texts.map((one) => [`${form.format}/${one.path}`, encoder.encode(one.text)] as const));
  return { look, results: new Map(results) };
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
