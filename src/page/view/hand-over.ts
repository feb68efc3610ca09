import { h } from './dom.js';

/** Puts a text on the clipboard; tells whether the browser let us. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/** As it was done before there was a clipboard to write to, which pages from elsewhere than HTTPS and the disk do not get. */
function copySelected(text: string): boolean {
  const area = h('textarea', { class: 'away', 'aria-hidden': 'true' });
  const focused = document.activeElement;
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}

/** Has the browser save a file. */
export function save(name: string, content: string | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([content]));
  h('a', { href: url, download: name }).click();
  // The browser may ask first where to.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
