import type { Mark } from '../protocol.js';
import { CodeLines } from './code-lines.js';

const lineHeight = 20; // pixels

/** Where a configuration is typed: a text area over its own text in colors. */
export class Editor {
  private readonly code = new CodeLines();
  private format: string | undefined;
  /** A text area knows no other line end than LF: that of the file is kept here. */
  private lineEnd = '\n';

  constructor(
    private readonly area: HTMLTextAreaElement,
    private readonly scroller: HTMLElement,
    onInput: () => void,
  ) {
    this.code.element.setAttribute('aria-hidden', 'true');
    area.before(this.code.element);
    area.addEventListener('input', () => {
      this.draw();
      onInput();
    });
  }

  get text(): string {
    return this.area.value.replaceAll('\n', this.lineEnd);
  }

  /** What is not a text can be seen only. */
  show(text: string, { isReadOnly }: { isReadOnly: boolean }): void {
    this.lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    this.area.value = text;
    this.area.readOnly = isReadOnly;
    this.scroller.scrollTo(0, 0);
    this.draw();
  }

  /** Whether all of the text is selected, as it is before it gives way to another one; or there is none. */
  get isAllSelected(): boolean {
    const { selectionStart, selectionEnd, value } = this.area;
    return selectionStart === 0 && selectionEnd === value.length;
  }

  mark(marks: readonly Mark[], format: string | undefined): void {
    if (format !== this.format) {
      this.format = format;
      this.draw();
    }
    this.code.mark(marks);
  }

  /** Puts the caret at a mark, and shows it. */
  reveal({ line, from, to }: Mark): void {
    const start = this.area.value.split('\n', line).reduce((sum, one) => sum + one.length + 1, 0);
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start + from, start + to);
    const top = this.code.rowAt(line)?.offsetTop ?? line * lineHeight;
    this.scroller.scrollTo({ top: top - this.scroller.clientHeight / 3 });
    this.scroller.scrollIntoView({ block: 'nearest' });
  }

  private draw(): void {
    this.code.show(this.area.value, this.format);
  }
}
