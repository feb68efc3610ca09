import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIo } from './io.js';
import { manPage } from './man-page.js';
import { compileCli } from './start.js';

/** A part of the build: no bundle that people install has what writes this text. */
const io = processIo((url) => import(url), join(__dirname, '..'));
writeFileSync(join(__dirname, 'flb-convert.1'), manPage(compileCli(new Map()).wholeProgram(io)));
