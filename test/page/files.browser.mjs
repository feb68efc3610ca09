import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { unzipSync } from 'fflate';
import { drop, textIn, type, useBrowser, waitUntil } from './browser.mjs';

const browser = useBrowser();
const golden = join(import.meta.dirname, '../../golden');
const main =
  '[SERVICE]\n    parsers_file parsers.conf\n\n[INPUT]\n    name   tail\n    path   a.log\n    parser mine\n\n[OUTPUT]\n    name  stdout\n    match *\n';
const parsers = '[PARSER]\n    name   mine\n    format json\n';

const listed = (page) => page.locator('#file-list .path').allTextContents();
const remarks = async (page) => {
  await page.locator('#remarks').waitFor();
  return page.textContent('#remarks');
};

it('takes a file that is dropped', async () => {
  const { page, seen, close } = await browser.open();
  await drop(page, [['a.conf', main]]);
  assert.match(await textIn(page, 'yaml', /tail/), /^service:/);
  assert.equal(await page.textContent('#source-file'), 'a.conf');
  assert.equal(await page.locator('#files').isVisible(), false);
  assert.deepEqual(seen.complaints, []);
  await close();
});

it('takes several that belong together, shows the main one first and each that is chosen', async () => {
  const { page, close } = await browser.open();
  await drop(page, [
    ['parsers.conf', parsers],
    ['fluent-bit.conf', main],
    ['notes.txt', 'hello\n'],
  ]);
  assert.match(await textIn(page, 'yaml', /tail/), /parsers_file: parsers.yaml/);
  assert.deepEqual(await listed(page), ['fluent-bit.conf', 'parsers.conf']);
  assert.equal(await page.textContent('#others'), '1 more file, not of Fluent Bit');
  assert.equal(await page.textContent('#counts'), 'none');
  await page.getByRole('button', { name: 'parsers.conf' }).click();
  await textIn(page, 'yaml', /^parsers:\n {2}- name: mine/);
  assert.equal(await page.inputValue('#source'), parsers);
  // What is changed in one file is seen in another.
  await type(page, parsers.replace('mine', 'other'));
  await textIn(page, 'yaml', /other/);
  await page.getByRole('button', { name: 'fluent-bit.conf' }).click();
  await page.getByText("'mine'").first().waitFor();
  await close();
});

it('draws how records go through them', async () => {
  const { page, close } = await browser.open();
  await drop(page, [
    ['fluent-bit.conf', main],
    ['parsers.conf', parsers],
  ]);
  await page.locator('#drawing').waitFor();
  assert.ok(await waitForPicture(page));
  assert.match(await page.textContent('#drawing-text'), /input tail/);
  await close();
});

