import { zipSync } from 'fflate';
import { catalogue } from '../../catalogue.js';
import { isManifestName, mayHoldConfiguration } from '../../containers/likely.js';
import type { Definition } from '../../diagnostics/define.js';
import { explain } from '../../explanation.js';
import { latest, targetOf, type VersionTarget } from '../../versions/target.js';
import type { Answers, Explained, Look, PageFile, Questions } from '../protocol.js';
import { lookAtOne } from './one-file.js';
import { lookAtSeveral } from './several-files.js';
import type { Sight } from './sight.js';

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
    const target = targetNamed(version);
    const [first] = files;
    if (first === undefined) throw new Error('there is no file to look at');
    const manifest = files.length === 1 ? asManifest(first) : undefined;
    const several = manifest === undefined ? files : [manifest];
    const isSeveral = manifest !== undefined || files.length > 1;
    this.last = (isSeveral ? await lookAtSeveral(several, chosen, target) : undefined) ?? (await lookAtOne(first, target));
    return this.last.look;
  }
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
