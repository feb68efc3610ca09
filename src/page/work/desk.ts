import { catalogue } from '../../catalogue.js';
import type { Definition } from '../../diagnostics/define.js';
import { explain } from '../../explanation.js';
import { latest, targetOf, type VersionTarget } from '../../versions/target.js';
import type { Answers, Explained, Look, Questions } from '../protocol.js';
import { lookAtOne } from './one-file.js';
import { worstOf } from './problems.js';

/** Answers what the page asks. */
export class Desk {
  private readonly answers: { readonly [Kind in keyof Questions]: (question: Questions[Kind]) => Promise<Answers[Kind]> } = {
    look: (question) => this.look(question),
    explain: ({ code }) => explained(code),
    zip: async () => ({ bytes: new Uint8Array() }),
  };

  answer<Kind extends keyof Questions>(kind: Kind, question: Questions[Kind]): Promise<Answers[Kind]> {
    return this.answers[kind](question);
  }

  private async look({ files, version }: Questions['look']): Promise<Look> {
    const [file] = files;
    if (file === undefined) throw new Error('there is no file to look at');
    const look = await lookAtOne(file, targetNamed(version));
    const { path } = file;
    return { ...look, files: [{ path, role: '', severity: worstOf(look.problems) }], others: 0, chosen: path };
  }
}

async function explained(code: string): Promise<Explained> {
  const definition = (catalogue as Readonly<Record<string, Definition>>)[code];
  if (definition === undefined) throw new Error(`there is no code '${code}'`);
  const { example, message } = await explain(definition);
  const { name, severity, why, facts } = definition;
  return { code, name, severity, why, facts, ...(example === undefined ? {} : { example }), message: message.text, help: message.help };
}

/** The Fluent Bit that is asked for; the newest one needs no mention, as on the command line. */
function targetNamed(version: string): VersionTarget | undefined {
  if (version === latest) return undefined;
  const target = targetOf(version);
  return 'problem' in target ? undefined : target;
}
