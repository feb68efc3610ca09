import { openQuote, recordDropped, regexAndExclude } from './check/filters.js';
import { keyIgnored } from './check/ignored-keys.js';
import { groupIgnored } from './check/index.js';
import { noStartState, notMilliseconds, textAfterRule, unknownMultilineType, unknownState } from './check/multiline-parsers.js';
import { keyTooLong, nodeWithoutKey, unknownKey } from './check/nodes.js';
import { parserTwice } from './check/parsers.js';
import { doubtfulProperty, emptyProperty, routesWithoutMap, unknownProperty } from './check/plugin-keys.js';
import { mapInPlugin, processorsIgnored, unknownPlugin } from './check/plugins.js';
import { mapInProcessor, processorNameMisspelt } from './check/processors.js';
import { propertySetAgain, repeatedKey } from './check/repeated-keys.js';
import { sectionWithoutKey } from './check/required-keys.js';
import { mapInService } from './check/service.js';
import { loginWithoutSharedKey } from './check/shared-key.js';
import { tlsKeyMisspelt, tlsKeysWithoutTls } from './check/tls.js';
import { sectionIgnored } from './check/unknown-sections.js';
import {
  envIgnored,
  noUpstream,
  severalUpstreams,
  upstreamKeyIgnored,
  upstreamWithoutName,
  upstreamWithoutNodes,
} from './check/upstreams.js';
import { invalidBoolean, notABoolean, notANumber, notAPort, tooFewWords } from './check/values.js';
import { oddDefault, unexpectedBraces, variableNotExpanded } from './check/variables.js';
import { invalidUtf8, verificationFailed } from './convert.js';
import type { Definition, Message } from './diagnostics/define.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { byteOrderMark, lineTooLong, loneCarriageReturn, lostLastLine, nulCharacter } from './formats/classic/check-text.js';
import {
  badGroup,
  badHeader,
  carriageReturnInHeader,
  commandWithoutValue,
  commentInValue,
  emptyVariable,
  ignoredCommand,
  indentationMixed,
  indentationTooDeep,
  indentationTooLow,
  indentedCommand,
  indentedHeader,
  keyOutsideSection,
  keyWithoutValue,
  nestedValueNotWritable,
  oddInclude,
  tabInKey,
  tabSeparator,
  textAfterHeader,
  unindentedKey,
} from './formats/classic/diagnostics.js';
import { formatContradiction, formatUnknown } from './formats/detect.js';
import {
  abbreviatedSection,
  commentNotWritable,
  commentsDropped,
  keyNotWritable,
  notWellFormedText,
  sectionNeedsAFile,
  sectionNotForMainFile,
  sectionNotWritable,
  serviceTwice,
  upstreamsNotWritable,
  valueNotWritable,
} from './formats/diagnostics.js';
import { jsonSyntax } from './formats/json/parse.js';
import {
  blankValue,
  blankValueDropped,
  emptyList,
  incompleteRule,
  keySpeltAnew,
  listTooLong,
  nestedTooDeep,
  nodesMisspelt,
  nullText,
  pathTranslated,
  pluginsWithoutList,
  textAfterNul,
  unknownSection,
  variableWithoutName,
  wrongShape,
} from './formats/structured/diagnostics.js';
import { controlCharacter, emptyDocument, lineSeparator, syntax, yamlAlias, yamlTab } from './formats/yaml/diagnostics.js';
import {
  destinationTaken,
  includeOutside,
  linkBroken,
  linkMisleads,
  oldFileOverwritten,
  patternListed,
  patternWidened,
  referenceAmbiguous,
  referenceMisled,
  referenceNotMoved,
  referenceOutside,
  servicesJoined,
  upstreamSplit,
} from './migrate/diagnostics.js';
import { includeRenamed } from './parts/rename-includes.js';
import { sectionMoved, upstreamsInOneFile, upstreamsMerged } from './parts/take-apart.js';
import {
  fileElsewhere,
  fileInAnotherFormat,
  fileIncludedAgain,
  fileNotFollowed,
  fileNotFound,
  fileNotReadable,
  fileReadTwice,
  fileShadowed,
  fileWithoutUpstream,
  includeOrder,
  includeWithoutMatch,
  nothingToLoad,
  parserDefinedTwice,
  sectionsNotLoaded,
  streamsFileReplaced,
} from './project/diagnostics.js';

