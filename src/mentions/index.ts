export { mentionFinder } from './find-mentions.js';
export { isProse, type Keeper, type MayGo, type Scanned, whatMayGo } from './may-go.js';
export type { FindMentions, Mention, MentioningFile, MentionLevel } from './mention.js';
