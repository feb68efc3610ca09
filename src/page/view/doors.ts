import { byId } from './dom.js';
import { type Taken, takeList, takeText, takeTransfer } from './intake.js';
import type { Page } from './page.js';

/** Where files and texts come in: dropped, pasted and chosen. */
export function openDoors(page: Page): void {
  openDrop(page);
  openPaste(page);
  openDialog(page, 'open-files', 'choose-files');
  openDialog(page, 'open-folder', 'choose-folder');
}

function openDrop(page: Page): void {
  const { classList } = document.documentElement;
  addEventListener('dragover', (event) => {
    event.preventDefault();
    classList.add('dragging');
  });
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) classList.remove('dragging');
  });
  addEventListener('drop', async (event) => {
    event.preventDefault();
    classList.remove('dragging');
    const { dataTransfer } = event;
    if (dataTransfer === null) return;
    const text = dataTransfer.getData('text/plain');
    if (dataTransfer.types.includes('Files')) page.open(await takeTransfer(dataTransfer));
    else if (text !== '') page.open(takeText(text));
  });
}

function openPaste(page: Page): void {
  addEventListener('paste', async (event) => {
    const { clipboardData, target } = event;
    if (clipboardData === null) return;
    if (clipboardData.types.includes('Files')) {
      event.preventDefault();
      page.open(await takeTransfer(clipboardData));
      return;
    }
    const taken: Taken = takeText(clipboardData.getData('text/plain'));
    const isTyped = target instanceof HTMLTextAreaElement && !page.isReplaced;
    if (isTyped && taken.files.length > 0) return;
    event.preventDefault();
    page.open(taken);
  });
}

function openDialog(page: Page, button: string, input: string): void {
  const chooser = byId<HTMLInputElement>(input);
  byId(button).addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', async () => {
    const files = [...(chooser.files ?? [])];
    // So that the same file can be chosen again.
    chooser.value = '';
    if (files.length > 0) page.open(await takeList(files));
  });
}
