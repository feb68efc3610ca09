/** Keeps texts until they are written: those of many files take more memory than they need to. */
export interface TextStore {
  /** Takes a text in, and gives the number that brings it back. */
  put(text: string): number;
  get(number: number): string;
}

/** Texts as they are, for those who have few of them, or hold the files in memory as well. */
export function plainTexts(): TextStore {
  const texts: string[] = [];
  return { put: (text) => texts.push(text) - 1, get: (number) => texts[number] ?? '' };
}
