import { formatNames } from '../format-names.js';
import type { Form, FormText } from '../protocol.js';
import { CodeLines } from './code-lines.js';
import { h } from './dom.js';
import { copy, save } from './hand-over.js';

/** A panel for each format that the file is not in. */
export class Forms {
  private panels = new Map<string, FormPanel>();

  constructor(
    private readonly place: HTMLElement,
    private readonly say: (text: string) => void,
  ) {}

  show(forms: readonly Form[]): void {
    const before = this.panels;
    this.panels = new Map(forms.map(({ format }) => [format, before.get(format) ?? new FormPanel(format, this.say)]));
    const panels = [...this.panels.values()].map(({ element }) => element);
    if (panels.some((one, i) => this.place.children[i] !== one) || this.place.children.length !== panels.length)
      this.place.replaceChildren(...panels);
    for (const form of forms) this.panels.get(form.format)?.show(form);
  }
}

class FormPanel {
  readonly element: HTMLElement;
  private readonly name = h('span', { class: 'file' });
  private readonly body = h('div', { class: 'body', tabindex: '0', role: 'group' });
  private readonly notes = h('div', { class: 'notes' });
  private readonly buttons: readonly HTMLButtonElement[];
  private texts: readonly FormText[] = [];
  private code: readonly CodeLines[] = [];

  constructor(
    private readonly format: string,
    say: (text: string) => void,
  ) {
    const title = formatNames[format] ?? format;
    const button = (words: string, act: () => void) =>
      h('button', { type: 'button', class: 'quiet', 'aria-label': `${words} ${title}`, onclick: act }, words);
    const whole = () => this.texts.map(({ text }) => text).join('\n');
    this.buttons = [
      button('Copy', async () => say((await copy(whole())) ? `${title} is copied` : `${title} could not be copied`)),
      button('Save', () => {
        for (const { path, text } of this.texts) save(path.replace(/^.*\//, ''), text);
      }),
    ];
    this.body.setAttribute('aria-label', title);
    this.element = h(
      'section',
      { class: 'panel', 'data-format': format, 'aria-label': title },
      h('header', {}, h('h2', {}, title), this.name, ...this.buttons),
      this.body,
      this.notes,
    );
  }

  show({ texts, notes }: Form): void {
    this.texts = texts;
    this.name.textContent = texts.map(({ path }) => path).join(', ');
    for (const button of this.buttons) button.disabled = texts.length === 0;
    this.notes.replaceChildren(...notes.map((note) => h('p', {}, note)));
    this.element.classList.toggle('refused', texts.length === 0);
    if (this.code.length !== texts.length) {
      this.code = texts.map(() => new CodeLines());
      const head = ({ path }: FormText) => (texts.length === 1 ? [] : [h('h3', {}, path)]);
      this.body.replaceChildren(...texts.flatMap((text, i) => [...head(text), this.code[i]?.element ?? '']));
    }
    for (const [i, { text }] of texts.entries()) this.code[i]?.show(text.replace(/\n$/, ''), this.format);
  }
}
