/** The signals that ask a process to stop. */
const signals = ['SIGINT', 'SIGTERM'] as const;

/** Runs an action that stops at a signal where that does no harm; meanwhile the signal does not end the process. */
export async function interruptible<Result>(action: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await action(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}
