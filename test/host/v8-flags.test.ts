import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../support/temp-dir.js';

const command = fileURLToPath(new URL('../../bin/flb-convert.js', import.meta.url));

describe('flags of V8', () => {
  it.each(['check', 'migrate'])('are known to this version of Node: %s says nothing else of many files', (name) => {
    const directory = tempDir();
    for (let i = 0; i <= 100; i++) {
      writeFileSync(join(directory, `${i}.conf`), `[INPUT]\n    name dummy\n    tag t${i}\n\n[OUTPUT]\n    name stdout\n    match t${i}\n`);
    }
    const { status, stderr } = spawnSync(process.execPath, [command, name, directory], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
