import { lastReleases } from '../../engine/versions/releases.js';
import { formatNames } from '../format-names.js';
import type { Look, PageFile } from '../protocol.js';
import { byId, h } from './dom.js';
import { Editor } from './editor.js';
import { Forms } from './forms.js';
import { Problems } from './problems.js';
import { WorkerClient } from './worker-client.js';

const encoder = new TextEncoder();

/** What is on the page, and what was last said of it. */
export class Page {
  private client: WorkerClient | undefined;
  private readonly editor = new Editor(byId<HTMLTextAreaElement>('source'), byId('editor'), () => this.typed());
  private readonly forms = new Forms(byId('forms'), (text) => this.say(text));
  private readonly problems: Problems = new Problems({
    explain: (code) => this.worker.ask('explain', { code }),
    reveal: (mark) => this.editor.reveal(mark),
  });
  private readonly versions = byId<HTMLSelectElement>('version');
  private files: readonly PageFile[] = [];
  private chosen = 'upstream';
  /** `again`: what is being looked at is no longer what is shown. */
  private looking: 'no' | 'yes' | 'again' = 'no';

  constructor() {
    const lines = lastReleases.map((release) => release.replace(/\.\d+$/, '')).reverse();
    this.versions.append(...lines.map((line) => h('option', { value: line }, line)));
    this.versions.addEventListener('change', () => this.look());
    this.editor.text = byId('example').textContent ?? '';
    this.files = [{ path: this.chosen, bytes: encoder.encode(this.editor.text) }];
  }

  start(program: string): void {
    this.client = new WorkerClient(program);
    this.look();
  }

  private get worker(): WorkerClient {
    if (this.client === undefined) throw new Error('the worker is not started yet');
    return this.client;
  }

  private typed(): void {
    const bytes = encoder.encode(this.editor.text);
    this.files = this.files.map((file) => (file.path === this.chosen ? { path: file.path, bytes } : file));
    this.look();
  }

  /** Asks for one answer at a time; what is typed meanwhile is asked about once that is here. */
  private async look(): Promise<void> {
    if (this.looking !== 'no') {
      this.looking = 'again';
      return;
    }
    this.looking = 'yes';
    try {
      const { files, chosen } = this;
      this.show(await this.worker.ask('look', { files, chosen, version: this.versions.value }));
    } catch (problem) {
      this.say(`a bug of flb-convert: ${problem instanceof Error ? problem.message : problem}`);
    }
    const isLate = (this.looking as string) === 'again';
    this.looking = 'no';
    if (isLate) void this.look();
  }

  private show({ format, problems, counts, forms, chosen }: Look): void {
    byId('source-file').textContent = chosen;
    byId('source-format').textContent = format === undefined ? '' : (formatNames[format] ?? format);
    this.editor.mark(
      problems.flatMap(({ marks }) => marks),
      format,
    );
    this.problems.show(problems, counts);
    this.forms.show(forms);
  }

  private say(text: string): void {
    byId('status').textContent = text;
  }
}
