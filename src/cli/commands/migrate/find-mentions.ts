import { basename, resolve } from 'node:path';
import { Exclusion } from '../../../host/exclusion.js';
import { readOfScope, readScope } from '../../../host/find/read-scope.js';
import { scopeOf } from '../../../host/find/scope.js';
import { realOf } from '../../../host/write/places.js';
import { isTemporaryName } from '../../../host/write/temporary-files.js';
import { type MentioningFile, mentionFinder } from '../../../mentions/index.js';
import { newMentions, replacedFiles, replacedKeys, withMentions, writtenFiles } from '../../../migrate/in-use.js';
import type { Plan } from '../../../migrate/plan.js';
import { isInside } from '../../../project/paths.js';
import type { MigrateFlags, MigrationRun } from './migration-run.js';
import { isReportText } from './show-plan.js';

/** What the program itself leaves beside files, save for what is not in its place yet. */
const ownNames: readonly string[] = ['.flb-convert-backup', '.flb-convert-removing'];

function isOwnName(name: string): boolean {
  return ownNames.includes(name) || isTemporaryName(name);
}

/** What `--exclude` leaves out is read only before anything is removed: it may need an old file all the same. */
function leftOut(directories: readonly string[], { exclude, deleteSource = false }: MigrateFlags): (path: string) => boolean {
  if (deleteSource || exclude.length === 0) return () => false;
  const exclusion = new Exclusion(exclude, realOf(process.cwd()));
  const rules = directories.map((directory) => exclusion.rulesFrom(directory));
  return (path) => rules.some((leavesOut) => leavesOut(path));
}

/**
 * The plan with the mentions of old files: all files around the directories that were named are searched, whoever's they
 * are. What is mentioned by a file that stays, stays itself.
 */
export function findMentions(plan: Plan, directories: readonly string[], { flags, host, shown }: MigrationRun): Plan {
  const old = replacedFiles(plan);
  const keys = replacedKeys(plan);
  if (old.length + keys.length === 0) return plan;
  const isOld = new Set(old);
  const written = writtenFiles(plan);
  const report = flags.report === undefined ? undefined : realOf(flags.report);
  const isLeftOut = leftOut(directories, flags);
  const find = mentionFinder([...old, ...keys]);
  const files: MentioningFile[] = newMentions(plan, find);
  const unread = readScope(withTarget(scopeOf(directories), flags.directory), {
    isOwn: (path) => isOld.has(path) || written.has(path) || path === report || isOwnName(basename(path)) || isLeftOut(path),
    take(path, bytes) {
      // Of an earlier run.
      if (isReportText(path, bytes)) return;
      const mentions = find(path, bytes);
      if (mentions.length > 0) files.push({ path, mentions });
    },
  });
  const mentionsOf = (path: string) => {
    const bytes = readOfScope(path);
    return bytes && find(path, bytes);
  };
  return withMentions(plan, { files, unreadable: unread.map(({ path }) => path), mentionsOf }, shown);

  /** A tree that was built elsewhere has copies of what stays as it is. */
  function withTarget(scope: readonly string[], directory: string | undefined): readonly string[] {
    const target = directory === undefined ? undefined : host.realPath(resolve(directory));
    const isWithin = scope.some((one) => one === target || (target !== undefined && isInside(target, one)));
    return target === undefined || isWithin ? scope : [...scope, target];
  }
}
