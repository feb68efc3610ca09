import type { LookedFile } from '../protocol.js';
import { byId, h } from './dom.js';

/** The list of several files, from which one is chosen to be shown. */
export class Files {
  private shown = '';

  constructor(private readonly choose: (path: string) => void) {}

  show(files: readonly LookedFile[], chosen: string, others: number): void {
    byId('files').hidden = files.length < 2 && others === 0;
    const text = JSON.stringify([files, chosen, others]);
    if (text === this.shown) return;
    this.shown = text;
    byId('file-list').replaceChildren(...files.map((file) => h('li', {}, this.button(file, chosen))));
    byId('others').textContent = others === 0 ? '' : `${others} more ${others === 1 ? 'file' : 'files'}, not of Fluent Bit`;
  }

  /** The list is made anew: the button that has the focus keeps it. */
  private button({ path, role, severity }: LookedFile, chosen: string): HTMLElement {
    const act = () => {
      this.choose(path);
      byId('file-list').querySelector<HTMLElement>('[aria-current]')?.focus();
    };
    return h(
      'button',
      { type: 'button', 'aria-current': path === chosen && 'true', onclick: act },
      h('span', { class: 'path' }, path),
      h('span', { class: 'role' }, role, severity && h('span', { class: `severity-in-list ${severity}` }, ` · ${severity}`)),
    );
  }
}
