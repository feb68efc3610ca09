// Written by `npm run golden:update` from every `define({ code: … })` below src.
import { invalidUtf8 } from './convert.js';
import { notWellFormedText } from './formats/diagnostics.js';
import { byteOrderMark } from './formats/classic/check-text.js';
import { unindentedKey } from './formats/classic/diagnostics.js';
import { indentationTooLow } from './formats/classic/diagnostics.js';
import { indentationTooDeep } from './formats/classic/diagnostics.js';
import { indentationMixed } from './formats/classic/diagnostics.js';
import { keyWithoutValue } from './formats/classic/diagnostics.js';
import { tabSeparator } from './formats/classic/diagnostics.js';
import { keyOutsideSection } from './formats/classic/diagnostics.js';
import { badHeader } from './formats/classic/diagnostics.js';
import { indentedHeader } from './formats/classic/diagnostics.js';
import { textAfterHeader } from './formats/classic/diagnostics.js';
import { commandWithoutValue } from './formats/classic/diagnostics.js';
import { ignoredCommand } from './formats/classic/diagnostics.js';
import { indentedCommand } from './formats/classic/diagnostics.js';
import { loneCarriageReturn } from './formats/classic/check-text.js';
import { nulCharacter } from './formats/classic/check-text.js';
import { lostLastLine } from './formats/classic/check-text.js';
import { lineTooLong } from './formats/classic/check-text.js';
import { badGroup } from './formats/classic/diagnostics.js';
import { tabInKey } from './formats/classic/diagnostics.js';
import { commentInValue } from './formats/classic/diagnostics.js';
import { emptyVariable } from './formats/classic/diagnostics.js';
import { carriageReturnInHeader } from './formats/classic/diagnostics.js';
import { abbreviatedSection } from './formats/diagnostics.js';
import { oddInclude } from './formats/classic/diagnostics.js';
import { sectionNotForMainFile } from './formats/diagnostics.js';
import { lastCarriageReturn } from './formats/classic/check-text.js';
import { templateLine } from './formats/diagnostics.js';
import { syntax } from './formats/yaml/diagnostics.js';
import { yamlAlias } from './formats/yaml/diagnostics.js';
import { controlCharacter } from './formats/yaml/diagnostics.js';
import { yamlTab } from './formats/yaml/diagnostics.js';
import { emptyDocument } from './formats/yaml/diagnostics.js';
import { nullText } from './formats/document/diagnostics.js';
import { wrongShape } from './formats/document/diagnostics.js';
import { nodesMisspelt } from './formats/document/diagnostics.js';
import { blankValue } from './formats/document/diagnostics.js';
import { textAfterNul } from './formats/document/diagnostics.js';
import { lineSeparator } from './formats/yaml/diagnostics.js';
import { nestedTooDeep } from './formats/document/diagnostics.js';
import { variableWithoutName } from './formats/document/diagnostics.js';
import { serviceTwice } from './formats/diagnostics.js';
import { pluginsWithoutList } from './formats/document/diagnostics.js';
import { unknownSection } from './formats/document/diagnostics.js';
import { pathTranslated } from './formats/document/diagnostics.js';
import { incompleteRule } from './formats/document/diagnostics.js';
import { emptyList } from './formats/document/diagnostics.js';
import { listTooLong } from './formats/document/diagnostics.js';
import { jsonSyntax } from './formats/json/json-cursor.js';
import { blankValueDropped } from './formats/document/diagnostics.js';
import { notFluentBits } from './formats/diagnostics.js';
import { listOfFiles } from './formats/document/diagnostics.js';
import { upstreamWithoutName } from './check/sections/upstreams.js';
import { nodeWithoutKey } from './check/sections/nodes.js';
import { upstreamWithoutNodes } from './check/sections/upstreams.js';
import { severalUpstreams } from './check/sections/upstreams.js';
import { repeatedKey } from './check/repeated-keys.js';
import { notABoolean } from './check/values.js';
import { notAPort } from './check/values.js';
import { tlsKeysWithoutTls } from './check/tls.js';
import { loginWithoutSharedKey } from './check/required-keys.js';
import { unknownKey } from './check/sections/nodes.js';
import { tlsKeyMisspelt } from './check/tls.js';
import { keyTooLong } from './check/sections/nodes.js';
import { variableNotExpanded } from './check/variables.js';
import { envIgnored } from './check/sections/upstreams.js';
import { upstreamKeyIgnored } from './check/sections/upstreams.js';
import { groupIgnored } from './check/check-config.js';
import { sectionWithoutKey } from './check/required-keys.js';
import { unknownPlugin } from './check/plugins/plugins.js';
import { sectionIgnored } from './check/unknown-sections.js';
import { unknownProperty } from './check/plugins/plugin-keys.js';
import { doubtfulProperty } from './check/plugins/plugin-keys.js';
import { keyIgnored } from './check/ignored-keys.js';
import { propertySetAgain } from './check/repeated-keys.js';
import { invalidBoolean } from './check/values.js';
import { notANumber } from './check/values.js';
import { tooFewWords } from './check/values.js';
import { recordDropped } from './check/plugins/filters.js';
import { mapInPlugin } from './check/plugins/plugins.js';
import { mapInService } from './check/sections/service.js';
import { processorsIgnored } from './check/plugins/plugins.js';
import { processorNameMisspelt } from './check/plugins/processors.js';
import { mapInProcessor } from './check/plugins/processors.js';
import { parserTwice } from './check/sections/parsers.js';
import { notMilliseconds } from './check/sections/multiline-parsers.js';
import { unknownMultilineType } from './check/sections/multiline-parsers.js';
import { noStartState } from './check/sections/multiline-parsers.js';
import { unknownState } from './check/sections/multiline-parsers.js';
import { textAfterRule } from './check/sections/multiline-parsers.js';
import { regexAndExclude } from './check/plugins/filters.js';
import { openQuote } from './check/plugins/filters.js';
import { unexpectedBraces } from './check/variables.js';
import { oddDefault } from './check/variables.js';
import { routesWithoutMap } from './check/plugins/plugin-keys.js';
import { emptyProperty } from './check/plugins/plugin-keys.js';
import { refusedValue } from './check/plugins/demands.js';
import { keyAlone } from './check/plugins/needs.js';
import { badRegex } from './check/regexes.js';
import { unusedRegex } from './check/regexes.js';
import { doubtfulRegex } from './check/regexes.js';
import { nestedFault } from './check/plugins/nested-faults.js';
import { filterWithoutMatch } from './check/plugins/filters.js';
import { conditionIgnored } from './check/plugins/filters.js';
import { misspeltPlugin } from './check/plugins/plugins.js';
import { keyWithColon } from './check/colons.js';
import { chunkBeyondBuffer } from './check/plugins/tail.js';
import { matchWithoutTag } from './check/matching/diagnostics.js';
import { tagWithoutOutput } from './check/matching/diagnostics.js';
import { outputWithoutMatch } from './check/matching/diagnostics.js';
import { valueNotWritable } from './formats/diagnostics.js';
import { keyNotWritable } from './formats/diagnostics.js';
import { commentsDropped } from './formats/diagnostics.js';
import { upstreamsNotWritable } from './formats/diagnostics.js';
import { upstreamsInOneFile } from './split/take-apart.js';
import { upstreamsMerged } from './split/take-apart.js';
import { sectionNotWritable } from './formats/diagnostics.js';
import { keySpeltAnew } from './formats/document/diagnostics.js';
import { commentNotWritable } from './formats/diagnostics.js';
import { nestedValueNotWritable } from './formats/classic/diagnostics.js';
import { includeRenamed } from './split/rename-includes.js';
import { sectionNeedsAFile } from './formats/diagnostics.js';
import { sectionMoved } from './split/take-apart.js';
import { idleService } from './formats/document/diagnostics.js';
import { variableSetAgain } from './formats/document/diagnostics.js';
import { formatContradiction } from './formats/detect.js';
import { formatUnknown } from './formats/detect.js';
import { verificationFailed } from './convert.js';
import { fileNotFound } from './project/diagnostics.js';
import { fileElsewhere } from './project/diagnostics.js';
import { fileNotReadable } from './project/diagnostics.js';
import { fileShadowed } from './project/diagnostics.js';
import { fileNotFollowed } from './project/diagnostics.js';
import { fileInAnotherFormat } from './project/diagnostics.js';
import { fileReadTwice } from './project/diagnostics.js';
import { fileIncludedAgain } from './project/diagnostics.js';
import { includeWithoutMatch } from './project/diagnostics.js';
import { includeOrder } from './project/diagnostics.js';
import { nothingToLoad } from './project/diagnostics.js';
import { fileWithoutUpstream } from './project/diagnostics.js';
import { sectionsNotLoaded } from './project/diagnostics.js';
import { parserDefinedTwice } from './project/diagnostics.js';
import { streamsFileReplaced } from './project/diagnostics.js';
import { tooManyIncludes } from './project/diagnostics.js';
import { fileOutOfScope } from './project/diagnostics.js';
import { fileOfSomethingElse } from './project/diagnostics.js';
import { unknownParser } from './project/diagnostics.js';
import { parserLeftOut } from './project/diagnostics.js';
import { noStoragePath } from './project/diagnostics.js';
import { sharedDatabase } from './project/diagnostics.js';
import { routeToNowhere } from './project/diagnostics.js';
import { scriptNotFound } from './project/diagnostics.js';
import { patternNeedsFullPath } from './project/diagnostics.js';
import { serviceOrder } from './project/diagnostics.js';
import { variableOrder } from './project/diagnostics.js';
import { unusedIgnore } from './check/ignores.js';
import { unknownIgnore } from './check/ignores.js';
import { leftToMigrate } from './migrate/diagnostics.js';
import { includeOutside } from './migrate/diagnostics.js';
import { referenceOutside } from './migrate/diagnostics.js';
import { referenceAmbiguous } from './migrate/diagnostics.js';
import { patternListed } from './migrate/diagnostics.js';
import { servicesJoined } from './migrate/diagnostics.js';
import { destinationTaken } from './migrate/diagnostics.js';
import { linkMisleads } from './migrate/diagnostics.js';
import { upstreamSplit } from './migrate/diagnostics.js';
import { referenceNotMoved } from './migrate/diagnostics.js';
import { linkBroken } from './migrate/diagnostics.js';
import { patternWidened } from './migrate/diagnostics.js';
import { referenceMisled } from './migrate/diagnostics.js';
import { oldFileOverwritten } from './migrate/diagnostics.js';
import { taskAsleep } from './migrate/diagnostics.js';
import { tasksInTwoPlaces } from './migrate/diagnostics.js';
import { includedSections } from './migrate/diagnostics.js';
import { rootMissing } from './migrate/diagnostics.js';
import { newFileDoesNotStart } from './fleet/diagnostics.js';
import { oldNameMentioned } from './fleet/diagnostics.js';
import { formNotRead } from './versions/diagnostics.js';
import { formReadOtherwise } from './versions/diagnostics.js';
import { pluginNotInVersion } from './versions/diagnostics.js';
import { keyNotInVersion } from './versions/diagnostics.js';
import { settingNotInVersion } from './versions/diagnostics.js';
import { typeChanged } from './versions/diagnostics.js';
import { defaultChanged } from './versions/diagnostics.js';
import { takesEffect } from './versions/diagnostics.js';
import { startChanged } from './versions/diagnostics.js';
import { versionAssumed } from './versions/diagnostics.js';
import { hostSyntax } from './containers/diagnostics.js';
import { keyTwice } from './containers/diagnostics.js';
import { objectTwice } from './containers/diagnostics.js';
import { notBase64 } from './containers/diagnostics.js';
import { encryptedConfiguration } from './containers/diagnostics.js';
import { objectTooLarge } from './containers/diagnostics.js';
import { severalTexts } from './containers/diagnostics.js';
import { podsDisagree } from './containers/diagnostics.js';
import { startUnknown } from './containers/diagnostics.js';
import { imageTooOld } from './containers/diagnostics.js';
import { immutableObject } from './containers/diagnostics.js';
import { ownedByHelm } from './containers/diagnostics.js';
import { lastApplied } from './containers/diagnostics.js';
import { spotNotMoved } from './containers/diagnostics.js';
import { expressionQuotes } from './containers/diagnostics.js';
import { oddExpression } from './containers/diagnostics.js';
import { patchOfConfiguration } from './containers/diagnostics.js';
import { missingGeneratorFile } from './containers/diagnostics.js';
import { notMounted } from './containers/diagnostics.js';
import { hostOutside } from './containers/diagnostics.js';
import { keyTaken } from './containers/diagnostics.js';
import { defaultsMissing } from './containers/helm/diagnostics.js';
import { notTheChartsValues } from './containers/helm/diagnostics.js';
import { valueTwice } from './containers/helm/diagnostics.js';
import { valueNotText } from './containers/helm/diagnostics.js';
import { chartsOwnFile } from './containers/helm/diagnostics.js';
import { fileNameTaken } from './containers/helm/diagnostics.js';
import { beginsWithSpaces } from './containers/helm/diagnostics.js';
import { goesOnInSection } from './containers/helm/diagnostics.js';
import { valuesShape } from './containers/helm/diagnostics.js';
import { argumentsWithoutMain } from './containers/helm/diagnostics.js';
import { hostNotUtf8 } from './containers/diagnostics.js';
import { refusedTogether } from './containers/helm/diagnostics.js';
import { filesNotMap } from './containers/helm/diagnostics.js';
import { strayExpression } from './containers/helm/diagnostics.js';
import { numberWithExponent } from './containers/helm/diagnostics.js';
import { valuesElsewhere } from './containers/helm/diagnostics.js';

