import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';
import { Licenses, rawText } from './.rolldown.plugins.mjs';

const licenses = new Licenses();

/** The texts that make up the page, by their names in it. */
const parts = {
  version: JSON.parse(read('package.json')).version,
  style: read('src/page/style.css'),
  example: read('golden/classic/documentation/input.conf'),
};

/** Keeps a bundle as a part of the page instead of writing it. */
const keepAs = (name) => ({
  name: 'keep',
  generateBundle(_, bundle) {
    licenses.add(bundle);
    const [file] = Object.values(bundle);
    parts[name] = withinScript(file.code);
    delete bundle[file.fileName];
  },
});

/** Has the example looked at by the build, so that it is there before the worker is. */
const lookAtExample = {
  name: 'look-at-example',
  async generateBundle(_, bundle) {
    const [{ fileName, code }] = Object.values(bundle);
    delete bundle[fileName];
    const { Desk } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const file = { path: 'upstream', bytes: new TextEncoder().encode(parts.example) };
    const look = JSON.stringify(await new Desk().answer('look', { files: [file] }));
    parts.look = look.replaceAll('<', '\\u003c');
  },
};

/** Puts the page together, once all its parts are there. */
const wholePage = {
  name: 'whole-page',
  generateBundle() {
    const all = { ...parts, licenses: escaped(licenses.text), policy: policyOf(parts) };
    const source = read('src/page/index.html').replace(/(?:\/\* )?\{(\w+)\}(?: \*\/)?/g, (text, name) => all[name] ?? text);
    this.emitFile({ type: 'asset', fileName: 'index.html', source });
  },
};

const output = { dir: 'dist/page', format: 'iife', minify: true, codeSplitting: false };

/** The page in one file: what is seen, and the worker, which has the library. */
export default defineConfig([
  { input: 'src/page/work/desk.ts', platform: 'browser', plugins: [rawText, lookAtExample], output: { ...output, format: 'esm' } },
  { input: 'src/page/work/worker.ts', platform: 'browser', plugins: [rawText, keepAs('worker')], output },
  { input: 'src/page/view/main.ts', platform: 'browser', plugins: [keepAs('page'), wholePage], output },
]);

/** The page may run its own program and worker, and reach nothing else. */
function policyOf({ page, style }) {
  return [
    "default-src 'none'",
    `script-src ${hashOf(page)}`,
    `style-src ${hashOf(style)}`,
    'worker-src blob:',
    'img-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types worker',
  ].join('; ');
}

function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** A program as HTML takes it: these would end its element, or hide its end. */
function withinScript(program) {
  return program.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function read(path) {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
