import type { Look } from '../protocol.js';
import { byId } from './dom.js';
import { openDoors } from './doors.js';
import { takeText } from './intake.js';
import { Page } from './page.js';
import { WorkerClient } from './worker-client.js';

/** What the library needs of a browser, and old ones lack; without it, the sentence that says so stays. */
const isModern = 'isWellFormed' in String.prototype && 'findLast' in Array.prototype && typeof Worker === 'function';

if (isModern) {
  byId('old').remove();
  byId('app').hidden = false;
  // The program of the worker is at the end of this file.
  const isWhole = new Promise((go) => addEventListener('DOMContentLoaded', go));
  const worker = isWhole.then(() => new WorkerClient(byId('worker').textContent ?? ''));
  const look = JSON.parse(byId('look').textContent ?? '') as Look;
  openDoors(new Page(worker, takeText(byId('example').textContent ?? '', look.chosen), look));
}
