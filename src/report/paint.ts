const codes = { error: '31', warning: '33', info: '36', strong: '1', faint: '2' };

/** Puts a text into the color, or the weight, of what it is. */
export type Paint = (text: string, as: keyof typeof codes) => string;

/** Paints for a terminal that shows colors; else leaves texts as they are. */
export function painter(color: boolean): Paint {
  return color ? (text, as) => `\x1b[${codes[as]}m${text}\x1b[0m` : (text) => text;
}
