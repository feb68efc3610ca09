import { type JudgeRegex, loadJudge } from './onigmo.js';

let judge: JudgeRegex | undefined;

/** Loads what judges regular expressions, once: most files have none. */
export async function prepareJudge(): Promise<void> {
  judge ??= await loadJudge();
}

/** What judges them, if it was loaded. */
export function preparedJudge(): JudgeRegex | undefined {
  return judge;
}
