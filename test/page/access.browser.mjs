import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { it } from 'node:test';
import { drop, textIn, useBrowser } from './browser.mjs';

const browser = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const files = [
  [
    'fluent-bit.conf',
    '# all\n[INPUT]\n    name cpu\n    tagg ${TAG}\n\n[FILTER]\n    name  grep\n    match none\n\n[OUTPUT]\n    name  stdout\n    match *\n',
  ],
  [
    'upstream.yaml',
    'upstream_servers:\n  - name: u\n    nodes:\n      - name: n\n        host: h\n        port: 1\n        tls.verify: off\n',
  ],
  ['notes.txt', 'x'],
];

/** Everything that there is on the page, opened. */
async function fill(page) {
  await drop(page, files);
  await textIn(page, 'yaml', /tagg/);
  for (const summary of await page.locator('summary').all()) await summary.click();
  await page.locator('.problem .said').first().waitFor();
}

for (const colorScheme of ['light', 'dark']) {
  for (const [name, viewport] of Object.entries({ desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } })) {
    it(`keeps to WCAG AA, ${colorScheme}, ${name}`, async () => {
      // axe comes from outside, which the page's own policy lets nobody do.
      const { page, close } = await browser.open({ colorScheme, viewport, bypassCSP: true });
      await page.evaluate(axe);
      const check = () =>
        page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      await textIn(page, 'yaml');
      const before = await check();
      await fill(page);
      const after = await check();
      const found = [...before.violations, ...after.violations].map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
      assert.deepEqual(found, []);
      assert.ok(after.passes.some(({ id }) => id === 'color-contrast'));
      await close();
    });
  }
}

it('fits a phone: nothing is wider than the window', async () => {
  for (const width of [320, 390]) {
    const { page, close } = await browser.open({ viewport: { width, height: 740 } });
    await fill(page);
    const { wide, scrolled } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      scrolled: [...document.querySelectorAll('button, select, summary, h1, h2')].filter((one) => {
        const { right, width: own } = one.getBoundingClientRect();
        return own > 0 && right > innerWidth && !one.closest('#file-list');
      }).length,
    }));
    assert.deepEqual({ wide, scrolled }, { wide: width, scrolled: 0 });
    await close();
  }
});

it('is used by keys alone', async () => {
  const { page, close } = await browser.open();
  await fill(page);
  const reached = new Set();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const { name, outline } = await page.evaluate(() => {
      const one = document.activeElement;
      return { name: one.id || one.getAttribute('aria-label') || one.textContent.trim(), outline: getComputedStyle(one).outlineStyle };
    });
    if (name !== 'source' && name !== '') reached.add(name);
    if (name !== 'source' && reached.size > 0 && outline === 'none' && name.length < 40) assert.fail(`${name} shows no focus`);
  }
  for (const name of ['version', 'open-files', 'open-folder', 'zip', 'Copy YAML', 'Save JSON', 'sheet']) assert.ok(reached.has(name), name);
  // From a problem to its line, and a code to its words.
  await page.locator('.place').first().focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'source');
  await close();
});