/** Every definition that there is, by code. A new one is listed here and nowhere else. */
const definitions = [
  invalidUtf8,
  notWellFormedText,
  byteOrderMark,
  unindentedKey,
  indentationTooLow,
  indentationTooDeep,
  indentationMixed,
  keyWithoutValue,
  tabSeparator,
  keyOutsideSection,
  badHeader,
  indentedHeader,
  textAfterHeader,
  commandWithoutValue,
  ignoredCommand,
  indentedCommand,
  loneCarriageReturn,
  nulCharacter,
  lostLastLine,
  lineTooLong,
  badGroup,
  tabInKey,
  commentInValue,
  emptyVariable,
  carriageReturnInHeader,
  abbreviatedSection,
  oddInclude,
  sectionNotForMainFile,
  syntax,
  yamlAlias,
  controlCharacter,
  yamlTab,
  emptyDocument,
  nullText,
  wrongShape,
  nodesMisspelt,
  blankValue,
  textAfterNul,
  lineSeparator,
  nestedTooDeep,
  variableWithoutName,
  serviceTwice,
  pluginsWithoutList,
  unknownSection,
  pathTranslated,
  incompleteRule,
  emptyList,
  listTooLong,
  jsonSyntax,
  blankValueDropped,
  upstreamWithoutName,
  nodeWithoutKey,
  upstreamWithoutNodes,
  noUpstream,
  severalUpstreams,
  repeatedKey,
  notABoolean,
  notAPort,
  tlsKeysWithoutTls,
  loginWithoutSharedKey,
  unknownKey,
  tlsKeyMisspelt,
  keyTooLong,
  variableNotExpanded,
  envIgnored,
  upstreamKeyIgnored,
  groupIgnored,
  sectionWithoutKey,
  unknownPlugin,
  sectionIgnored,
  unknownProperty,
  doubtfulProperty,
  keyIgnored,
  propertySetAgain,
  invalidBoolean,
  notANumber,
  tooFewWords,
  recordDropped,
  mapInPlugin,
  mapInService,
  processorsIgnored,
  processorNameMisspelt,
  mapInProcessor,
  parserTwice,
  notMilliseconds,
  unknownMultilineType,
  noStartState,
  unknownState,
  textAfterRule,
  regexAndExclude,
  openQuote,
  unexpectedBraces,
  oddDefault,
  routesWithoutMap,
  emptyProperty,
  valueNotWritable,
  keyNotWritable,
  commentsDropped,
  upstreamsNotWritable,
  upstreamsInOneFile,
  upstreamsMerged,
  sectionNotWritable,
  keySpeltAnew,
  commentNotWritable,
  nestedValueNotWritable,
  includeRenamed,
  sectionNeedsAFile,
  sectionMoved,
  formatContradiction,
  formatUnknown,
  verificationFailed,
  fileNotFound,
  fileElsewhere,
  fileNotReadable,
  fileShadowed,
  fileNotFollowed,
  fileInAnotherFormat,
  fileReadTwice,
  fileIncludedAgain,
  includeWithoutMatch,
  includeOrder,
  nothingToLoad,
  fileWithoutUpstream,
  sectionsNotLoaded,
  parserDefinedTwice,
  streamsFileReplaced,
  includeOutside,
  referenceOutside,
  referenceAmbiguous,
  patternListed,
  servicesJoined,
  destinationTaken,
  linkMisleads,
  upstreamSplit,
  referenceNotMoved,
  linkBroken,
  patternWidened,
  referenceMisled,
  oldFileOverwritten,
] as const;

type Catalogue = { readonly [D in (typeof definitions)[number] as D['code']]: D };

/** All definitions under their codes. */
export const catalogue = Object.fromEntries(definitions.map((one) => [one.code, one])) as unknown as Catalogue;

declare module './diagnostics/diagnostic.js' {
  interface Definitions extends Catalogue {}
}

/** What a diagnostic says to a person. */
export function messageOf({ code, args }: Diagnostic): Message {
  const definition: Definition = catalogue[code];
  return definition.says(args);
}
