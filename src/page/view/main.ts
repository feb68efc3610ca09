import { byId } from './dom.js';
import { Page } from './page.js';

/** What the library needs of a browser, and old ones lack; without it, the sentence that says so stays. */
const isModern = 'isWellFormed' in String.prototype && 'findLast' in Array.prototype && typeof Worker === 'function';

if (isModern) {
  byId('old').remove();
  byId('app').hidden = false;
  const page = new Page();
  // The program of the worker is at the end of this file.
  document.addEventListener('DOMContentLoaded', () => page.start(byId('worker').textContent ?? ''));
}
