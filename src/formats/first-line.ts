/** The first line that is neither blank nor a comment, without its indentation: what tells formats apart. */
export function firstLine(text: string): string {
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    const line = text.slice(start, Math.min(end, start + 200)).trim();
    if (line !== '' && !line.startsWith('#')) return line;
    start = end + 1;
  }
  return '';
}
