import { kindOf, kindsWhere } from '../../model/kinds.js';
import { pipelineKeys, topLevelKeys } from '../../model/section-kinds.js';

/**
 * Whether a text may be a YAML or JSON configuration by the words that its keys at the top begin with: one look at the text in
 * place of reading it, since most YAML around is other programs'. Where that look is not enough to tell, it may be one.
 */
export function mayHaveSections(text: string): boolean {
  const starts = documentStarts(text);
  // The header of a classic section, or a command: who includes the file decides what it is (C-36).
  if (starts.some(({ first }) => /^[[@]/.test(first))) return true;
  if (starts.some(({ first }) => first.startsWith('{'))) return flowKey.test(text) || escapedLetter.test(text);
  const deepest = Math.max(0, ...starts.map(({ indent }) => indent));
  for (const { groups } of text.matchAll(blockKey)) if ((groups?.indent ?? '').length <= deepest) return true;
  return false;
}

/** Keys at the top whose sections tell that a file is Fluent Bit's: `env` and `extensions` alone do not. */
const words = [
  ...new Set([...topLevelKeys, ...pipelineKeys, ...kindsWhere(() => true).flatMap((kind) => kindOf(kind).abbreviates ?? [])]),
].filter((word) => word !== 'env' && word !== 'extensions');
const word = `(?:${words.join('|')})`;

/** A key at the beginning of a line, behind a tag or an anchor too; one with an escape or on its own line may be any. */
const blockKey = new RegExp(
  `^\\uFEFF?(?<indent>[ \\t]*)(?:---[ \\t]+)?(?:[?!&][^\\s]*[ \\t]+)*(?:(["']?)${word}\\2[ \\t]*:|["']?${word}["']?[ \\t]*$|"[^"\\n]*\\\\|\\?[ \\t]*$)`,
  'gim',
);

/** A key anywhere within braces. */
const flowKey = new RegExp(`(?<![\\w.$-])${word}(?![\\w.$-])["']?\\s*:`, 'i');

/** A letter that is written as a number. */
const escapedLetter = /\\(?:x|u00|U000000)[4-7][\da-f]/i;

/** The first line of each document with content, and how far it is indented. */
function documentStarts(text: string): { indent: number; first: string }[] {
  const starts: { indent: number; first: string }[] = [];
  for (let at = 0; at !== -1; ) {
    firstContent.lastIndex = at;
    const { groups } = firstContent.exec(text) ?? {};
    if (groups !== undefined) starts.push({ indent: (groups.indent ?? '').length, first: groups.first ?? '' });
    nextDocument.lastIndex = at;
    at = nextDocument.test(text) ? nextDocument.lastIndex : -1;
  }
  return starts;
}

/** A line that is neither blank nor a comment, a directive, a document's start or a line of a template. */
const firstContent = /^\uFEFF?(?:---)?(?<indent>[ \t]*)(?<first>(?![#%]|\{[{%]|---|\s)[^\r\n]{1,9})/gm;
const nextDocument = /^---/gm;
