/**
 * `node peak-memory.cjs script args…` runs the script in a process of its own and prints that one's peak memory in KiB; with
 * `--cpu` before the script, its processor time in milliseconds.
 * On Linux a process starts with the peak of the one that started it, so a small one has to stand in between.
 */
const { spawnSync } = require('node:child_process');
const { writeSync } = require('node:fs');

const reportTo = 3;

if (require.main === module) {
  const isCpu = process.argv[2] === '--cpu';
  const args = ['--require', __filename, ...process.argv.slice(isCpu ? 3 : 2)];
  const env = { ...process.env, BENCH_FIGURE: isCpu ? 'cpu' : 'memory' };
  const { status, output } = spawnSync(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
  process.stdout.write(String(output[reportTo]));
  process.exitCode = status ?? 1;
} else {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const figure = process.env.BENCH_FIGURE === 'cpu' ? (userCPUTime + systemCPUTime) / 1000 : maxRSS;
    writeSync(reportTo, String(figure));
  });
}
