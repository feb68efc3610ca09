import { byId, h } from './dom.js';

/** This long a short word stays. */
const shortly = 3000; // milliseconds

/** What the page itself has to say. */
export class Status {
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Something that was done, for a moment. */
  say(text: string): void {
    byId('status').textContent = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => byId('status').replaceChildren(), shortly);
  }

  /** What to know of the files that are on the page, until there are others. */
  remark(remarks: readonly string[]): void {
    byId('remarks').replaceChildren(...remarks.map((one) => h('p', {}, one)));
    byId('remarks').hidden = remarks.length === 0;
  }
}
