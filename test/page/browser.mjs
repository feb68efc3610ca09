import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What takes longer hangs. */
const longest = Number(process.env.LONGEST ?? 30_000); // milliseconds

/** Where Chromium is; undefined if it is not installed. */
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path));

export const pageUrl = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'page', 'index.html')).href;

/** A browser without a window. A container's root may not make a sandbox of its own. */
export function launchBrowser() {
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
}

/** Opens the page, or another one; `seen` has each request and each complaint of the browser. */
export async function openPage(browser, { url = pageUrl, prepare, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(longest);
  const seen = { requests: [], complaints: [] };
  context.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && seen.complaints.push(message.text()));
  page.on('pageerror', (problem) => seen.complaints.push(String(problem)));
  await prepare?.(page);
  await page.goto(url);
  return { page, seen, close: () => context.close() };
}

/** A browser for the tests of a file. */
export function useBrowser() {
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  return { open: (options) => openPage(browser, options) };
}

/** The text of the panel of a format, once it has one that fits. */
export async function textIn(page, format, pattern = /./) {
  const lines = page.locator(`[data-format=${format}] .lines > div`);
  await waitUntil(async () => pattern.test((await lines.allTextContents()).join('\n')));
  return (await lines.allTextContents()).join('\n');
}

export async function waitUntil(isSo, what = isSo) {
  const end = Date.now() + longest;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`this did not come true: ${what}`);
    await new Promise((go) => setTimeout(go, 20));
  }
}

/** Types a configuration in place of what is there. */
export async function type(page, text) {
  await page.locator('#source').fill(text);
}

/** Drops files of these names and contents onto the page. */
export async function drop(page, files) {
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const [name, content] of all) {
      data.items.add(new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
    }
    return data;
  }, files);
  for (const event of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', event, { dataTransfer: transfer });
}
