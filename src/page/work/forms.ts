import { formatNames } from '../format-names.js';

/** The formats that stand beside the text of a file; one that nothing tells is taken for classic. */
export function formsBeside(format = 'classic'): string[] {
  return Object.keys(formatNames).filter((one) => one !== format);
}
