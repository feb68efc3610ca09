/** The help of a message about a misspelt word. */
export function didYouMean(suggestion: string | undefined): { help?: string } {
  return suggestion === undefined ? {} : { help: `did you mean '${suggestion}'?` };
}

/** A number of things in words: `one line`, `2 lines`. */
export function count(number: number, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}
