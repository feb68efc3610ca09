/**
 * `npm run bench`: what the tool costs, as ratios to something measured beside it, on one screen and in some four minutes;
 * `npm run bench -- --all` prints all that can be measured. Fails over what does not scatter: peak memory and how time grows
 * with size. Times are told, not judged.
 */

import { growthRows } from './growth.mjs';
import { kubernetesRows } from './kubernetes.mjs';
import { libraryRows } from './library.mjs';
import { memoryRows } from './memory.mjs';
import { migrateRows } from './migrate.mjs';
import { pageRows } from './page.mjs';
import { startRows } from './start.mjs';
import { printHead, printRow } from './table.mjs';

const all = process.argv.includes('--all');
const rows = [];
printHead();
for (const group of [startRows, libraryRows, memoryRows, migrateRows, kubernetesRows, pageRows, growthRows]) {
  for await (const row of group({ all })) {
    printRow(row);
    rows.push(row);
  }
}
const failed = rows.filter(({ over, gate }) => over && gate);
if (failed.length > 0) process.exitCode = 1;
