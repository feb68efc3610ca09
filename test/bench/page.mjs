import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromiumPath, launchBrowser, openPage, pageUrl, textIn, type } from '../page/browser.mjs';
import { atMost } from './table.mjs';

const pairs = 11;

/** The page in one run of a browser, against an empty page of its size; nothing where there is no browser. */
export async function* pageRows() {
  if (chromiumPath === undefined) return;
  const browser = await launchBrowser();
  yield atMost('the page until its example is converted, to an empty page', await ratioToEmpty(browser), 3, { unit: ' ×' });
  yield atMost('the longest stop while 200 lines are typed in', await longestStop(browser), 50, { unit: ' ms', digits: 0 });
  await browser.close();
}

async function ratioToEmpty(browser) {
  const directory = mkdtempSync(join(tmpdir(), 'flb-convert-bench-'));
  const empty = join(directory, 'empty.html');
  const { size } = statSync(fileURLToPath(pageUrl));
  writeFileSync(empty, `<!doctype html><title>x</title><p>x<script type="text/plain">${'x'.repeat(size)}</script>`);
  const [converted, loaded] = [[], []];
  for (let i = 0; i < pairs; i++) {
    converted.push(await timeUntil(browser, pageUrl, () => document.querySelector('[data-format=yaml] .key') !== null));
    loaded.push(await timeUntil(browser, pathToFileURL(empty).href, () => document.readyState === 'complete'));
  }
  rmSync(directory, { recursive: true });
  return middle(converted) / middle(loaded);
}

/** Milliseconds from the beginning of a load until the first frame in which something is so is drawn. */
async function timeUntil(browser, url, isSo) {
  const watch = `(() => {
    const isSo = ${isSo};
    const look = () => {
      if (!document.body || !isSo()) requestAnimationFrame(look);
      else requestAnimationFrame(() => setTimeout(() => (window.timeTaken = performance.now())));
    };
    look();
  })()`;
  const { page, close } = await openPage(browser, { url, prepare: (one) => one.addInitScript(watch), bypassCSP: true });
  const time = await page.waitForFunction(() => window.timeTaken);
  const taken = await time.jsonValue();
  await close();
  return taken;
}

/** The longest task of the page itself, in milliseconds; what is shorter than 50 ms, browsers do not tell. */
async function longestStop(browser) {
  const { page, close } = await openPage(browser);
  const filters = Array.from({ length: 39 }, (_, i) => `[FILTER]\n    name  grep\n    match app.${i}\n    regex log ^a\n\n`);
  await type(page, `[INPUT]\n    name dummy\n    tag  app.1\n\n${filters.join('')}`);
  await textIn(page, 'yaml', /app\.38/);
  await page.evaluate(() => {
    window.longest = 0;
    const note = (list) => {
      window.longest = Math.max(window.longest, ...list.getEntries().map(({ duration }) => duration));
    };
    new PerformanceObserver(note).observe({ type: 'longtask' });
  });
  await page.locator('#source').evaluate((area) => {
    area.focus();
    area.setSelectionRange(600, 600);
  });
  await page.keyboard.type('\n[OUTPUT]\n    name stdout\n    match *\n', { delay: 30 });
  await textIn(page, 'yaml', /outputs/);
  await page.waitForTimeout(300);
  const longest = await page.evaluate(() => window.longest);
  await close();
  return longest;
}

function middle(numbers) {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1];
}
