/** Keeps texts until they are written: those of many files take more memory than they need to. */
export interface TextStore {
  /** Takes a text in, and gives the number that brings it back. */
  put(text: string): number;
  get(number: number): string;
}
