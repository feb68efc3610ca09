import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pageUrl, textIn, type, useBrowser, waitUntil } from './browser.mjs';

const browser = useBrowser();
const example = (name) => readFileSync(join(import.meta.dirname, '../../golden/classic/documentation', name), 'utf8');

it("has the example of Fluent Bit's documentation on it when it opens, converted", async () => {
  const { page, seen, close } = await browser.open();
  assert.equal(await page.inputValue('#source'), example('input.conf'));
  assert.equal(await textIn(page, 'yaml'), example('output.yaml').trimEnd());
  assert.equal(await textIn(page, 'json'), example('output.json').trimEnd());
  assert.equal(await page.textContent('#counts'), 'none');
  assert.deepEqual(seen.complaints, []);
  await close();
});

it('converts what is typed, from the format that it is in', async () => {
  const { page, close } = await browser.open();
  await type(page, 'pipeline:\n  inputs:\n    - name: cpu\n      tag: ${TAG}\n');
  assert.match(await textIn(page, 'classic', /cpu/), /^\[INPUT\]\n {4}name cpu\n {4}tag {2}\$\{TAG\}$/);
  assert.match(await textIn(page, 'json', /cpu/), /"inputs"/);
  assert.equal(await page.locator('[data-format=yaml]').count(), 0);
  await close();
});

it('underlines what is wrong, says it in words and explains the code', async () => {
  const { page, close } = await browser.open();
  await type(page, '[UPSTREAM]\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n    tls.verify off\n');
  const problem = page.locator('.problem');
  await problem.waitFor();
  assert.equal(await page.locator('.source .wrong').textContent(), 'tls.verify');
  assert.match(await problem.textContent(), /^7:5warning 'tls.verify' has no effect without 'tls on'/);
  await problem.locator('summary').click();
  await problem.getByText('reads its tls.* keys only while TLS is on').waitFor();
  await problem.locator('.place').click();
  const selected = await page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.querySelector('#source');
    return value.slice(selectionStart, selectionEnd);
  });
  assert.equal(selected, 'tls.verify');
  await close();
});

it('marks the line that an error is in after lines were put above it', async () => {
  const { page, close } = await browser.open();
  const wrong = '[INPUT]\n    name nosuchplugin\n';
  await type(page, wrong);
  await page.locator('.source .wrong').first().waitFor();
  await type(page, `\n\n${wrong}`);
  await waitUntil(async () => (await page.textContent('.problem .place')) === '4:10');
  assert.deepEqual(await page.locator('.source .wrong').allTextContents(), ['nosuchplugin']);
  assert.equal(await page.locator('.source .lines > div').nth(3).locator('.wrong').count(), 1);
  await close();
});

it('refuses towards a format what that cannot hold, and says so in its panel', async () => {
  const { page, close } = await browser.open();
  await type(page, 'pipeline:\n  inputs:\n    - name: cpu\n      processors:\n        logs:\n          - name: content_modifier\n');
  const panel = page.locator('[data-format=classic]');
  await panel.getByText('processors').waitFor();
  assert.equal(await panel.getByText('Copy').isDisabled(), true);
  assert.match(await textIn(page, 'json', /processors/), /content_modifier/);
  await close();
});

it('answers for the Fluent Bit that is chosen', async () => {
  const { page, close } = await browser.open();
  await textIn(page, 'yaml');
  await page.selectOption('#version', '3.1');
  await page.locator('[data-format=yaml].refused').waitFor();
  assert.match(await page.textContent('[data-format=yaml] .notes'), /upstream_servers/);
  await page.selectOption('#version', '5.1');
  await textIn(page, 'yaml', /upstream_servers/);
  await close();
});

it('is calm once everything is deleted', async () => {
  const { page, close } = await browser.open();
  await textIn(page, 'yaml');
  await type(page, '');
  await page.locator('[data-format=yaml].refused').waitFor();
  assert.equal(await page.textContent('#counts'), 'none');
  await type(page, 'pipeline:\n  inputs:\n    - name: cpu\n');
  await textIn(page, 'classic', /cpu/);
  await close();
});

it('copies', async () => {
  const { page, close } = await browser.open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await textIn(page, 'yaml');
  await page.getByLabel('Copy YAML').click();
  await page.getByText('YAML is copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), example('output.yaml'));
  await close();
});

it('saves a file', async () => {
  const { page, close } = await browser.open();
  await textIn(page, 'yaml');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Save YAML').click()]);
  assert.equal(download.suggestedFilename(), 'upstream.yaml');
  assert.equal(readFileSync(await download.path(), 'utf8'), example('output.yaml'));
  await close();
});

it('sends nothing, from the disk and from a server', async () => {
  const asked = [];
  const html = readFileSync(fileURLToPath(pageUrl));
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.setHeader('content-type', 'text/html').end(html);
  });
  await new Promise((ready) => server.listen(0, ready));
  for (const url of [pageUrl, `http://localhost:${server.address().port}/page`]) {
    const { page, seen, close } = await browser.open({ url });
    await textIn(page, 'yaml');
    await type(page, '[INPUT]\n    name nosuchplugin\n');
    await page.locator('.problem summary').first().click();
    await page.locator('.problem .said').first().waitFor();
    assert.deepEqual(
      seen.requests.filter((one) => !one.startsWith('blob:')),
      [url],
    );
    // Nor could it, if it wanted to.
    const reached = await page.evaluate(() => fetch('http://localhost/').then(() => 'reached', String));
    assert.match(reached, /Failed to fetch/);
    await close();
  }
  assert.deepEqual(asked, ['/page']);
  server.close();
});

it('is one sentence in an old browser, and without scripts', async () => {
  const old = await browser.open({ prepare: (page) => page.addInitScript(() => delete String.prototype.isWellFormed) });
  const without = await browser.open({ javaScriptEnabled: false });
  for (const { page, close } of [old, without]) {
    assert.equal(await page.locator('#old').isVisible(), true);
    assert.equal(await page.locator('#app').isVisible(), false);
    await close();
  }
});
