/** A message shows at most this many characters of one text: a key or a value may have a million. */
const longest = 200;
const atEnd = 60;

/** A text with its middle left out if it is long: what tells paths apart is at their end. */
export function shortened(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - atEnd - 1)}…${text.slice(-atEnd)}`.toWellFormed();
}
