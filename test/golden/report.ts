import { diffArrays } from 'diff';
import { groupBy } from '../../src/model/grouping.js';

/** What a command said about a case. */
export interface Said {
  /** Such as `convert --to yaml`. */
  readonly command: string;
  readonly code: number;
  /** Diagnostics one below the other, each a line that is followed by indented ones. */
  readonly text: string;
}

/** A diagnostic, and the commands that say it. */
interface Block {
  readonly text: string;
  readonly commands: readonly string[];
}

/** The reports of several commands in one: each diagnostic once, below the names of the commands that say it, in their order. */
export function goldenReport(all: readonly Said[]): string {
  const codes = [...new Set(all.map(({ code }) => code))];
  const commandsWith = (code: number) => all.filter((one) => one.code === code).map(({ command }) => command);
  const exits = codes.map((code) => `exit code ${code}: ${listed(commandsWith(code))}\n`);
  const blocks = all.reduce(withBlocksOf, []);
  const paragraphs = blocks.map(({ text, commands }, i) => {
    const names = listed(commands);
    const before = blocks[i - 1];
    return before !== undefined && listed(before.commands) === names ? text : `\n===== ${names} =====\n\n${text}`;
  });
  return [...exits, ...paragraphs].join('');
}

/** What one more command says, among what others say. */
function withBlocksOf(blocks: readonly Block[], { command, text }: Said): readonly Block[] {
  const own = blocksIn(text);
  const before = blocks.map((block) => block.text);
  let at = 0;
  return diffArrays(before, own).flatMap(({ value, added, removed }) => {
    if (added) return value.map((one) => ({ text: one, commands: [command] }));
    const there = blocks.slice(at, at + value.length);
    at += value.length;
    return removed ? there : there.map((one) => ({ ...one, commands: [...one.commands, command] }));
  });
}

function blocksIn(text: string): string[] {
  return text.split(/^(?! )/m).filter((block) => block !== '');
}

/** `convert --to yaml, json and check`: the commands by their names, each name once. */
function listed(commands: readonly string[]): string {
  const byName = groupBy(commands, (command) => command.replace(/ \S+$/, ''));
  return [...byName].map(([name, same]) => [name, same.map((one) => one.slice(name.length + 1)).join(', ')].join(' ').trim()).join(' and ');
}