/** Every definition that there is, by code. */
export const definitions = [
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
  lastCarriageReturn,
  templateLine,
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
  notFluentBits,
  listOfFiles,
  upstreamWithoutName,
  nodeWithoutKey,
  upstreamWithoutNodes,
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
  refusedValue,
  keyAlone,
  badRegex,
  unusedRegex,
  doubtfulRegex,
  nestedFault,
  filterWithoutMatch,
  conditionIgnored,
  misspeltPlugin,
  keyWithColon,
  chunkBeyondBuffer,
  matchWithoutTag,
  tagWithoutOutput,
  outputWithoutMatch,
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
  idleService,
  variableSetAgain,
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
  tooManyIncludes,
  fileOutOfScope,
  fileOfSomethingElse,
  unknownParser,
  parserLeftOut,
  noStoragePath,
  sharedDatabase,
  routeToNowhere,
  scriptNotFound,
  patternNeedsFullPath,
  serviceOrder,
  variableOrder,
  unusedIgnore,
  unknownIgnore,
  leftToMigrate,
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
  taskAsleep,
  tasksInTwoPlaces,
  includedSections,
  rootMissing,
  newFileDoesNotStart,
  oldNameMentioned,
  formNotRead,
  formReadOtherwise,
  pluginNotInVersion,
  keyNotInVersion,
  settingNotInVersion,
  typeChanged,
  defaultChanged,
  takesEffect,
  startChanged,
  versionAssumed,
  hostSyntax,
  keyTwice,
  objectTwice,
  notBase64,
  encryptedConfiguration,
  objectTooLarge,
  severalTexts,
  podsDisagree,
  startUnknown,
  imageTooOld,
  immutableObject,
  ownedByHelm,
  lastApplied,
  spotNotMoved,
  expressionQuotes,
  oddExpression,
  patchOfConfiguration,
  missingGeneratorFile,
  notMounted,
  hostOutside,
  keyTaken,
  defaultsMissing,
  notTheChartsValues,
  valueTwice,
  valueNotText,
  chartsOwnFile,
  fileNameTaken,
  beginsWithSpaces,
  goesOnInSection,
  valuesShape,
  argumentsWithoutMain,
  hostNotUtf8,
  refusedTogether,
  filesNotMap,
  strayExpression,
  numberWithExponent,
  valuesElsewhere,
] as const;
