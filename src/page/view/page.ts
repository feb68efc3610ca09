import { lastReleases } from '../../engine/versions/releases.js';
import { formatNames } from '../format-names.js';
import type { Look, PageFile } from '../protocol.js';
import { byId, h } from './dom.js';
import { Editor } from './editor.js';
import { Files } from './files.js';
import { Forms } from './forms.js';
import { save } from './hand-over.js';
import { pasted, type Taken } from './intake.js';
import { showPicture } from './picture.js';
import { Problems } from './problems.js';
import { Status } from './status.js';
import type { WorkerClient } from './worker-client.js';

const encoder = new TextEncoder();

/** What is on the page, and what was last said of it. */
export class Page {
  private readonly editor = new Editor(byId('source'), byId('editor'), () => this.typed());
  private readonly status = new Status();
  private readonly files = new Files((path) => this.choose(path));
  private readonly forms = new Forms(byId('forms'), (text) => this.status.say(text));
  private readonly problems = new Problems({
    explain: async (code) => (await this.worker).ask('explain', { code }),
    reveal: (mark) => this.editor.reveal(mark),
  });
  private readonly versions = byId<HTMLSelectElement>('version');
  private all: readonly PageFile[] = [];
  private chosen: string | undefined;
  /** `again`: what is being looked at is no longer what is on the page. */
  private looking: 'no' | 'yes' | 'again' = 'no';

  /** `first`: what is on the page when it opens, and what there is to say of it. The worker is there once its program has arrived. */
  constructor(
    private readonly worker: Promise<WorkerClient>,
    first: Taken,
    look: Look,
  ) {
    const lines = lastReleases.map((release) => release.replace(/\.\d+$/, '')).reverse();
    this.versions.append(...lines.map((line) => h('option', { value: line }, line)));
    this.versions.addEventListener('change', () => this.look());
    byId('zip').addEventListener('click', () => this.saveAll());
    this.open(first);
    this.show(look);
  }

  /** Puts files in place of what is on the page, if there are any. */
  open({ files, remarks }: Taken): void {
    this.status.remark(remarks);
    if (files.length === 0) return;
    this.all = files;
    this.chosen = files.length === 1 ? files[0]?.path : undefined;
    this.showText();
    void this.look();
  }

  /** Whether what is pasted into the editor takes the place of all that is on the page. */
  get isReplaced(): boolean {
    return this.all.length === 1 && this.editor.isAllSelected;
  }

  private typed(): void {
    const { text } = this.editor;
    const bytes = encoder.encode(text);
    if (this.all.length === 1 && text === '') this.chosen = pasted;
    this.all =
      this.all.length === 1
        ? [{ path: this.chosen ?? pasted, bytes }]
        : this.all.map((file) => (file.path === this.chosen ? { path: file.path, bytes } : file));
    void this.look();
  }

  private choose(path: string): void {
    this.chosen = path;
    this.showText();
    void this.look();
  }

  private showText(): void {
    const file = this.all.find(({ path }) => path === this.chosen);
    const text = file && textOf(file.bytes);
    this.editor.show(text ?? '', { isReadOnly: text === undefined });
  }

  /** Asks for one answer at a time; what is typed meanwhile is asked about once that is here. */
  private async look(): Promise<void> {
    if (this.looking !== 'no') {
      this.looking = 'again';
      return;
    }
    this.looking = 'yes';
    try {
      const { all: files, chosen } = this;
      const answer = await (await this.worker).ask('look', { files, chosen, version: this.versions.value });
      if (files === this.all && chosen === this.chosen) this.show(answer);
    } catch (problem) {
      this.status.remark([`A bug of flb-convert: ${problem instanceof Error ? problem.message : problem}`]);
    }
    const isLate = (this.looking as string) === 'again';
    this.looking = 'no';
    if (isLate) await this.look();
  }

  private show(look: Look): void {
    const { format, problems, counts, chosen } = look;
    if (this.chosen === undefined) {
      this.chosen = chosen;
      this.showText();
    }
    byId('source-file').textContent = chosen;
    byId('source-format').textContent = format === undefined ? '' : (formatNames[format] ?? format);
    this.editor.mark(
      problems.flatMap(({ marks }) => marks),
      format,
    );
    this.files.show(look.files, chosen, look.others);
    this.problems.show(problems, counts);
    this.forms.show(look.forms);
    showPicture(look.picture, chosen);
    byId<HTMLButtonElement>('zip').disabled = look.archived.length === 0;
  }

  private async saveAll(): Promise<void> {
    const { bytes } = await (await this.worker).ask('zip', {});
    save('flb-convert.zip', new Uint8Array(bytes));
  }
}

/** Undefined if the bytes are not a text. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
