/**
 * `node peak-memory.cjs script args…` runs the script in a process of its own and prints that one's peak memory in KiB.
 * On Linux a process starts with the peak of the one that started it, so a small one has to stand in between.
 */
const { spawnSync } = require('node:child_process');
const { writeSync } = require('node:fs');

const reportTo = 3;

if (require.main === module) {
  const args = ['--require', __filename, ...process.argv.slice(2)];
  const { status, output } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
  process.stdout.write(String(output[reportTo]));
  process.exitCode = status ?? 1;
} else {
  process.on('exit', () => writeSync(reportTo, String(process.resourceUsage().maxRSS)));
}
