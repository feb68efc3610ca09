/** Words for on and off and port numbers; to look up longer texts costs more time than it saves memory. */
const longest = 5;
const most = 4096;

/**
 * One string for each short text that comes again and again: `on`, `24224`. A file of 100,000 nodes has half of its values
 * in common, and each string would take 32 bytes or more.
 */
export class TextPool {
  private readonly texts = new Map<string, string>();

  of(text: string): string {
    if (text.length > longest) return text;
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    if (this.texts.size < most) this.texts.set(text, text);
    return text;
  }
}
