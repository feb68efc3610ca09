import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { processIo } from './io.js';
import { manPage } from './man-page.js';
import { cacheFile, compileCli } from './start.js';

/** A part of the build: no bundle that people install has what writes this text. */
const io = processIo((url) => import(url));
writeFileSync(join(dirname(cacheFile), 'flb-convert.1'), manPage(compileCli().cli.wholeProgram(io)));
