import { formatNames } from '../format-names.js';
import type { Explained, Mark, Problem } from '../protocol.js';
import { byId, h } from './dom.js';

interface Actions {
  explain(code: string): Promise<Explained>;
  reveal(mark: Mark): void;
}

/** The list of what is wrong with the file that is shown. */
export class Problems {
  private shown = '';

  constructor(private readonly actions: Actions) {}

  /** What is open stays open while nothing changes. */
  show(problems: readonly Problem[], counts: readonly string[]): void {
    const text = JSON.stringify(problems);
    if (text === this.shown) return;
    this.shown = text;
    byId('counts').textContent = counts.join(', ') || 'none';
    byId('problem-list').replaceChildren(...problems.map((one) => this.item(one)));
  }

  private item(problem: Problem): HTMLElement {
    const { severity, code, name, message, help, line, column, marks, towards } = problem;
    const [mark] = marks;
    const place = `${line}:${column}`;
    const isOpened = (event: Event) => {
      const details = event.currentTarget as HTMLDetailsElement;
      if (details.open && details.childElementCount === 1) void this.explainIn(details, code);
    };
    return h(
      'li',
      { class: `problem ${severity}` },
      h(
        'button',
        { class: 'place', type: 'button', 'aria-label': `go to ${place}`, onclick: () => mark && this.actions.reveal(mark) },
        place,
      ),
      h(
        'div',
        {},
        h('p', { class: 'message' }, h('span', { class: 'severity' }, severity), ` ${message}`),
        ...help.map((one) => h('p', { class: 'help' }, one)),
        towards.length === 0
          ? undefined
          : h('p', { class: 'help' }, `towards ${towards.map((format) => formatNames[format] ?? format).join(', ')} only`),
        h('details', { ontoggle: isOpened }, h('summary', {}, h('code', {}, code), ` ${name}`)),
      ),
    );
  }

  private async explainIn(details: HTMLDetailsElement, code: string): Promise<void> {
    const { why, facts, example, message, help } = await this.actions.explain(code);
    const about = facts.length === 0 ? undefined : ` (${facts.join(', ')})`;
    details.append(
      h('p', {}, ...inCode(why), about),
      ...(example === undefined ? [] : [h('pre', { tabindex: '0', 'aria-label': `an example in ${example.format}` }, example.text)]),
      h('p', { class: 'said' }, `${code}: ${message}`),
      ...(help === undefined ? [] : [h('p', { class: 'said' }, `= ${help}`)]),
    );
  }
}

/** A sentence in which backticks set off what is typed. */
function inCode(sentence: string): (string | Node)[] {
  return sentence.split('`').map((part, i) => (i % 2 === 1 ? h('code', {}, part) : part));
}
