type Flag = '--semi-space-growth-factor=1' | '--heap-growing-percent=25';

/**
 * Tells V8 to take less memory from now on, by flags that it reads at each garbage collection. Before Node 20.16 it stays as it
 * is. Loading the module takes a fortieth of the time of a start.
 */
export function saveMemory(flag: Flag): void {
  process.getBuiltinModule?.('node:v8').setFlagsFromString(flag);
}
