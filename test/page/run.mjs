import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath } from './browser.mjs';

// Tests of the built page in a browser, which not everybody has.

const page = join(import.meta.dirname, '..', '..', 'dist', 'page', 'index.html');
if (!existsSync(page)) throw new Error('there is no dist/page/index.html: npm run page');
if (chromiumPath === undefined) {
  console.log('test:page is skipped: there is no Chromium (apt-get install chromium, or CHROMIUM=path)');
  process.exit(process.env.CI ? 1 : 0);
}
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.browser.mjs'));
const asked = process.argv.slice(2);
const chosen = files.filter((name) => asked.length === 0 || asked.some((one) => name.includes(one)));
const paths = chosen.map((name) => join(import.meta.dirname, name));
process.exitCode = spawnSync(process.execPath, ['--test', '--test-concurrency=1', ...paths], { stdio: 'inherit' }).status ?? 1;
