import { zipSync } from 'fflate';
import { catalogue } from '../../catalogue.js';
import { isManifestName, mayHoldConfiguration } from '../../containers/likely.js';
import type { Definition } from '../../diagnostics/define.js';
import { explain } from '../../explanation.js';
import { targetOf, type VersionTarget } from '../../versions/target.js';
import { latest } from '../../versions/version.js';
import type { Answers, Explained, Look, PageFile, Questions } from '../protocol.js';
import { lookAtOne } from './one-file.js';
import { lookAtSeveral } from './several-files.js';
import { nothingIn, type Sight } from './sight.js';

/** Answers what the page asks. */
export class Desk {
  private last: Sight | undefined;
  private readonly answers: { readonly [Kind in keyof Questions]: (question: Questions[Kind]) => Promise<Answers[Kind]> } = {
    look: (question) => this.look(question),
    explain: ({ code }) => explained(code),
    zip: async () => ({ bytes: zipSync(Object.fromEntries(this.last?.results ?? [])) }),
  };

  answer<Kind extends keyof Questions>(kind: Kind, question: Questions[Kind]): Promise<Answers[Kind]> {
    return this.answers[kind](question);
  }

  private async look({ files, chosen, version }: Questions['look']): Promise<Look> {
    this.last = await sightOf(files, chosen, targetNamed(version));
    return this.last.look;
  }
}

async function sightOf(files: readonly PageFile[], chosen: string | undefined, target: VersionTarget | undefined): Promise<Sight> {
  const [first, ...others] = files;
  if (first === undefined) throw new Error('there is no file to look at');
  const isAlone = others.length === 0;
  if (isAlone && isNothing(first)) return nothingIn(first.path);
  const manifest = isAlone ? asManifest(first) : undefined;
  const together = isAlone ? [manifest].filter((one) => one !== undefined) : files;
  const sight = together.length === 0 ? undefined : await lookAtSeveral(together, chosen, target);
  // Where none is Fluent Bit's, there is still something to say of the first.
  return sight ?? (await lookAtOne(first, target));
}

/** Whether nothing is typed yet; a file that is empty is another matter. */
function isNothing({ path, bytes }: PageFile): boolean {
  return bytes.length === 0 && !path.includes('.');
}

/** A file that holds configurations as a manifest does, under a name that says so: what is typed has no suffix. */
function asManifest({ path, bytes }: PageFile): PageFile | undefined {
  if (!mayHoldConfiguration(new TextDecoder().decode(bytes))) return undefined;
  if (isManifestName(path)) return { path, bytes };
  return path.includes('.') ? undefined : { path: `${path}.yaml`, bytes };
}

async function explained(code: string): Promise<Explained> {
  const definition = (catalogue as Readonly<Record<string, Definition>>)[code];
  if (definition === undefined) throw new Error(`there is no code '${code}'`);
  const { example, message } = await explain(definition);
  const { name, severity, why, facts } = definition;
  return { code, name, severity, why, facts, ...(example === undefined ? {} : { example }), message: message.text, help: message.help };
}

/** The Fluent Bit that is asked for; the newest one needs no mention, as on the command line. */
function targetNamed(version = latest): VersionTarget | undefined {
  if (version === latest) return undefined;
  const target = targetOf(version);
  return 'problem' in target ? undefined : target;
}
