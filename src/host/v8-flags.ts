/** Flags that V8 reads again and again as it runs: at each garbage collection, and when it looks for code worth compiling. */
type Flag = '--semi-space-growth-factor=1' | '--heap-growing-percent=25' | '--interrupt-budget=500000';

/** Sets a flag of V8 from now on. Before Node 20.16 it stays as it is. Loading the module takes a fortieth of the time of a start. */
export function setV8Flag(flag: Flag): void {
  process.getBuiltinModule?.('node:v8').setFlagsFromString(flag);
}

/** From here on, compiling takes more than it saves. */
const many = 100; // files

/**
 * The V8 of Node 20 compiles code that ran a little. In a run over many files that is almost all that there is, and much of it
 * twice, since what comes later differs: it takes a quarter of the time of 3,000 files. For these, it waits seven times as long.
 * Later ones count calls, and need no such flag: they refuse it in so many words.
 */
export function compileLater(files: number): void {
  if (files > many && process.versions.v8.startsWith('11.')) setV8Flag('--interrupt-budget=500000');
}