it('takes a folder with what else is in it, and gives all results as an archive', async () => {
  const { page, close } = await browser.open();
  await page.setInputFiles('#choose-folder', join(golden, 'migrate/readme/input/fluent-bit'));
  await textIn(page, 'yaml', /conf\.d\/\*\.yaml/);
  assert.ok((await listed(page)).includes('conf.d/nginx.conf'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Download zip').click()]);
  assert.equal(download.suggestedFilename(), 'flb-convert.zip');
  const entries = unzipSync(readFileSync(await download.path()));
  for (const name of ['fluent-bit.yaml', 'conf.d/nginx.yaml', 'parsers.yaml', 'upstream.yaml']) {
    const expected = readFileSync(join(golden, 'migrate/readme/output/fluent-bit', name), 'utf8');
    assert.equal(Buffer.from(entries[`yaml/${name}`]).toString(), expected, name);
  }
  assert.ok(Object.keys(entries).includes('yaml/scripts/mask.lua'));
  await close();
});

it('takes a folder that is dropped, as the desktop drops it', async () => {
  const { page, seen, close } = await browser.open();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(golden, 'migrate/readme/input/fluent-bit')], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await textIn(page, 'yaml', /conf\.d\/\*\.yaml/);
  assert.ok((await listed(page)).includes('conf.d/nginx.conf'));
  assert.equal(await page.textContent('#others'), '1 more file, not of Fluent Bit');
  assert.deepEqual(seen.complaints, []);
  await close();
});

it('shows a file of very many lines, and stays free', async () => {
  const { page, close } = await browser.open();
  const filters = Array.from({ length: 9000 }, (_, i) => `[FILTER]\n    name  grep\n    match a.${i}\n    regex log ^a\n`);
  await drop(page, [['many.conf', `[INPUT]\n    name dummy\n${filters.join('')}`]]);
  await waitUntil(async () => /a\.8999/.test(await page.textContent('[data-format=yaml] .lines')));
  assert.equal(await page.locator('.source .lines > div').count(), 0);
  await page.selectOption('#version', '5.0');
  await close();
});

it('converts what is in a manifest that is pasted', async () => {
  const { page, close } = await browser.open();
  await paste(page, readFileSync(join(golden, 'migrate/configmap/input/fluent-bit.yaml'), 'utf8'));
  assert.match(await textIn(page, 'yaml', /kind: ConfigMap/), /fluent-bit\.yaml: \|/);
  await close();
});

it('takes a text that is pasted anywhere, under no name of a file before', async () => {
  const { page, close } = await browser.open();
  await drop(page, [['a.conf', main]]);
  await textIn(page, 'yaml', /tail/);
  await paste(page, 'pipeline:\n  inputs:\n    - name: cpu\n');
  await textIn(page, 'classic', /cpu/);
  assert.equal(await page.textContent('#source-file'), 'pasted');
  await close();
});

it('keeps the line ends of a file', async () => {
  const { page, close } = await browser.open();
  await drop(page, [['a.conf', '[INPUT]\r\n    name cpu\r\n']]);
  await textIn(page, 'yaml', /cpu/);
  await page.locator('#source').press('End');
  await page.locator('#source').press('Control+End');
  await page.keyboard.type('    tag x\n');
  await textIn(page, 'yaml', /tag: x/);
  assert.equal(await page.locator('.problem').count(), 0);
  await close();
});

it('says of 50 MB that they are too large, and stays free', async () => {
  const { page, close } = await browser.open();
  await textIn(page, 'yaml');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(50 << 20)], 'huge.conf'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
  });
  assert.match(await remarks(page), /Too large .*: huge\.conf\. .*flb-convert FILE/);
  assert.match(await textIn(page, 'yaml'), /forward-balancing/);
  await paste(page, 'x'.repeat(2 << 20));
  await waitUntil(async () => /the text/.test(await remarks(page)));
  await drop(page, [['a.conf', main]]);
  await textIn(page, 'yaml', /tail/);
  assert.equal(await page.locator('#remarks').isVisible(), false);
  await close();
});

it('says of two files of one name which one is here', async () => {
  const { page, close } = await browser.open();
  await drop(page, [
    ['a.conf', main],
    ['a.conf', parsers],
  ]);
  assert.match(await remarks(page), /Several files are named a\.conf/);
  await textIn(page, 'yaml', /tail/);
  // Twice the same is once.
  await drop(page, [
    ['a.conf', main],
    ['a.conf', main],
  ]);
  await waitUntil(async () => !(await page.locator('#remarks').isVisible()));
  await close();
});

it('says of a file that is not text what is wrong, and lets nobody change it', async () => {
  const { page, close } = await browser.open();
  await drop(page, [['a.conf', [0x89, 0x50, 0x00, 0xff, 0xfe]]]);
  await page.getByText('not UTF-8 at byte offset 0').first().waitFor();
  assert.equal(await page.locator('#source').getAttribute('readonly'), '');
  assert.equal(await page.getByText('Download zip').isDisabled(), true);
  await close();
});

it('says where a text of several formats stops being one', async () => {
  const { page, close } = await browser.open();
  await paste(page, `pipeline:\n  inputs:\n    - name: cpu\n\n${parsers}`);
  await page.getByText("'[PARSER]' is a header of the classic format").first().waitFor();
  await close();
});

function paste(page, text) {
  return page.evaluate((all) => {
    const data = new DataTransfer();
    data.setData('text/plain', all);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** Whether the browser has drawn it. */
async function waitForPicture(page) {
  await waitUntil(() => page.evaluate(() => document.querySelector('#drawing').naturalWidth > 300));
  return true;
}
