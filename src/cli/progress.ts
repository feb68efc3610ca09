/** A run that is done by then shows no bar, in milliseconds. */
const patience = 1000;

/** The time between two pictures, in milliseconds. */
const pause = 100;

const barWidth = 24;
const eraseLine = '\r\x1b[K';

export interface ProgressBar {
  /** Tells how far a stage of the run is. Costs next to nothing between two pictures. */
  update(stage: string, done: number, total: number): void;
  /** Takes the bar away, so that other things can be written. */
  clear(): void;
}

/** A bar on one line of a terminal for a run that lasts. `now` gives milliseconds. */
export function progressBar({ write, now = Date.now }: { write: (text: string) => void; now?: () => number }): ProgressBar {
  let next = now() + patience;
  let isShown = false;
  return {
    update(stage, done, total) {
      const time = now();
      if (time < next) return;
      next = time + pause;
      isShown = true;
      write(eraseLine + picture(stage, done, total));
    },
    clear() {
      if (isShown) write(eraseLine);
      isShown = false;
    },
  };
}

function picture(stage: string, done: number, total: number): string {
  const filled = total === 0 ? barWidth : Math.floor((barWidth * done) / total);
  return `${stage} [${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${done} of ${total}`;
}
